// One axis from its elected scale and its title: unit, values in SI, proof and doubts.
#pragma once

#include <optional>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/axes/side_vote.h"
#include "extractor/axes/title.h"

namespace curvespice {

// `among`: a unit that stands among the labels; it outranks the title's. `used`: words of all axes.
AxisReading read_axis(const SideVote& side, const AxisTitle& title,
                      const std::optional<Unit>& among, const Figure& figure, AxisSide where,
                      const std::vector<int>& used);

}  // namespace curvespice
