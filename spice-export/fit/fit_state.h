// What a fit knows while it goes on: the values so far, what was freed, and the figures that judge
// them. The steps of a fit (stages.h, joint_fit.h, undetermined.h) work on one of these in turn.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "spice-export/fit/least_squares.h"
#include "spice-export/fit/model_fit.h"
#include "spice-export/fit/objective.h"

namespace curvespice {

struct FitState {
  FitState(const DeviceClass& the_device, Dataset& the_dataset, Simulator& simulator,
           const FitOptions& the_options);

  const DeviceClass& device;
  Dataset& dataset;
  const FitOptions& options;
  ModelEvaluator evaluator;
  std::mt19937 random;  // of the jitter: the same numbers in every run

  ParameterValues values;                               // of all parameters
  ParameterValues starts;                               // closed forms, of those that have one
  std::vector<std::string> moved;                       // freed so far, in order
  std::map<std::string, std::set<std::string>> fitted;  // families each of them was fitted to
  std::set<std::string> open;                           // taken back: the figures leave them open
  std::optional<LeastSquaresOutcome> last;              // of `moved` over all their curves
  FormErrors form_errors;                               // empty until the joint fit knows them
  std::vector<std::string> stages, notes;

  // ---- curves and parameters that belong together
  Curves curves_for(const std::vector<std::string>& families) const;  // that do not contradict
  Curves curves_for_moved() const;
  std::vector<std::string> moved_with(const std::vector<std::string>& families) const;
  DataCurve& writable(const DataCurve* curve) const;

  // ---- time
  // From here on the step called `what` has options.stage_seconds, and no more than is left of all.
  void begin(const std::string& what);
  bool out_of_time() const;
  // Counted in sweeps, not in seconds: the same input must give the same bytes.
  bool overspent() const { return evaluator.sweeps() > options.sweeps; }

  // ---- steps
  // Least squares of `free` over `curves` from the present values, which stay as they are. Nothing
  // where the simulator gives no result at them. Being stopped by the clock is noted.
  std::optional<LeastSquaresOutcome> descend(const std::vector<std::string>& free,
                                             const Curves& curves, double huber, int iterations);
  void accept(const std::vector<std::string>& free, const LeastSquaresOutcome& found);
  // Plot errors, RMS of each curve; 1 where the simulator gives no result.
  std::vector<double> curve_rms(const Curves& curves);
  // Why the simulator gave nothing.
  Error failure(const std::string& where) const;

 private:
  void note_stopped();

  double started_ = 0, deadline_ = 0;
  std::string doing_;
};

bool contains(const std::vector<std::string>& list, const std::string& item);

// Root of the mean square of weighted residuals; 0 of none.
double weighted_rms(const Eigen::VectorXd& residuals);

}  // namespace curvespice
