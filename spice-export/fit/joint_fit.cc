#include "spice-export/fit/joint_fit.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

// RMS of the other curves when they are fitted without this one; nothing stays changed. Only the
// parameters of its own family move.
double error_without(FitState& state, DataCurve& suspect) {
  constexpr int kIterations = 12;
  const ParameterValues before = state.values;
  suspect.contradicts = true;
  const std::vector<std::string> families = {suspect.bench->family};
  const std::vector<std::string> free = state.moved_with(families);
  double after = 1;
  if (auto found = state.descend(free, state.curves_for(families), 0, kIterations);
      found && !free.empty()) {
    state.accept(free, *found);
    after = rms(state.curve_rms(state.curves_for_moved()));
  }
  suspect.contradicts = false;
  state.values = before;
  return after;
}

// It need not be the curve that fits worst: a wrong label drags the others along, so each suspect
// is left out in turn.
DataCurve* most_contradicting(FitState& state, const Curves& curves,
                              const std::vector<double>& errors) {
  double best = 1.0 / 3;
  DataCurve* contradicting = nullptr;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    std::vector<double> others = errors;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    const double before = rms(others);
    if (before < 0.01 || errors[i] < before / 2) continue;
    if (state.overspent() || state.out_of_time()) break;
    DataCurve& suspect = state.writable(curves[i]);
    const double gain = error_without(state, suspect) / before;
    if (gain >= best) continue;
    best = gain;
    contradicting = &suspect;
  }
  return contradicting;
}

// Families that share freed parameters, each set of them once.
std::vector<std::set<std::string>> coupled_families(const FitState& state) {
  std::vector<std::set<std::string>> groups;
  for (const std::string& name : state.moved) {
    const auto& families = state.device.parameter(name)->families;
    std::set<std::string> merged(families.begin(), families.end());
    std::erase_if(groups, [&](const std::set<std::string>& group) {
      const bool shares = std::any_of(group.begin(), group.end(),
                                      [&](const auto& f) { return contains(families, f); });
      if (shares) merged.insert(group.begin(), group.end());
      return shares;
    });
    groups.push_back(std::move(merged));
  }
  return groups;
}

// Where the class cannot follow within the uncertainty of the drawings, half of what is missed
// counts as uncertainty: the same for all figures that pull at the same parameters.
FormErrors measured_form_errors(FitState& state) {
  FormErrors all;
  for (const std::set<std::string>& group : coupled_families(state)) {
    const Curves curves = state.curves_for({group.begin(), group.end()});
    const double missed = rms(state.curve_rms(curves));
    for (const std::string& family : group) all[family] = missed / 2;
  }
  return all;
}

}  // namespace

Status fit_jointly(FitState& state) {
  state.begin("the joint fit");
  const Curves curves = state.curves_for_moved();
  auto found = state.descend(state.moved, curves, 0, 20);
  if (!found) return state.failure("at the joint fit");
  state.accept(state.moved, *found);
  state.form_errors = measured_form_errors(state);
  constexpr double kOutlier = 5;  // units: half of what is missed, or the drawing's uncertainty
  auto robust = state.descend(state.moved, curves, kOutlier, 20);
  if (!robust) return state.failure("at the joint fit");
  state.accept(state.moved, *robust);
  state.last = std::move(robust);
  return {};
}

Status find_contradiction(FitState& state) {
  const Curves curves = state.curves_for_moved();
  if (curves.size() < 3) return {};
  const std::vector<double> errors = state.curve_rms(curves);
  if (*std::max_element(errors.begin(), errors.end()) < 0.03) return {};
  state.begin("the search for contradictions");
  DataCurve* contradicting = most_contradicting(state, curves, errors);
  if (contradicting == nullptr) return {};
  contradicting->contradicts = true;
  state.notes.push_back("curve '" + contradicting->label + "' (" + contradicting->bench->family +
                        ") contradicts the others: it is left out of the fit, and shown");
  return fit_jointly(state);
}

}  // namespace curvespice
