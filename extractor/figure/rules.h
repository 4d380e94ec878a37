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

// Whether at least 97 % of the line runs exactly along the page's axes. A nearly flat curve of many
// short segments does not: what counts is how far it drifts in all.
bool is_ruled(const Polyline& line);

}  // namespace curvespice
