// Simulated minus drawn, in the space in which the figure is drawn and in units of its uncertainty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spice-export/fit/dataset.h"

namespace curvespice {

// (measured_simulated - measured_drawn) in units of the plot box, taken perpendicular to the drawn
// curve: divided by sqrt(1 + slope^2). What runs 2 boxes off counts as 2.
std::vector<double> plot_errors(const DataCurve& curve, const std::vector<double>& simulated);

// Root of the mean square; 0 of nothing.
double rms(const std::vector<double>& values);

// Simulates `curves` with these parameter values; nothing where the simulator gives no result.
class ModelEvaluator {
 public:
  ModelEvaluator(const DeviceClass& device, Simulator& simulator)
      : device_(device), simulator_(simulator) {}

  std::optional<std::vector<std::vector<double>>> simulate(
      const ParameterValues& values, const std::vector<const DataCurve*>& curves);

  // The simulator itself is missing or was stopped: no use in going on.
  const std::optional<Error>& fatal() const { return fatal_; }
  // Work so far, in sweeps of operating points over one curve.
  long sweeps() const { return sweeps_; }
  // What the simulator said last when it gave no result.
  const std::string& complaint() const { return complaint_; }

 private:
  const DeviceClass& device_;
  Simulator& simulator_;
  std::optional<Error> fatal_;
  std::string complaint_;
  long sweeps_ = 0;
};

}  // namespace curvespice
