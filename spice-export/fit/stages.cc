#include "spice-export/fit/stages.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

// A figure drawn over temperature counts as many.
int temperatures(const Curves& curves) {
  std::set<double> different;
  for (const DataCurve* curve : curves) {
    different.insert(curve->temperature);
    if (curve->bench->analysis == Analysis::temperature)
      different.insert(curve->forced.begin(), curve->forced.end());
  }
  return static_cast<int>(different.size());
}

// Of each family only the curves nearest to 25 degC.
void keep_reference(Curves& curves) {
  std::map<std::string, double> nearest;
  const auto distance = [](const DataCurve* curve) { return std::abs(curve->temperature - 25); };
  for (const DataCurve* curve : curves) {
    const auto [entry, added] = nearest.try_emplace(curve->bench->family, distance(curve));
    if (!added) entry->second = std::min(entry->second, distance(curve));
  }
  std::erase_if(curves, [&](const DataCurve* curve) {
    return distance(curve) > nearest.at(curve->bench->family) + 0.5;
  });
}

class StageRunner {
 public:
  StageRunner(FitState& state, const Stage& stage)
      : state_(state), stage_(stage), optional_(stage.keep_below < 1) {}

  bool has_data() const {
    const Curves curves = own_curves();
    return !curves.empty() && temperatures(curves) >= stage_.temperatures;
  }

  // A figure that the simulator cannot repeat at the start values costs itself, not the model.
  Status run_on_what_runs() {
    const Status status = run();
    if (status.ok() || status.error().code != ErrorCode::bad_input) return status;
    const bool dropped = drop_what_does_not_run();
    if (state_.evaluator.fatal()) return *state_.evaluator.fatal();
    if (!dropped || !has_data()) return leave_out(status);
    const Status again = run();
    return again.ok() || again.error().code != ErrorCode::bad_input ? again : leave_out(again);
  }

 private:
  Curves own_curves() const {
    Curves curves = state_.curves_for(stage_.families);
    if (stage_.reference) keep_reference(curves);
    return curves;
  }

  Status leave_out(const Status& why) {
    state_.notes.push_back("stage '" + stage_.name + "' is left out: " + why.error().message);
    return {};
  }

  bool drop_what_does_not_run() {
    bool dropped = false;
    for (const DataCurve* curve : own_curves()) {
      if (state_.evaluator.simulate(state_.values, {curve})) continue;
      if (state_.evaluator.fatal()) return dropped;
      dropped = true;
      state_.writable(curve).contradicts = true;
      state_.notes.push_back("curve '" + curve->label + "' (" + curve->bench->family +
                             ") is left out of the fit: " + state_.evaluator.complaint());
    }
    return dropped;
  }

  Status run() {
    const std::vector<std::string> added = newly_freed();
    if (added.empty() && optional_) return {};
    if (optional_ && state_.overspent()) return {};
    state_.begin("stage '" + stage_.name + "'");
    std::vector<std::string> free = freed_again();
    const Curves curves = judging_curves(free);
    const ParameterValues before = state_.values;
    double residual = 0;
    if (optional_) {
      const auto now = state_.descend(free, curves, 0, 0);
      if (!now) return state_.failure("at the values found so far");
      residual = weighted_rms(now->residuals);
      if (residual < 1) return {};  // already within the uncertainty of the drawing
    }
    start(added);
    free.insert(free.end(), added.begin(), added.end());
    if (free.empty()) return {};
    const auto found = descend_with_restarts(free, curves);
    const bool kept =
        found && !(optional_ && weighted_rms(found->residuals) > stage_.keep_below * residual);
    if (!kept) {
      const Status failed =
          optional_ ? Status{}
                    : state_.failure("at the start values of stage '" + stage_.name + "'");
      state_.values = before;
      return failed;
    }
    keep(*found, free, added, curves);
    return {};
  }

  std::vector<std::string> newly_freed() const {
    std::vector<std::string> added;
    for (const std::string& name : stage_.free)
      if (state_.options.given.count(name) == 0 && !contains(state_.moved, name))
        added.push_back(name);
    return added;
  }

  // Of the parameters that earlier stages freed those that the stage names, and those that only its
  // own figures determined so far: what another figure holds stays where that figure put it.
  std::vector<std::string> freed_again() const {
    std::vector<std::string> names;
    for (const std::string& name : state_.moved_with(stage_.families)) {
      const auto fitted = state_.fitted.find(name);
      const bool own = fitted == state_.fitted.end() ||
                       std::all_of(fitted->second.begin(), fitted->second.end(),
                                   [&](const auto& f) { return contains(stage_.families, f); });
      if (own || contains(stage_.free, name)) names.push_back(name);
    }
    return names;
  }

  // The stage's own, and those that determined what it frees again.
  Curves judging_curves(const std::vector<std::string>& again) const {
    std::vector<std::string> families = stage_.families;
    for (const std::string& name : again)
      if (const auto fitted = state_.fitted.find(name); fitted != state_.fitted.end())
        families.insert(families.end(), fitted->second.begin(), fitted->second.end());
    Curves curves = state_.curves_for(families);
    if (stage_.reference) keep_reference(curves);
    return curves;
  }

  void start(const std::vector<std::string>& added) {
    for (const std::string& name : added)
      if (const auto value = state_.starts.find(name); value != state_.starts.end())
        state_.values[name] = value->second;
  }

  void keep(const LeastSquaresOutcome& found, const std::vector<std::string>& free,
            const std::vector<std::string>& added, const Curves& curves) {
    state_.accept(free, found);
    state_.moved.insert(state_.moved.end(), added.begin(), added.end());
    state_.stages.push_back(stage_.name);
    for (const std::string& name : free)
      for (const DataCurve* curve : curves)
        if (contains(state_.device.parameter(name)->families, curve->bench->family))
          state_.fitted[name].insert(curve->bench->family);
  }

  std::optional<LeastSquaresOutcome> descend_with_restarts(const std::vector<std::string>& free,
                                                           const Curves& curves) {
    constexpr int kIterations = 30;
    const int restarts = optional_ ? std::min(1, state_.options.restarts) : state_.options.restarts;
    auto best = state_.descend(free, curves, 0, kIterations);
    const ParameterValues start = state_.values;
    for (int i = 0; i < restarts; ++i) {
      if (best && good_enough(*best, curves)) break;
      if (state_.evaluator.fatal() || state_.overspent() || state_.out_of_time()) break;
      jitter(free, start);
      auto other = state_.descend(free, curves, 0, kIterations);
      if (other && (!best || other->cost < best->cost)) best = std::move(other);
    }
    state_.values = start;
    return best;
  }

  // At the noise of the drawing, or so close that another start is not worth its time.
  bool good_enough(const LeastSquaresOutcome& outcome, const Curves& curves) const {
    const double weighted = weighted_rms(outcome.residuals);
    double uncertainty = 0;
    for (const DataCurve* curve : curves)
      uncertainty += curve->uncertainty / static_cast<double>(curves.size());
    return weighted < state_.options.good_enough ||
           weighted * uncertainty < state_.options.good_enough_span;
  }

  // Moves the free parameters by up to a factor of e, or a sixth of their range.
  void jitter(const std::vector<std::string>& free, const ParameterValues& start) {
    const ParameterSpace space(state_.device, free);
    Eigen::VectorXd q = space.encode(start);
    for (Eigen::Index i = 0; i < q.size(); ++i) {
      const double fraction = static_cast<double>(state_.random()) / std::mt19937::max() * 2 - 1;
      const auto& parameter = *space.parameters()[static_cast<std::size_t>(i)];
      q[i] += fraction * (parameter.transform == Transform::log ? 1.0 : 0.15);
    }
    state_.values = start;
    space.decode(q.cwiseMax(space.low()).cwiseMin(space.high()), state_.values);
  }

  FitState& state_;
  const Stage& stage_;
  bool optional_;
};

}  // namespace

Status run_stages(FitState& state) {
  const auto& stages = state.device.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    StageRunner runner(state, stages[i]);
    if (!runner.has_data()) continue;
    if (state.options.progress &&
        !state.options.progress(static_cast<int>(i), static_cast<int>(stages.size()),
                                stages[i].name))
      return Error{ErrorCode::cancelled, "cancelled"};
    CURVESPICE_TRY(runner.run_on_what_runs());
  }
  return {};
}

}  // namespace curvespice
