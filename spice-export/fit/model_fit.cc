#include "spice-export/fit/model_fit.h"

#include <algorithm>
#include <cmath>

#include "spice-export/fit/fit_state.h"
#include "spice-export/fit/joint_fit.h"
#include "spice-export/fit/stages.h"
#include "spice-export/fit/uncertainty.h"
#include "spice-export/fit/undetermined.h"

namespace curvespice {
namespace {

std::vector<Correlation> strong_correlations(const FitState& state,
                                             const Uncertainty& uncertainty) {
  constexpr double kStrong = 0.95;
  std::vector<Correlation> found;
  for (std::size_t i = 0; i < state.moved.size(); ++i)
    for (std::size_t j = i + 1; j < state.moved.size(); ++j) {
      const double value =
          uncertainty.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      if (std::abs(value) > kStrong) found.push_back({state.moved[i], state.moved[j], value});
    }
  return found;
}

// 95 % of a normal distribution lie within 1.96 standard errors.
void describe_fitted(const FitState& state, const Parameter& parameter, std::size_t i,
                     const Uncertainty& uncertainty, FittedParameter& out) {
  out.origin = Origin::figure;
  if (state.last) {
    const ParameterSpace space(state.device, state.moved);
    const double q = state.last->q[static_cast<Eigen::Index>(i)];
    const double reach = 1.96 * uncertainty.error[static_cast<Eigen::Index>(i)];
    out.low = space.decode_one(i, q - reach);
    out.high = space.decode_one(i, q + reach);
  }
  for (const std::string& family : parameter.families)
    if (!state.curves_for({family}).empty()) out.families.push_back(family);
  if (out.value <= parameter.low * 1.0001 || out.value >= parameter.high * 0.9999)
    out.note = "at the limit of its range";
}

FittedParameter describe(const FitState& state, const Parameter& parameter,
                         const Uncertainty& uncertainty) {
  FittedParameter out;
  out.name = parameter.name;
  out.unit = parameter.unit;
  out.meaning = parameter.meaning;
  out.value = out.low = out.high = state.values.at(parameter.name);
  const auto found = std::find(state.moved.begin(), state.moved.end(), parameter.name);
  if (state.options.given.count(parameter.name) > 0)
    out.origin = Origin::user;
  else if (found != state.moved.end())
    describe_fitted(state, parameter, static_cast<std::size_t>(found - state.moved.begin()),
                    uncertainty, out);
  else
    out.note = state.open.count(parameter.name) > 0
                   ? "the figures leave it open: held at the default"
                   : parameter.otherwise_reason;
  return out;
}

FittedModel describe(FitState& state) {
  FittedModel model;
  Uncertainty uncertainty;
  if (state.last) {
    uncertainty = estimate_uncertainty(*state.last, points_per_independent(state));
    model.correlations = strong_correlations(state, uncertainty);
  }
  for (const Parameter& parameter : state.device.parameters)
    model.parameters.push_back(describe(state, parameter, uncertainty));
  // One at a time: a figure that does not run must not hide what the others give.
  for (const DataCurve& curve : state.dataset.curves)
    model.curve_rms.push_back(state.curve_rms({&curve})[0]);
  model.notes = state.notes;
  model.stages = state.stages;
  return model;
}

}  // namespace

ParameterValues FittedModel::values() const {
  ParameterValues all;
  for (const FittedParameter& parameter : parameters) all[parameter.name] = parameter.value;
  return all;
}

Result<FittedModel> fit_model(const DeviceClass& device, Dataset& dataset, Simulator& simulator,
                              const FitOptions& options) {
  FitState state(device, dataset, simulator, options);
  CURVESPICE_TRY(run_stages(state));
  if (state.moved.empty())
    return Error{ErrorCode::bad_input,
                 "no figure determines a parameter of the class '" + device.name + "'"};
  if (const Status joint = fit_jointly(state); !joint.ok()) {
    if (joint.error().code != ErrorCode::bad_input || state.evaluator.fatal()) return joint.error();
    state.notes.push_back("the figures are fitted one after the other only: " +
                          joint.error().message);
    state.last.reset();
    return describe(state);
  }
  CURVESPICE_TRY(find_contradiction(state));
  CURVESPICE_TRY(hold_undetermined(state));
  return describe(state);
}

}  // namespace curvespice
