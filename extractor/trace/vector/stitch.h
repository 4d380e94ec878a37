// Joins the fragments of one curve: tiny segments, dashes drawn one by one, parts on either side of
// a label. What was drawn as one line is never cut.
#pragma once

#include <cstddef>
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

// More loose strokes in a plot than this are a hatching or a picture: no curve is drawn in so many
// dashes, and telling them apart would take minutes.
inline constexpr std::size_t kMostLooseStrokes = 5000;

// Ends meet when they touch or follow each other in direction; at a crossing the straightest way
// goes on. Beyond kMostLooseStrokes only what touches is joined. `words` are where a label may
// interrupt a curve.
std::vector<Chain> stitch(std::vector<Fragment> fragments, const std::vector<StrokeStyle>& styles,
                          const std::vector<Word>& words);

}  // namespace curvespice
