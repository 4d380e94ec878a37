#include "extractor/identify/curve_order.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

// Whether the axis' end nearer to zero is its `hi` one: "-10 ... 0", or an axis that runs
// backwards.
bool runs_back(const Axis& axis) {
  return axis.lo + axis.hi < 0 ? -axis.lo > -axis.hi : axis.lo > axis.hi;
}

PlacedPoints placed(const Trace& trace, const AxesReading& axes, const Box& plot) {
  const bool back_x = runs_back(axes.x->axis), back_y = runs_back(axes.y->axis);
  PlacedPoints out;
  for (const Point& p : trace.points) {
    const double x = (p.x - plot.left) / plot.width(), y = (plot.bottom - p.y) / plot.height();
    out.push_back({back_x ? 1 - x : x, back_y ? 1 - y : y});
  }
  return out;
}

}  // namespace

std::optional<double> crossing(const PlacedPoints& points, int along, double at) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double a = points[i - 1][along], b = points[i][along];
    if (std::min(a, b) > at || std::max(a, b) < at || a == b) continue;
    const double t = (at - a) / (b - a);
    return points[i - 1][1 - along] + t * (points[i][1 - along] - points[i - 1][1 - along]);
  }
  return std::nullopt;
}

OrderVotes vote_on_order(const FamilyCheck& check, const PlacedPoints& low,
                         const PlacedPoints& high) {
  const int along = check.axis == "x" ? 1 : 0;
  OrderVotes votes;
  for (int i = 1; i < 40; ++i) {
    const double at = i / 40.0;
    const auto a = crossing(low, along, at), b = crossing(high, along, at);
    constexpr double kTouching = 0.004;
    if (!a || !b || std::abs(*a - *b) < kTouching) continue;
    ((*b > *a) == check.rising ? votes.right : votes.wrong)++;
  }
  return votes;
}

std::vector<int> order_of_traces(const FamilyCheck& check, const std::vector<Trace>& traces,
                                 const std::vector<int>& chosen, const AxesReading& axes,
                                 const Box& plot) {
  std::vector<PlacedPoints> curves;
  for (const int trace : chosen)
    curves.push_back(placed(traces[static_cast<std::size_t>(trace)], axes, plot));
  // How many of the others each curve has more of the condition than: all different, or no order.
  std::vector<int> place_of(curves.size(), 0), out(curves.size(), -1);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    for (std::size_t j = 0; j < curves.size(); ++j) {
      if (i == j) continue;
      const OrderVotes votes = vote_on_order(check, curves[j], curves[i]);
      if (votes.right == votes.wrong) return {};
      place_of[i] += votes.right > votes.wrong;
    }
  }
  for (std::size_t i = 0; i < curves.size(); ++i) {
    int& place = out[static_cast<std::size_t>(place_of[i])];
    if (place >= 0) return {};
    place = static_cast<int>(i);
  }
  return out;
}

}  // namespace curvespice
