// Horizontal and vertical lines of a page, however they were drawn: strokes, dashes one by one,
// dots, rectangles of tiny width, sides of a frame, zig-zags that draw a whole grid in one path.
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

struct Rules {
  std::vector<RuledLine> vertical;    // by coordinate, then by start
  std::vector<RuledLine> horizontal;  // the same
};

// Pieces on one line are joined across the gaps of a dash pattern. A path that is mostly slanted
// (a curve with a flat part) rules nothing.
Rules find_rules(const Page& page);

}  // namespace curvespice
