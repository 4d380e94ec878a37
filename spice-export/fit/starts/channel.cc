// Start values of the behavioural channel (SiC, GaN, superjunction, IGBT): saturated current over
// gate voltage as a power law from the transfer curve, knee and resistance from the output curves.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "spice-export/fit/starts.h"

namespace curvespice {
namespace {

double highest(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end());
}

const DataCurve* nearest_to_25(const std::vector<const DataCurve*>& curves) {
  return *std::min_element(curves.begin(), curves.end(),
                           [](const DataCurve* a, const DataCurve* b) {
                             return std::abs(a->temperature - 25) < std::abs(b->temperature - 25);
                           });
}

// Gate voltage at which the current is `part` of its highest.
double gate_at(const DataCurve& curve, double part) {
  const double wanted = part * highest(curve.measured);
  std::size_t best = 0;
  for (std::size_t i = 0; i < curve.measured.size(); ++i)
    if (std::abs(curve.measured[i] - wanted) < std::abs(curve.measured[best] - wanted)) best = i;
  return curve.forced[best];
}

// ID = K (VGS - VT)^1.6 through 10 % and 80 % of the highest current.
void transfer_starts(const DataCurve& curve, ParameterValues& starts) {
  constexpr double kPower = 1.6;
  const double low = gate_at(curve, 0.1), high = gate_at(curve, 0.8);
  const double ratio = std::pow(0.8 / 0.1, 1 / kPower);
  const double threshold = (ratio * low - high) / (ratio - 1);
  starts["VT"] = threshold;
  starts["PK"] = kPower;
  starts["K"] = 0.8 * highest(curve.measured) / std::pow(std::max(high - threshold, 0.1), kPower);
}

// Without a transfer figure: the ends of the output curves are taken as saturated.
void transfer_from_output(const std::vector<const DataCurve*>& curves, const std::string& gate,
                          ParameterValues& starts) {
  const DataCurve *weakest = nullptr, *strongest = nullptr;
  for (const DataCurve* curve : curves) {
    if (curve->conditions.count(gate) == 0) continue;
    if (!weakest || curve->conditions.at(gate) < weakest->conditions.at(gate)) weakest = curve;
    if (!strongest || curve->conditions.at(gate) > strongest->conditions.at(gate))
      strongest = curve;
  }
  if (weakest == nullptr || weakest == strongest) return;
  const double v1 = weakest->conditions.at(gate), v2 = strongest->conditions.at(gate);
  const double i1 = std::max(highest(weakest->measured), 1e-9), i2 = highest(strongest->measured);
  const double ratio = std::max(std::pow(i2 / i1, 1 / 1.6), 1.05);
  starts["VT"] = (ratio * v1 - v2) / (ratio - 1);
  starts["PK"] = 1.6;
  starts["K"] = i2 / std::pow(std::max(v2 - starts["VT"], 0.1), 1.6);
}

// The resistance at the foot of the highest curve, half of it in the channel.
void output_starts(const std::vector<const DataCurve*>& curves, const std::string& gate,
                   double junction, ParameterValues& starts) {
  const DataCurve* strongest = nullptr;
  for (const DataCurve* curve : curves)
    if (curve->conditions.count(gate) > 0 &&
        (!strongest || curve->conditions.at(gate) > strongest->conditions.at(gate)))
      strongest = curve;
  if (strongest == nullptr || starts.count("VT") == 0) return;
  const double top = highest(strongest->measured);
  double voltage = 0, current = 0;
  for (std::size_t i = 0; i < strongest->forced.size(); ++i)
    if (strongest->measured[i] > 0.1 * top && strongest->measured[i] < 0.4 * top) {
      voltage += std::max(strongest->forced[i] - junction, 0.0);
      current += strongest->measured[i];
    }
  if (!(current > 0)) return;
  const double resistance = std::max(voltage / current, 1e-5);
  const double overdrive = std::max(strongest->conditions.at(gate) - starts["VT"], 0.2);
  starts["RD"] = 0.5 * resistance;
  starts["QV"] = 0.8;
  starts["AV"] = 0.5 * resistance * starts["K"] * std::pow(overdrive, starts["PK"] - 0.8);
}

ParameterValues starts_of(const Dataset& dataset, const std::string& device,
                          const std::string& gate, double junction) {
  ParameterValues starts;
  const auto transfer = curves_of(dataset, device + "_transfer");
  const auto output = curves_of(dataset, device + "_output");
  if (!transfer.empty())
    transfer_starts(*nearest_to_25(transfer), starts);
  else
    transfer_from_output(output, gate, starts);
  output_starts(output, gate, junction, starts);
  return starts;
}

}  // namespace

ParameterValues channel_starts(const Dataset& dataset) {
  return starts_of(dataset, "mosfet", "VGS", 0);
}

ParameterValues igbt_starts(const Dataset& dataset) {
  ParameterValues starts = starts_of(dataset, "igbt", "VGE", 0.8);
  // The collector's junction drops about 0.8 V at a tenth of the drawn current.
  double top = 0;
  for (const DataCurve* curve : curves_of(dataset, "igbt_output"))
    top = std::max(top, highest(curve->measured));
  if (top > 0) starts["IS"] = 0.1 * top * std::exp(-0.8 / (1.5 * 0.0257));
  return starts;
}

}  // namespace curvespice
