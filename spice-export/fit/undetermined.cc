#include "spice-export/fit/undetermined.h"

#include <algorithm>
#include <cmath>

#include "spice-export/fit/joint_fit.h"
#include "spice-export/fit/uncertainty.h"

namespace curvespice {
namespace {

class Holder {
 public:
  explicit Holder(FitState& state) : state_(state) {}

  Status run() {
    state_.begin("the search for undetermined parameters");
    while (state_.moved.size() > 1 && state_.evaluator.sweeps() < 2 * state_.options.sweeps &&
           !state_.out_of_time()) {
      const auto name = least_determined();
      if (!name) break;
      CURVESPICE_TRY(try_without(*name));
    }
    return state_.open.empty() ? Status{} : fit_jointly(state_);
  }

 private:
  // The parameter with the largest error, if that is beyond what counts as determined.
  std::optional<std::string> least_determined() const {
    const ParameterSpace space(state_.device, state_.moved);
    const Uncertainty uncertainty =
        estimate_uncertainty(*state_.last, points_per_independent(state_));
    std::optional<std::string> name;
    double worst = state_.options.undetermined;
    for (std::size_t i = 0; i < state_.moved.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      const double error = space.relative_error(i, state_.last->q[at], uncertainty.error[at]);
      if (error <= worst || needed_.count(state_.moved[i]) > 0) continue;
      name = state_.moved[i];
      worst = error;
    }
    return name;
  }

  // By value: the name is of a list that changes here. Only the figures that the parameter changes
  // are fitted again, with what else they determine.
  Status try_without(const std::string name) {
    const ParameterValues before = state_.values;
    const auto& families = state_.device.parameter(name)->families;
    const Curves curves = state_.curves_for(families);
    const double cost = weighted_cost(curves);
    std::vector<std::string> free = state_.moved_with(families);
    std::erase(free, name);
    state_.values[name] = state_.device.parameter(name)->otherwise;
    if (!free.empty())
      if (const auto found = state_.descend(free, curves, 0, 8)) state_.accept(free, *found);
    if (state_.evaluator.fatal()) return *state_.evaluator.fatal();
    if (weighted_cost(curves) < 1.05 * cost + 0.5) {
      drop_column(name);
      state_.open.insert(name);
    } else {
      needed_.insert(name);
      state_.values = before;
    }
    return {};
  }

  // Half the sum of squared residuals in units of their uncertainty.
  double weighted_cost(const Curves& curves) {
    const std::vector<double> errors = state_.curve_rms(curves);
    double cost = 0;
    for (std::size_t i = 0; i < curves.size(); ++i)
      cost += 0.5 * static_cast<double>(curves[i]->forced.size()) *
              std::pow(errors[i] / curves[i]->uncertainty, 2);
    return cost;
  }

  // The last solution without one parameter: good enough to judge the others by.
  void drop_column(const std::string& name) {
    Eigen::MatrixXd& jacobian = state_.last->jacobian;
    const auto at =
        std::find(state_.moved.begin(), state_.moved.end(), name) - state_.moved.begin();
    const Eigen::Index last = jacobian.cols() - 1;
    for (Eigen::Index j = at; j < last; ++j) jacobian.col(j) = jacobian.col(j + 1);
    jacobian.conservativeResize(Eigen::NoChange, last);
    state_.moved.erase(state_.moved.begin() + at);
    state_.last->q = ParameterSpace(state_.device, state_.moved).encode(state_.values);
  }

  FitState& state_;
  std::set<std::string> needed_;
};

}  // namespace

Status hold_undetermined(FitState& state) { return Holder(state).run(); }

double points_per_independent(const FitState& state) {
  constexpr double kIndependentOfACurve = 10;
  const Curves curves = state.curves_for_moved();
  double points = 0;
  for (const DataCurve* curve : curves) points += static_cast<double>(curve->forced.size());
  return std::max(1.0, points / (kIndependentOfACurve * static_cast<double>(curves.size())));
}

}  // namespace curvespice
