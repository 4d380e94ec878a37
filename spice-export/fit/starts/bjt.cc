// Start values of a bipolar transistor: the peak of the gain, where it has fallen by half, and the
// slope of the output curves.
#include <algorithm>
#include <cmath>

#include "spice-export/fit/starts.h"

namespace curvespice {
namespace {

const DataCurve* nearest_to_25(const std::vector<const DataCurve*>& curves) {
  return *std::min_element(curves.begin(), curves.end(),
                           [](const DataCurve* a, const DataCurve* b) {
                             return std::abs(a->temperature - 25) < std::abs(b->temperature - 25);
                           });
}

// The base current beyond IC/BF grows as (IC/IS)^(1/NE); two points of the falling side give both
// ISE and NE. IS is the class's default: only the ratio shows in a gain.
void leakage_starts(const DataCurve& curve, ParameterValues& starts) {
  constexpr double kIs = 1e-14;
  const auto lost = [&](std::size_t i) {
    return curve.forced[i] * (1 / std::max(curve.measured[i], 1e-3) - 1 / starts["BF"]);
  };
  const auto lowest = static_cast<std::size_t>(
      std::min_element(curve.forced.begin(), curve.forced.end()) - curve.forced.begin());
  const double reach = std::sqrt(curve.forced[lowest] * starts["IKF"]);
  std::size_t second = lowest;
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    if (curve.forced[i] < reach && curve.forced[i] > curve.forced[second]) second = i;
  const double first_loss = lost(lowest), second_loss = lost(second);
  double ne = 1.6;
  if (second != lowest && first_loss > 0 && second_loss > 0)
    ne = std::log(curve.forced[second] / curve.forced[lowest]) / std::log(second_loss / first_loss);
  starts["NE"] = ne = std::clamp(std::isfinite(ne) ? ne : 1.6, 1.2, 2.5);
  starts["ISE"] = std::max(first_loss, 0.02 * curve.forced[lowest] / starts["BF"]) *
                  std::pow(kIs / curve.forced[lowest], 1 / ne);
}

void gain_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "bjt_hfe");
  if (curves.empty()) return;
  const DataCurve& curve = *nearest_to_25(curves);
  const auto peak = static_cast<std::size_t>(
      std::max_element(curve.measured.begin(), curve.measured.end()) - curve.measured.begin());
  starts["BF"] = 1.1 * curve.measured[peak];
  double top = curve.forced[peak];
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    if (curve.forced[i] > curve.forced[peak] && curve.measured[i] > 0.5 * curve.measured[peak])
      top = std::max(top, curve.forced[i]);
  starts["IKF"] = 1.5 * top;
  leakage_starts(curve, starts);
  starts["XTB"] = 1.5;
}

void output_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "bjt_output");
  double gain = 0, early = 0;
  int counted = 0;
  for (const DataCurve* curve : curves) {
    const auto ib = curve->conditions.find("IB");
    if (ib == curve->conditions.end() || !(ib->second > 0)) continue;
    const std::size_t last = curve->forced.size() - 1, middle = curve->forced.size() * 2 / 3;
    const double slope = (curve->measured[last] - curve->measured[middle]) /
                         std::max(curve->forced[last] - curve->forced[middle], 1e-9);
    gain = std::max(gain, curve->measured[middle] / ib->second);
    if (slope > 0) early += curve->measured[last] / slope, ++counted;
  }
  if (!(gain > 0)) return;
  if (starts.count("BF") == 0) starts["BF"] = 1.1 * gain;
  if (counted > 0) starts["VAF"] = std::clamp(early / counted, 10.0, 1000.0);
  if (starts.count("IKF") == 0 && !curves.empty()) {
    double top = 0;
    for (const DataCurve* curve : curves)
      top = std::max(top, *std::max_element(curve->measured.begin(), curve->measured.end()));
    starts["IKF"] = 3 * top;
    starts["ISE"] = 1e-14;
    starts["RC"] = 0.03 / top;
    starts["RE"] = 0.01 / top;
  }
}

// IC = IS exp(VBE/VT) at the lowest drawn current, where no resistance shows yet.
void base_emitter_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "bjt_vbe");
  if (curves.empty()) return;
  const DataCurve& curve = *nearest_to_25(curves);
  const auto lowest = static_cast<std::size_t>(
      std::min_element(curve.forced.begin(), curve.forced.end()) - curve.forced.begin());
  const double thermal = 8.617e-5 * (curve.temperature + 273.15);
  starts["IS"] = curve.forced[lowest] * std::exp(-curve.measured[lowest] / thermal);
  const double top = *std::max_element(curve.forced.begin(), curve.forced.end());
  starts["RE"] = 0.01 / top;
}

}  // namespace

ParameterValues bjt_starts(const Dataset& dataset) {
  ParameterValues starts;
  base_emitter_starts(dataset, starts);
  gain_starts(dataset, starts);
  output_starts(dataset, starts);
  return starts;
}

}  // namespace curvespice
