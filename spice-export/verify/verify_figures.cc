#include <algorithm>
#include <cmath>

#include "spice-export/fit/conditions.h"
#include "spice-export/fit/residuals.h"
#include "spice-export/verify/verification.h"

namespace curvespice {
namespace {

// Error of one point along both axes; where the curve runs parallel to an axis the error along it
// means nothing and is infinite.
struct PointError {
  double x = 0, y = 0;              // errors, SI
  double x_span = 0, y_span = 0;    // errors, fractions of the axis as drawn (decades where it is
                                    // logarithmic: there a part of its top would be many curves)
  double x_value = 0, y_value = 0;  // drawn values
};

PointError point_error(const DataCurve& curve, std::size_t i, double simulated) {
  const double along_measured = simulated - curve.measured[i];
  const double unit_error =
      curve.measured_axis.unit(simulated) - curve.measured_axis.unit(curve.measured[i]);
  double along_forced = HUGE_VAL, forced_span = HUGE_VAL;
  if (std::abs(curve.slope[i]) > 1e-3) {
    forced_span = -unit_error / curve.slope[i];
    const double at = curve.forced_axis.unit(curve.forced[i]) + forced_span;
    along_forced = curve.forced_axis.value(std::clamp(at, -3.0, 4.0)) - curve.forced[i];
  }
  const double forced = curve.forced[i], measured = curve.measured[i];
  if (curve.forced_is_x)
    return {along_forced, along_measured, forced_span, unit_error, forced, measured};
  return {along_measured, along_forced, unit_error, forced_span, measured, forced};
}

double part(double value, double of) { return of == 0 ? HUGE_VAL : std::abs(value / of); }

// The smallest ratio of an error to its limit: up to 1 is within the grade.
double ratio(const PointError& error, const ErrorLimits& limits) {
  double smallest = HUGE_VAL;
  const auto consider = [&](const std::optional<double>& limit, double value) {
    if (limit) smallest = std::min(smallest, std::abs(value) / *limit);
  };
  consider(limits.x, error.x);
  consider(limits.x_relative, part(error.x, error.x_value));
  consider(limits.x_span, error.x_span);
  consider(limits.y, error.y);
  consider(limits.y_relative, part(error.y, error.y_value));
  consider(limits.y_span, error.y_span);
  return smallest;
}

double percentile(std::vector<double> values, double fraction) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(fraction * static_cast<double>(values.size() - 1) + 0.5);
  return values[at];
}

class FigureVerifier {
 public:
  FigureVerifier(const Extraction& extraction, const GradeLimits& limits, VerifiedFigure& figure)
      : extraction_(extraction), limits_(limits), figure_(figure) {}

  void add(const DataCurve& curve, const std::vector<double>& simulated) {
    VerifiedCurve out;
    const Curve& source = extraction_.curves[curve.curve];
    out.curve = curve.curve;
    out.label = curve.label;
    out.conditions = curve.conditions;
    out.temperature = curve.temperature;
    out.color = source.style.color;
    out.axis = source.axis;
    out.contradicts = curve.contradicts;
    out.residuals = plot_errors(curve, simulated);
    for (std::size_t i = 0; i < curve.forced.size(); ++i) {
      const double forced = curve.forced_sign * curve.forced[i];
      const double drawn = curve.measured_sign * curve.measured[i];
      const double answer = curve.measured_sign * simulated[i];
      const bool x_first = curve.forced_is_x;
      out.drawn.push_back(x_first ? std::array{forced, drawn} : std::array{drawn, forced});
      out.simulated.push_back(x_first ? std::array{forced, answer} : std::array{answer, forced});
    }
    out.errors = errors(curve, simulated, out.residuals, source);
    if (curve.contradicts)
      figure_.notes.push_back("curve '" + curve.label +
                              "' contradicts the others; it does not count for the grade");
    else
      uncertainties_.push_back(curve.uncertainty);
    figure_.curves.push_back(std::move(out));
  }

  void grade() {
    const double a = percentile(ratios_a_, 0.95), b = percentile(ratios_b_, 0.95);
    figure_.grade = ratios_a_.empty() ? "" : a <= 1 ? "A" : b <= 1 ? "B" : "C";
    figure_.verdict = a <= 1 || b <= 1 ? "pass" : "fail";
    if (figure_.grade == "C") figure_.reason = worst_sentence();
    figure_.extraction_error = rms(uncertainties_);
    std::vector<double> all;
    for (const VerifiedCurve& curve : figure_.curves)
      if (!curve.contradicts) all.insert(all.end(), curve.residuals.begin(), curve.residuals.end());
    figure_.verification_error = rms(all);
  }

 private:
  CurveErrors errors(const DataCurve& curve, const std::vector<double>& simulated,
                     const std::vector<double>& residuals, const Curve& source) {
    const Axis& y = source.axis == "y2" && extraction_.y2 ? *extraction_.y2 : extraction_.y;
    CurveErrors out;
    std::vector<double> sizes, percents, units;
    double bias = 0;
    for (std::size_t i = 0; i < simulated.size(); ++i) {
      const PointError error = point_error(curve, i, simulated[i]);
      sizes.push_back(std::abs(residuals[i]));
      units.push_back(simulated[i] - curve.measured[i]);
      const double percent = error.y_value != 0 && std::isfinite(error.y)
                                 ? std::clamp(100 * error.y / error.y_value, -1e6, 1e6)
                                 : 0;
      percents.push_back(std::abs(percent));
      bias += percent / static_cast<double>(simulated.size());
      if (curve.contradicts) continue;
      ratios_a_.push_back(ratio(error, limits_.a));
      ratios_b_.push_back(ratio(error, limits_.b));
    }
    out.rms_span = rms(residuals);
    out.p95_span = percentile(sizes, 0.95);
    out.max_span = percentile(sizes, 1);
    out.median_percent = percentile(percents, 0.5);
    out.bias_percent = bias;
    out.rms_units = rms(units);
    out.unit = curve.forced_is_x ? y.unit : extraction_.x.unit;
    return out;
  }

  std::string worst_sentence() const {
    const auto worst = std::max_element(figure_.curves.begin(), figure_.curves.end(),
                                        [](const VerifiedCurve& a, const VerifiedCurve& b) {
                                          return (a.contradicts ? -1 : a.errors.p95_span) <
                                                 (b.contradicts ? -1 : b.errors.p95_span);
                                        });
    char text[120];
    std::snprintf(text, sizeof text, "%.2g %% of the plot at the 95th percentile",
                  100 * worst->errors.p95_span);
    return "beyond grade B: the model misses curve '" +
           (worst->label.empty() ? "c" + std::to_string(worst->curve + 1) : worst->label) +
           "' by " + text;
  }

  const Extraction& extraction_;
  const GradeLimits& limits_;
  VerifiedFigure& figure_;
  std::vector<double> ratios_a_, ratios_b_, uncertainties_;
};

std::vector<const DataCurve*> curves_of_figure(const Dataset& dataset, std::size_t extraction) {
  std::vector<const DataCurve*> curves;
  for (const DataCurve& curve : dataset.curves)
    if (curve.extraction == extraction) curves.push_back(&curve);
  return curves;
}

}  // namespace

std::vector<VerifiedFigure> verify_figures(const DeviceClass& device, const std::string& model_text,
                                           const std::string& model_name, const Dataset& dataset,
                                           const std::vector<Extraction>& extractions,
                                           const Limits& limits, Simulator& simulator) {
  const ModelUnderTest model{&device, model_text, model_name};
  std::vector<VerifiedFigure> figures;
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    VerifiedFigure figure;
    figure.extraction = i;
    figure.notes = dataset.figures[i].notes;
    figure.reason = dataset.figures[i].reason;
    const auto curves = curves_of_figure(dataset, i);
    if (dataset.figures[i].used && !curves.empty()) {
      std::vector<BenchCurve> benches;
      for (const DataCurve* curve : curves) benches.push_back(curve->bench_curve());
      const auto simulated = run_benches(simulator, model, benches);
      FigureVerifier verifier(extractions[i], limits.of(extractions[i].family), figure);
      if (simulated.ok()) {
        for (std::size_t c = 0; c < curves.size(); ++c) verifier.add(*curves[c], (*simulated)[c]);
        verifier.grade();
      } else {
        figure.verdict = "fail";
        figure.grade = "C";
        figure.reason = "the written model does not simulate here: " + simulated.error().message;
      }
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace curvespice
