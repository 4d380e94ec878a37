#include "spice-export/fit/model_fit.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "spice-export/fit/least_squares.h"
#include "spice-export/fit/parameter_space.h"
#include "spice-export/fit/residuals.h"
#include "spice-export/fit/start_rules.h"
#include "spice-export/fit/starts.h"
#include "spice-export/fit/uncertainty.h"

namespace curvespice {
namespace {

using Curves = std::vector<const DataCurve*>;

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

double weighted_rms(const Eigen::VectorXd& residuals) {
  return residuals.size() == 0
             ? 0
             : std::sqrt(residuals.squaredNorm() / static_cast<double>(residuals.size()));
}

double median_size(const Eigen::VectorXd& residuals) {
  std::vector<double> sizes;
  for (const double r : residuals) sizes.push_back(std::abs(r));
  std::nth_element(sizes.begin(), sizes.begin() + sizes.size() / 2, sizes.end());
  return sizes[sizes.size() / 2];
}

// Residuals of some curves over some parameters, for least_squares.
class Objective {
 public:
  Objective(ModelEvaluator& evaluator, const ParameterSpace& space, Curves curves,
            const ParameterValues& fixed)
      : evaluator_(evaluator), space_(space), curves_(std::move(curves)), values_(fixed) {}

  std::optional<Eigen::VectorXd> operator()(const Eigen::VectorXd& q, std::optional<int> changed,
                                            const Eigen::VectorXd& base) {
    if (evaluator_.fatal()) return std::nullopt;
    space_.decode(q, values_);
    const Curves affected = changed ? affected_by(*changed) : curves_;
    auto simulated = evaluator_.simulate(values_, affected);
    if (!simulated) return std::nullopt;
    Eigen::VectorXd residuals = changed ? base : Eigen::VectorXd(size());
    Eigen::Index at = 0;
    std::size_t next = 0;
    for (const DataCurve* curve : curves_) {
      const auto length = static_cast<Eigen::Index>(curve->forced.size());
      if (next < affected.size() && affected[next] == curve) {
        const std::vector<double> errors = plot_errors(*curve, (*simulated)[next++]);
        for (Eigen::Index i = 0; i < length; ++i)
          residuals[at + i] = errors[static_cast<std::size_t>(i)] / curve->uncertainty;
      }
      at += length;
    }
    return residuals;
  }

 private:
  Curves affected_by(int parameter) const {
    const auto& families = space_.parameters()[static_cast<std::size_t>(parameter)]->families;
    Curves affected;
    for (const DataCurve* curve : curves_)
      if (contains(families, curve->bench->family)) affected.push_back(curve);
    return affected;
  }

  Eigen::Index size() const {
    Eigen::Index total = 0;
    for (const DataCurve* curve : curves_) total += static_cast<Eigen::Index>(curve->forced.size());
    return total;
  }

  ModelEvaluator& evaluator_;
  const ParameterSpace& space_;
  Curves curves_;
  ParameterValues values_;
};

class Fitter {
 public:
  Fitter(const DeviceClass& device, Dataset& dataset, Simulator& simulator,
         const FitOptions& options)
      : device_(device),
        dataset_(dataset),
        options_(options),
        evaluator_(device, simulator),
        random_(options.seed) {
    for (const Parameter& parameter : device.parameters)
      values_[parameter.name] = parameter.otherwise;
    starts_ = start_values(device, dataset);
    if (const StartFunction starts = start_function(device.start))
      for (const auto& [name, value] : starts(dataset)) starts_[name] = value;
    for (const auto& [name, value] : options.given) values_[name] = value;
  }

  Result<FittedModel> run() {
    CURVESPICE_TRY(run_stages());
    if (moved_.empty())
      return Error{ErrorCode::bad_input,
                   "no figure determines a parameter of the class '" + device_.name + "'"};
    if (const Status joint = polish(); !joint.ok()) {
      if (joint.error().code != ErrorCode::bad_input || evaluator_.fatal()) return joint.error();
      notes_.push_back("the figures are fitted one after the other only: " + joint.error().message);
      last_.reset();
      return report();
    }
    CURVESPICE_TRY(find_contradiction());
    CURVESPICE_TRY(hold_undetermined());
    return report();
  }

 private:
  // ---- stages
  Status run_stages() {
    for (std::size_t i = 0; i < device_.stages.size(); ++i) {
      const Stage& stage = device_.stages[i];
      const Curves curves = stage_curves(stage);
      if (curves.empty() || temperatures(curves) < stage.temperatures) continue;
      if (options_.progress &&
          !options_.progress(static_cast<int>(i), static_cast<int>(device_.stages.size()),
                             stage.name))
        return Error{ErrorCode::cancelled, "cancelled"};
      CURVESPICE_TRY(run_stage_on_what_runs(stage, curves));
    }
    return {};
  }

  // A figure that the simulator cannot repeat at the start values costs itself, not the model.
  Status run_stage_on_what_runs(const Stage& stage, const Curves& curves) {
    const Status status = run_stage(stage, curves);
    if (status.ok() || status.error().code != ErrorCode::bad_input) return status;
    bool dropped = false;
    for (const DataCurve* curve : curves) {
      if (evaluator_.simulate(values_, {curve})) continue;
      if (evaluator_.fatal()) return *evaluator_.fatal();
      dropped = true;
      dataset_.curves[static_cast<std::size_t>(curve - dataset_.curves.data())].contradicts = true;
      notes_.push_back("curve '" + curve->label + "' (" + curve->bench->family +
                       ") is left out of the fit: " + evaluator_.complaint());
    }
    const Curves left = stage_curves(stage);
    if (!dropped || left.empty() || temperatures(left) < stage.temperatures) {
      notes_.push_back("stage '" + stage.name + "' is left out: " + status.error().message);
      return {};
    }
    const Status again = run_stage(stage, left);
    if (again.ok() || again.error().code != ErrorCode::bad_input) return again;
    notes_.push_back("stage '" + stage.name + "' is left out: " + again.error().message);
    return {};
  }

  Status run_stage(const Stage& stage, const Curves& curves) {
    const ParameterValues values_before = values_;
    std::vector<std::string> added;
    for (const std::string& name : stage.free)
      if (options_.given.count(name) == 0 && !contains(moved_, name)) added.push_back(name);
    if (added.empty()) return {};
    std::vector<std::string> free = moved_with(stage.families);
    const bool optional = stage.keep_below < 1;
    if (optional && overspent()) return {};
    double before = 0;
    if (optional) {
      auto now = descend(free, curves, 0, 0);
      if (!now) return failure("at the values found so far");
      before = weighted_rms(now->residuals);
      if (before < 1) return {};  // already within the uncertainty of the drawing
    }
    for (const std::string& name : added)
      if (const auto start = starts_.find(name); start != starts_.end())
        values_[name] = start->second;
    free.insert(free.end(), added.begin(), added.end());
    auto found = descend_with_restarts(
        free, curves, optional ? std::min(1, options_.restarts) : options_.restarts);
    if (!found && !optional) {
      const Error error = failure("at the start values of stage '" + stage.name + "'");
      values_ = values_before;
      return error;
    }
    if (!found || (optional && weighted_rms(found->residuals) > stage.keep_below * before)) {
      values_ = values_before;
      return {};
    }
    ParameterSpace(device_, free).decode(found->q, values_);
    moved_.insert(moved_.end(), added.begin(), added.end());
    kept_.push_back(stage.name);
    return {};
  }

  Error failure(const std::string& where) const {
    if (evaluator_.fatal()) return *evaluator_.fatal();
    return {ErrorCode::bad_input, "the simulator gives no result " + where +
                                      (evaluator_.complaint().empty() ? "" : ": ") +
                                      evaluator_.complaint()};
  }

  std::optional<LeastSquaresOutcome> descend(const std::vector<std::string>& free,
                                             const Curves& curves, double huber, int iterations) {
    const ParameterSpace space(device_, free);
    Objective objective(evaluator_, space, curves, values_);
    LeastSquaresOptions options;
    options.huber = huber;
    options.iterations = overspent() ? std::min(iterations, 6) : iterations;
    return least_squares(std::ref(objective), space.encode(values_), space.low(), space.high(),
                         options);
  }

  std::optional<LeastSquaresOutcome> descend_with_restarts(const std::vector<std::string>& free,
                                                           const Curves& curves, int restarts) {
    auto best = descend(free, curves, 0, 30);
    const ParameterValues start = values_;
    for (int i = 0; i < restarts; ++i) {
      if (best && good_enough(*best, curves)) break;
      if (evaluator_.fatal() || overspent()) break;
      jitter(free, start);
      auto other = descend(free, curves, 0, 30);
      if (other && (!best || other->cost < best->cost)) best = std::move(other);
    }
    values_ = start;
    return best;
  }

  // Counted in sweeps, not in seconds: the same input must give the same bytes.
  bool overspent() const { return evaluator_.sweeps() > options_.sweeps; }

  // At the noise of the drawing, or so close that another start is not worth its time.
  bool good_enough(const LeastSquaresOutcome& outcome, const Curves& curves) const {
    const double weighted = weighted_rms(outcome.residuals);
    double uncertainty = 0;
    for (const DataCurve* curve : curves)
      uncertainty += curve->uncertainty / static_cast<double>(curves.size());
    return weighted < options_.good_enough || weighted * uncertainty < options_.good_enough_span;
  }

  // Moves the free parameters by up to a factor of e, or a sixth of their range.
  void jitter(const std::vector<std::string>& free, const ParameterValues& start) {
    const ParameterSpace space(device_, free);
    Eigen::VectorXd q = space.encode(start);
    for (Eigen::Index i = 0; i < q.size(); ++i) {
      const double fraction = static_cast<double>(random_()) / std::mt19937::max() * 2 - 1;
      const auto& parameter = *space.parameters()[static_cast<std::size_t>(i)];
      q[i] += fraction * (parameter.transform == Transform::log ? 1.0 : 0.15);
    }
    values_ = start;
    space.decode(q.cwiseMax(space.low()).cwiseMin(space.high()), values_);
  }

  // ---- all together
  // All curves and all moved parameters; then again with outliers held down.
  Status polish() {
    const Curves curves = curves_for_moved();
    auto found = descend(moved_, curves, 0, 12);
    if (!found) return failure("at the joint fit");
    ParameterSpace(device_, moved_).decode(found->q, values_);
    const double scale = std::max(1.0, 1.48 * median_size(found->residuals));
    auto robust = descend(moved_, curves, 2.5 * scale, 10);
    if (!robust) return failure("at the joint fit");
    ParameterSpace(device_, moved_).decode(robust->q, values_);
    last_ = std::move(robust);
    return {};
  }

  std::vector<double> curve_rms(const Curves& curves) {
    std::vector<double> all;
    const auto simulated = evaluator_.simulate(values_, curves);
    for (std::size_t i = 0; i < curves.size(); ++i)
      all.push_back(simulated ? rms(plot_errors(*curves[i], (*simulated)[i])) : 1);
    return all;
  }

  // A curve without which all the others fit three times as well. It need not be the one that fits
  // worst: a wrong label drags the others along, so each suspect is left out in turn.
  Status find_contradiction() {
    const Curves curves = curves_for_moved();
    if (curves.size() < 3) return {};
    const std::vector<double> errors = curve_rms(curves);
    if (*std::max_element(errors.begin(), errors.end()) < 0.03) return {};
    double best = 1.0 / 3;
    DataCurve* contradicting = nullptr;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      std::vector<double> others = errors;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const double before = rms(others);
      if (before < 0.01 || errors[i] < before / 2 || overspent()) continue;
      DataCurve& suspect =
          dataset_.curves[static_cast<std::size_t>(curves[i] - dataset_.curves.data())];
      const double gain = error_without(suspect) / before;
      if (gain >= best) continue;
      best = gain;
      contradicting = &suspect;
    }
    if (contradicting == nullptr) return {};
    contradicting->contradicts = true;
    notes_.push_back("curve '" + contradicting->label + "' (" + contradicting->bench->family +
                     ") contradicts the others: it is left out of the fit, and shown");
    return polish();
  }

  // RMS of the other curves when they are fitted without this one; nothing stays changed. Only the
  // parameters of its own family move.
  double error_without(DataCurve& suspect) {
    const ParameterValues values_before = values_;
    suspect.contradicts = true;
    const std::vector<std::string> families = {suspect.bench->family};
    const std::vector<std::string> free = moved_with(families);
    double after = 1;
    if (auto found = descend(free, curves_for(families), 0, 12); found && !free.empty()) {
      ParameterSpace(device_, free).decode(found->q, values_);
      after = rms(curve_rms(curves_for_moved()));
    }
    suspect.contradicts = false;
    values_ = values_before;
    return after;
  }

  // Parameters that the data leave open go back to their default, one after the other, unless the
  // fit then suffers.
  Status hold_undetermined() {
    std::set<std::string> needed;
    while (moved_.size() > 1 && evaluator_.sweeps() < 2 * options_.sweeps) {
      const auto name = least_determined(needed);
      if (!name) break;
      CURVESPICE_TRY(try_without(*name, needed));
    }
    return open_.empty() ? Status{} : polish();
  }

  // The parameter with the largest error, if that is beyond what counts as determined.
  std::optional<std::string> least_determined(const std::set<std::string>& needed) const {
    const ParameterSpace space(device_, moved_);
    const Uncertainty uncertainty = estimate_uncertainty(*last_, independence());
    std::optional<std::string> name;
    double worst = options_.undetermined;
    for (std::size_t i = 0; i < moved_.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      const double error = space.relative_error(i, last_->q[at], uncertainty.error[at]);
      if (error <= worst || needed.count(moved_[i]) > 0) continue;
      name = moved_[i];
      worst = error;
    }
    return name;
  }

  // By value: the name is of a list that changes here. Only the figures that the parameter changes
  // are fitted again, with what else they determine.
  Status try_without(const std::string name, std::set<std::string>& needed) {
    const auto values_before = values_;
    const auto& families = device_.parameter(name)->families;
    const Curves curves = curves_for(families);
    const double before = weighted_cost(curves);
    std::vector<std::string> free = moved_with(families);
    std::erase(free, name);
    values_[name] = device_.parameter(name)->otherwise;
    if (!free.empty())
      if (auto found = descend(free, curves, 0, 8))
        ParameterSpace(device_, free).decode(found->q, values_);
    if (evaluator_.fatal()) return *evaluator_.fatal();
    if (weighted_cost(curves) < 1.05 * before + 0.5) {
      drop_column(name);
      open_.insert(name);
    } else {
      needed.insert(name);
      values_ = values_before;
    }
    return {};
  }

  // Half the sum of squared residuals in units of their uncertainty.
  double weighted_cost(const Curves& curves) {
    const std::vector<double> errors = curve_rms(curves);
    double cost = 0;
    for (std::size_t i = 0; i < curves.size(); ++i)
      cost += 0.5 * static_cast<double>(curves[i]->forced.size()) *
              std::pow(errors[i] / curves[i]->uncertainty, 2);
    return cost;
  }

  // The last solution without one parameter: good enough to judge the others by.
  void drop_column(const std::string& name) {
    const auto at = std::find(moved_.begin(), moved_.end(), name) - moved_.begin();
    const Eigen::Index last = last_->jacobian.cols() - 1;
    for (Eigen::Index j = at; j < last; ++j) last_->jacobian.col(j) = last_->jacobian.col(j + 1);
    last_->jacobian.conservativeResize(Eigen::NoChange, last);
    moved_.erase(moved_.begin() + at);
    last_->q = ParameterSpace(device_, moved_).encode(values_);
  }

  // Neighbouring points of a drawn curve err together; about ten of a curve are independent.
  double independence() const {
    const Curves curves = curves_for_moved();
    double points = 0;
    for (const DataCurve* curve : curves) points += static_cast<double>(curve->forced.size());
    return std::max(1.0, points / (10.0 * static_cast<double>(curves.size())));
  }

  // ---- what came out
  Result<FittedModel> report() {
    FittedModel model;
    const ParameterSpace space(device_, moved_);
    Uncertainty uncertainty;
    if (last_) uncertainty = estimate_uncertainty(*last_, independence());
    for (const Parameter& parameter : device_.parameters)
      model.parameters.push_back(describe(parameter, space, uncertainty));
    for (std::size_t i = 0; i < moved_.size() && last_; ++i)
      for (std::size_t j = i + 1; j < moved_.size(); ++j) {
        const double value =
            uncertainty.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
        if (std::abs(value) > 0.95) model.correlations.push_back({moved_[i], moved_[j], value});
      }
    Curves all;
    for (const DataCurve& curve : dataset_.curves) all.push_back(&curve);
    model.curve_rms = curve_rms(all);
    model.notes = notes_;
    model.stages = kept_;
    return model;
  }

  FittedParameter describe(const Parameter& parameter, const ParameterSpace& space,
                           const Uncertainty& uncertainty) const {
    FittedParameter out{parameter.name,
                        parameter.unit,
                        parameter.meaning,
                        values_.at(parameter.name),
                        0,
                        0,
                        Origin::otherwise,
                        {},
                        ""};
    out.low = out.high = out.value;
    const auto found = std::find(moved_.begin(), moved_.end(), parameter.name);
    if (options_.given.count(parameter.name) > 0) {
      out.origin = Origin::user;
    } else if (found == moved_.end()) {
      out.note = parameter.otherwise_reason;
      if (open_.count(parameter.name) > 0)
        out.note = "the figures leave it open: held at the default";
    } else {
      const auto i = static_cast<std::size_t>(found - moved_.begin());
      out.origin = Origin::figure;
      if (last_) {
        const double q = last_->q[static_cast<Eigen::Index>(i)];
        const double reach = 1.96 * uncertainty.error[static_cast<Eigen::Index>(i)];
        out.low = space.decode_one(i, q - reach);
        out.high = space.decode_one(i, q + reach);
      }
      for (const std::string& family : parameter.families)
        if (!curves_for({family}).empty()) out.families.push_back(family);
      if (out.value <= parameter.low * 1.0001 || out.value >= parameter.high * 0.9999)
        out.note = "at the limit of its range";
    }
    return out;
  }

  // ---- helpers
  Curves curves_for(const std::vector<std::string>& families) const {
    Curves curves;
    for (const DataCurve& curve : dataset_.curves)
      if (!curve.contradicts && contains(families, curve.bench->family)) curves.push_back(&curve);
    return curves;
  }

  // All curves of its families, or of each family only those nearest to 25 degC.
  Curves stage_curves(const Stage& stage) const {
    Curves curves = curves_for(stage.families);
    if (!stage.reference) return curves;
    std::map<std::string, double> nearest;
    const auto distance = [](const DataCurve* curve) { return std::abs(curve->temperature - 25); };
    for (const DataCurve* curve : curves) {
      const auto [entry, added] = nearest.try_emplace(curve->bench->family, distance(curve));
      if (!added) entry->second = std::min(entry->second, distance(curve));
    }
    std::erase_if(curves, [&](const DataCurve* curve) {
      return distance(curve) > nearest.at(curve->bench->family) + 0.5;
    });
    return curves;
  }

  std::vector<std::string> moved_with(const std::vector<std::string>& families) const {
    std::vector<std::string> names;
    for (const std::string& name : moved_)
      for (const std::string& family : device_.parameter(name)->families)
        if (contains(families, family) && !contains(names, name)) names.push_back(name);
    return names;
  }

  Curves curves_for_moved() const {
    std::vector<std::string> families;
    for (const std::string& name : moved_)
      for (const std::string& family : device_.parameter(name)->families)
        families.push_back(family);
    return curves_for(families);
  }

  // A figure drawn over temperature counts as many.
  static int temperatures(const Curves& curves) {
    std::set<double> different;
    for (const DataCurve* curve : curves) {
      different.insert(curve->temperature);
      if (curve->bench->analysis == Analysis::temperature)
        different.insert(curve->forced.begin(), curve->forced.end());
    }
    return static_cast<int>(different.size());
  }

  const DeviceClass& device_;
  Dataset& dataset_;
  const FitOptions& options_;
  ModelEvaluator evaluator_;
  std::mt19937 random_;
  ParameterValues values_, starts_;
  std::vector<std::string> moved_, kept_, notes_;
  std::set<std::string> open_;
  std::optional<LeastSquaresOutcome> last_;
};

}  // namespace

ParameterValues FittedModel::values() const {
  ParameterValues all;
  for (const FittedParameter& parameter : parameters) all[parameter.name] = parameter.value;
  return all;
}

Result<FittedModel> fit_model(const DeviceClass& device, Dataset& dataset, Simulator& simulator,
                              const FitOptions& options) {
  return Fitter(device, dataset, simulator, options).run();
}

}  // namespace curvespice
