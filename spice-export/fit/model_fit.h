// Fits a device class to the figures of one part, in stages, with the simulator in the loop.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "spice-export/fit/dataset.h"
#include "spice-export/simulate/simulator.h"

namespace curvespice {

enum class Origin { figure, otherwise, user };

struct FittedParameter {
  std::string name, unit, meaning;
  double value = 0;
  double low = 0, high = 0;  // 95 % interval; both equal to value where it was not fitted
  Origin origin = Origin::otherwise;
  std::vector<std::string> families;  // that determined it
  std::string note;                   // why a default, or what limits it
};

struct Correlation {
  std::string first, second;
  double value = 0;  // -1..1
};

struct FittedModel {
  std::vector<FittedParameter> parameters;  // in the order of the class
  std::vector<Correlation> correlations;    // those above 0.95
  std::vector<double> curve_rms;            // of the fit, fraction of the plot box, one a curve
  std::vector<std::string> notes;           // sentences for the report
  std::vector<std::string> stages;          // names of those that were kept

  ParameterValues values() const;
};

struct FitOptions {
  ParameterValues given;  // held
  long sweeps = 8000;     // of curves; past it no second start and no optional stage is tried
  int restarts = 2;       // jittered starts where the first descent stays above `good_enough`
  double good_enough_span = 0.01;  // or RMS residual, fraction of the plot box
  double good_enough = 1.5;        // weighted RMS residual
  double undetermined = 0.5;       // relative standard error above which a parameter is held
  unsigned seed = 20150;           // of the jitter
  // A net under the count of sweeps, for models that hardly converge: a step of the fit that takes
  // longer is stopped, the best found until then is used, and a note says so.
  double stage_seconds = 8, seconds = 24;
  std::function<double()> seconds_now;  // a clock; null = the monotonic one
  // Told the stage about to run; false stops with `cancelled`.
  std::function<bool(int stage, int of, const std::string& name)> progress;
};

// Marks curves of `dataset` that contradict the rest. Errors: `bad_input` when the dataset has no
// curve of any stage or the simulator gives no result at the start values (what it said),
// `missing_program`, `cancelled`.
Result<FittedModel> fit_model(const DeviceClass& device, Dataset& dataset, Simulator& simulator,
                              const FitOptions& options = {});

}  // namespace curvespice
