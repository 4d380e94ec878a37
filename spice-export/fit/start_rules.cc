#include "spice-export/fit/start_rules.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <regex>
#include <vector>

namespace curvespice {
namespace {

struct Drawn {
  double x = 0, y = 0;
};

std::vector<Drawn> drawn_points(const DataCurve& curve) {
  std::vector<Drawn> points;
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    points.push_back(curve.forced_is_x ? Drawn{curve.forced[i], curve.measured[i]}
                                       : Drawn{curve.measured[i], curve.forced[i]});
  return points;
}

const DataCurve* find_curve(const StartRule& rule, const Dataset& dataset) {
  const std::regex label(rule.label, std::regex::icase);
  for (const DataCurve* curve : curves_of(dataset, rule.family))
    if (rule.label.empty() || std::regex_search(curve->label, label)) return curve;
  return nullptr;
}

}  // namespace

std::optional<double> pick_value(const StartRule& rule, const Dataset& dataset) {
  const DataCurve* curve = find_curve(rule, dataset);
  if (curve == nullptr) return std::nullopt;
  const std::vector<Drawn> points = drawn_points(*curve);
  const auto by_x = [](const Drawn& a, const Drawn& b) { return a.x < b.x; };
  const auto by_y = [](const Drawn& a, const Drawn& b) { return a.y < b.y; };
  const auto nearer = [&](const Drawn& a, const Drawn& b) {
    return std::abs(a.x - rule.at) < std::abs(b.x - rule.at);
  };
  const Drawn left = *std::min_element(points.begin(), points.end(), by_x);
  const Drawn right = *std::max_element(points.begin(), points.end(), by_x);
  const Drawn low = *std::min_element(points.begin(), points.end(), by_y);
  const Drawn high = *std::max_element(points.begin(), points.end(), by_y);
  const double turn = 2 * std::numbers::pi;
  if (rule.pick == "y_min") return low.y;
  if (rule.pick == "y_max") return high.y;
  if (rule.pick == "y_first") return left.y;
  if (rule.pick == "y_last") return right.y;
  if (rule.pick == "y_at") return std::min_element(points.begin(), points.end(), nearer)->y;
  if (rule.pick == "x_min") return left.x;
  if (rule.pick == "x_max") return right.x;
  if (rule.pick == "x_at_y_min") return low.x;
  if (rule.pick == "x_at_y_max") return high.x;
  if (rule.pick == "capacitance_at_x_min") return 1 / (turn * left.x * left.y);
  if (rule.pick == "inductance_at_x_max") return right.y / (turn * right.x);
  return std::nullopt;
}

ParameterValues start_values(const DeviceClass& device, const Dataset& dataset) {
  ParameterValues starts;
  for (const Parameter& parameter : device.parameters) {
    if (parameter.start.family.empty()) continue;
    const auto value = pick_value(parameter.start, dataset);
    if (value && std::isfinite(*value)) starts[parameter.name] = *value * parameter.start.factor;
  }
  return starts;
}

}  // namespace curvespice
