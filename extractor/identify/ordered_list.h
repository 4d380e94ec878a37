// A list of labels that names the curves by their order, as it says itself: "TOP 15 V ... BOTTOM
// 4.5 V", or with an arrow across the curves.
#pragma once

#include <vector>

#include "extractor/axes/text.h"
#include "extractor/trace/trace.h"

namespace curvespice {

struct OrderedList {
  std::vector<int> texts;   // from the top curve to the bottom one, indices into the lines given
  std::vector<int> traces;  // of the same places; empty when the counts do not agree
};

// Only a list that states its direction counts: rank alone names nothing.
OrderedList find_ordered_list(const std::vector<TextLine>& lines, const std::vector<Trace>& traces);

}  // namespace curvespice
