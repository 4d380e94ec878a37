// Joins the fragments of one curve: tiny segments, dashes drawn one by one, parts on either side of
// a label. What was drawn as one line is never cut.
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/trace/vector/fragment.h"

namespace curvespice {

struct Chain {
  Polyline points;
  int style = 0, order = 0;
  int pieces = 1;            // fragments it was made of
  double dash = 0, gap = 0;  // of the pieces, when it was stitched from dashes
  double drawn = 0;          // length of its ink
};

// Ends meet when they touch or follow each other in direction; at a crossing the straightest way
// goes on. `words` are where a label may interrupt a curve.
std::vector<Chain> stitch(std::vector<Fragment> fragments, const std::vector<StrokeStyle>& styles,
                          const std::vector<Word>& words);

}  // namespace curvespice
