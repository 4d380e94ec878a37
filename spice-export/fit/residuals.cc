#include "spice-export/fit/residuals.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

// What a curve costs the simulator, in sweeps of operating points: about as measured.
long cost_of(const DataCurve& curve) {
  switch (curve.bench->analysis) {
    case Analysis::dc:
      return 1;
    case Analysis::ac:
      return 2;
    case Analysis::ac_bias:
      return 5;
    case Analysis::temperature:
      return 5;
    case Analysis::transient:
      return 20;
  }
  return 1;
}

}  // namespace

std::vector<double> plot_errors(const DataCurve& curve, const std::vector<double>& simulated) {
  constexpr double kFarOff = 2;
  std::vector<double> errors;
  for (std::size_t i = 0; i < curve.measured.size(); ++i) {
    const double error =
        curve.measured_axis.unit(simulated[i]) - curve.measured_axis.unit(curve.measured[i]);
    const double distance = error / std::hypot(1.0, curve.slope[i]);
    errors.push_back(std::clamp(distance, -kFarOff, kFarOff));
  }
  return errors;
}

double rms(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return values.empty() ? 0 : std::sqrt(sum / static_cast<double>(values.size()));
}

std::optional<std::vector<std::vector<double>>> ModelEvaluator::simulate(
    const ParameterValues& values, const std::vector<const DataCurve*>& curves) {
  const ModelUnderTest model{&device_, render_model(device_, "curvespice_dut", values, 12),
                             "curvespice_dut"};
  std::vector<BenchCurve> benches;
  for (const DataCurve* curve : curves) benches.push_back(curve->bench_curve());
  for (const DataCurve* curve : curves) sweeps_ += cost_of(*curve);
  auto result = run_benches(simulator_, model, benches);
  if (result.ok()) return std::move(result).value();
  complaint_ = result.error().message;
  if (result.error().code == ErrorCode::missing_program || result.error().code == ErrorCode::io)
    fatal_ = result.error();
  return std::nullopt;
}

}  // namespace curvespice
