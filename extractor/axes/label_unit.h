// A unit that stands among the tick labels in place of one: "0 0.4 0.8 ... 2.4 V 3".
#pragma once

#include <optional>
#include <vector>

#include "extractor/axes/side_vote.h"
#include "extractor/axes/unit.h"

namespace curvespice {

struct LabelUnit {
  Unit unit;
  std::vector<int> words;  // indices into Page::words
};

// `taken`: words that serve as tick labels. Nothing when none stands there, or two that differ.
std::optional<LabelUnit> unit_among_labels(const Page& page, const SideVote& side, AxisSide where,
                                           const std::vector<int>& taken);

}  // namespace curvespice
