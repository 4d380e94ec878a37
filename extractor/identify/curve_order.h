// In which order the curves of a figure lie, where physics orders them by a condition.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/figure/figure.h"
#include "extractor/identify/family.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// A curve as fractions of the plot: 0 at an axis' end nearer to zero, 1 at the other.
using PlacedPoints = std::vector<std::array<double, 2>>;

// The curve's other coordinate where it passes `at` along one (0 = x, 1 = y).
std::optional<double> crossing(const PlacedPoints& points, int along, double at);

// At how many places over their common range two curves lie as a check of kind "order" wants them
// for `high` having more of the condition than `low`.
struct OrderVotes {
  int right = 0, wrong = 0;
};
OrderVotes vote_on_order(const FamilyCheck& check, const PlacedPoints& low,
                         const PlacedPoints& high);

// Places in `chosen` (indices of traces) from least of the check's condition to most; empty when
// two of the curves have no clear order.
std::vector<int> order_of_traces(const FamilyCheck& check, const std::vector<Trace>& traces,
                                 const std::vector<int>& chosen, const AxesReading& axes,
                                 const Box& plot);

}  // namespace curvespice
