// Start values of a MOSFET: sqrt(ID) over VGS gives threshold and transconductance (square law),
// the foot of the highest output curve the resistance.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "spice-export/fit/starts.h"

namespace curvespice {
namespace {

using Points = std::vector<std::array<double, 2>>;  // x, y

// y = slope * (x - root)
struct RootLine {
  double slope = 0, root = 0;
};

std::optional<RootLine> root_line(const Points& points) {
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (const auto& [x, y] : points) {
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const double determinant = n * sxx - sx * sx;
  if (n < 2 || !(determinant > 1e-12)) return std::nullopt;
  const double slope = (n * sxy - sx * sy) / determinant;
  if (!(slope > 0)) return std::nullopt;
  return RootLine{slope, (slope * sx - sy) / (slope * n)};
}

const DataCurve* nearest_to_25(const std::vector<const DataCurve*>& curves) {
  return *std::min_element(curves.begin(), curves.end(),
                           [](const DataCurve* a, const DataCurve* b) {
                             return std::abs(a->temperature - 25) < std::abs(b->temperature - 25);
                           });
}

// VGS and sqrt(ID) where the square law holds: above weak inversion, below the resistances.
Points transfer_points(const DataCurve& curve) {
  const double top = *std::max_element(curve.measured.begin(), curve.measured.end());
  Points points;
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    if (curve.measured[i] > 0.03 * top && curve.measured[i] < 0.6 * top)
      points.push_back({curve.forced[i], std::sqrt(curve.measured[i])});
  return points;
}

// VGS and sqrt of the current at the end of each output curve.
Points saturation_points(const std::vector<const DataCurve*>& curves) {
  Points points;
  for (const DataCurve* curve : curves) {
    const double current = *std::max_element(curve->measured.begin(), curve->measured.end());
    const auto vgs = curve->conditions.find("VGS");
    if (current > 0 && vgs != curve->conditions.end())
      points.push_back({vgs->second, std::sqrt(current)});
  }
  return points;
}

// Resistance at the foot of the output curve of the highest gate voltage.
std::optional<std::array<double, 2>> foot_resistance(const std::vector<const DataCurve*>& curves) {
  const DataCurve* highest = nullptr;
  double vgs = -HUGE_VAL;
  for (const DataCurve* curve : curves) {
    const auto found = curve->conditions.find("VGS");
    if (found != curve->conditions.end() && found->second > vgs) {
      vgs = found->second;
      highest = curve;
    }
  }
  if (highest == nullptr) return std::nullopt;
  const double top = *std::max_element(highest->measured.begin(), highest->measured.end());
  double sum_vi = 0, sum_ii = 0;
  for (std::size_t i = 0; i < highest->forced.size(); ++i)
    if (highest->measured[i] < 0.35 * top) {
      sum_vi += highest->forced[i] * highest->measured[i];
      sum_ii += highest->measured[i] * highest->measured[i];
    }
  if (!(sum_ii > 0)) return std::nullopt;
  return std::array{sum_vi / sum_ii, vgs};
}

void direct_current_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto transfer = curves_of(dataset, "mosfet_transfer");
  const auto output = curves_of(dataset, "mosfet_output");
  std::optional<RootLine> line;
  if (!transfer.empty()) line = root_line(transfer_points(*nearest_to_25(transfer)));
  if (!line && !output.empty()) line = root_line(saturation_points(output));
  if (line) {
    starts["VTO"] = line->root;
    starts["KP"] = 2 * line->slope * line->slope;
  }
  if (!line || output.empty()) return;
  const auto foot = foot_resistance(output);
  if (!foot) return;
  const double channel = 1 / (starts["KP"] * std::max((*foot)[1] - line->root, 0.1));
  const double rest = std::max((*foot)[0] - channel, 0.2 * (*foot)[0]);
  starts["RD"] = 0.75 * rest;
  starts["RS"] = 0.25 * rest;
}

double value_near(const DataCurve& curve, double forced) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    if (std::abs(curve.forced[i] - forced) < std::abs(curve.forced[best] - forced)) best = i;
  return curve.measured[best];
}

void capacitance_starts(const Dataset& dataset, ParameterValues& starts) {
  const DataCurve *ciss = nullptr, *coss = nullptr, *crss = nullptr;
  for (const DataCurve* curve : curves_of(dataset, "mosfet_capacitance")) {
    const std::string& label = curve->bench->label;
    (label[1] == 'i' ? ciss : label[1] == 'o' ? coss : crss) = curve;
  }
  if (crss == nullptr) return;
  const double top = *std::max_element(crss->measured.begin(), crss->measured.end());
  const double bottom = *std::min_element(crss->measured.begin(), crss->measured.end());
  starts["CGDMAX"] = 1.6 * top;
  starts["CGDMIN"] = bottom;
  starts["CGA"] = top;
  if (ciss != nullptr)
    starts["CGS"] = std::max(
        *std::min_element(ciss->measured.begin(), ciss->measured.end()) - bottom, 0.1 * bottom);
  if (coss != nullptr) {
    const double low = *std::min_element(coss->forced.begin(), coss->forced.end());
    starts["CJO"] = std::max(value_near(*coss, low) - value_near(*crss, low), 0.1 * top) *
                    std::pow(1 + low / 0.7, 0.45);
  }
}

}  // namespace

ParameterValues mosfet_starts(const Dataset& dataset) {
  ParameterValues starts;
  direct_current_starts(dataset, starts);
  capacitance_starts(dataset, starts);
  return starts;
}

}  // namespace curvespice
