#include "spice-export/fit/fit_state.h"

#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "spice-export/fit/conditions.h"
#include "spice-export/fit/start_rules.h"
#include "spice-export/fit/starts.h"

namespace curvespice {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

double weighted_rms(const Eigen::VectorXd& residuals) {
  if (residuals.size() == 0) return 0;
  return std::sqrt(residuals.squaredNorm() / static_cast<double>(residuals.size()));
}

FitState::FitState(const DeviceClass& the_device, Dataset& the_dataset, Simulator& simulator,
                   const FitOptions& the_options)
    : device(the_device),
      dataset(the_dataset),
      options(the_options),
      evaluator(the_device, simulator),
      random(the_options.seed),
      started_(the_options.seconds_now ? the_options.seconds_now() : monotonic_seconds()) {
  for (const Parameter& parameter : device.parameters) values[parameter.name] = parameter.otherwise;
  starts = start_values(device, dataset);
  if (const StartFunction function = start_function(device.start))
    for (const auto& [name, value] : function(dataset)) starts[name] = value;
  for (const auto& [name, value] : options.given) values[name] = value;
}

Curves FitState::curves_for(const std::vector<std::string>& families) const {
  Curves curves;
  for (const DataCurve& curve : dataset.curves)
    if (!curve.contradicts && contains(families, curve.bench->family)) curves.push_back(&curve);
  return curves;
}

Curves FitState::curves_for_moved() const {
  std::vector<std::string> families;
  for (const std::string& name : moved)
    for (const std::string& family : device.parameter(name)->families) families.push_back(family);
  return curves_for(families);
}

std::vector<std::string> FitState::moved_with(const std::vector<std::string>& families) const {
  std::vector<std::string> names;
  for (const std::string& name : moved)
    for (const std::string& family : device.parameter(name)->families)
      if (contains(families, family) && !contains(names, name)) names.push_back(name);
  return names;
}

DataCurve& FitState::writable(const DataCurve* curve) const {
  return dataset.curves[static_cast<std::size_t>(curve - dataset.curves.data())];
}

void FitState::begin(const std::string& what) {
  doing_ = what;
  const double now = options.seconds_now ? options.seconds_now() : monotonic_seconds();
  deadline_ = std::min(now + options.stage_seconds, started_ + options.seconds);
}

bool FitState::out_of_time() const {
  return (options.seconds_now ? options.seconds_now() : monotonic_seconds()) > deadline_;
}

void FitState::note_stopped() {
  const std::string note = doing_ + " was stopped after " + plain_number(options.stage_seconds) +
                           " s: the best found until then is used";
  if (!contains(notes, note)) notes.push_back(note);
}

std::optional<LeastSquaresOutcome> FitState::descend(const std::vector<std::string>& free,
                                                     const Curves& curves, double huber,
                                                     int iterations) {
  const ParameterSpace space(device, free);
  Objective objective(evaluator, space, curves, values, form_errors);
  LeastSquaresOptions settings;
  settings.huber = huber;
  settings.iterations = iterations;
  settings.stop = [this] { return out_of_time(); };
  auto found =
      least_squares(std::ref(objective), space.encode(values), space.low(), space.high(), settings);
  if (found && found->stopped) note_stopped();
  return found;
}

void FitState::accept(const std::vector<std::string>& free, const LeastSquaresOutcome& found) {
  ParameterSpace(device, free).decode(found.q, values);
}

std::vector<double> FitState::curve_rms(const Curves& curves) {
  std::vector<double> all;
  const auto simulated = evaluator.simulate(values, curves);
  for (std::size_t i = 0; i < curves.size(); ++i)
    all.push_back(simulated ? rms(plot_errors(*curves[i], (*simulated)[i])) : 1);
  return all;
}

Error FitState::failure(const std::string& where) const {
  if (evaluator.fatal()) return *evaluator.fatal();
  return {ErrorCode::bad_input, "the simulator gives no result " + where +
                                    (evaluator.complaint().empty() ? "" : ": ") +
                                    evaluator.complaint()};
}

}  // namespace curvespice
