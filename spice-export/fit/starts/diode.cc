// Start values of the diode from V = N Vt ln(I/IS) + I RS, which is linear in its coefficients.
#include <algorithm>
#include <cmath>
#include <optional>

#include <Eigen/Dense>

#include "spice-export/fit/starts.h"
#include "spice-export/fit/thermal.h"

namespace curvespice {
namespace {

constexpr double kXti = 3;  // the class's default, which EG then allows for

struct ForwardLine {
  double slope = 0;   // N Vt, volt for a factor of e
  double offset = 0;  // voltage at 1 A without resistance
  double resistance = 0;
};

// Least squares over the points of one curve. The resistance cannot be negative.
std::optional<ForwardLine> fit_line(const DataCurve& curve) {
  std::vector<std::array<double, 2>> points;  // current, voltage
  for (std::size_t i = 0; i < curve.forced.size(); ++i)
    if (curve.forced[i] > 0) points.push_back({curve.forced[i], curve.measured[i]});
  if (points.size() < 3) return std::nullopt;
  for (const bool with_resistance : {true, false}) {
    Eigen::MatrixXd a(points.size(), with_resistance ? 3 : 2);
    Eigen::VectorXd v(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      a(row, 0) = std::log(points[i][0]);
      a(row, 1) = 1;
      if (with_resistance) a(row, 2) = points[i][0];
      v[row] = points[i][1];
    }
    const Eigen::VectorXd x = a.colPivHouseholderQr().solve(v);
    const double resistance = with_resistance ? x[2] : 0;
    if (x[0] > 0 && resistance >= 0) return ForwardLine{x[0], x[1], resistance};
  }
  return std::nullopt;
}

double current_at(const ForwardLine& line) { return std::exp(-line.offset / line.slope); }

// EG from how the voltage at the middle current of the drawn curve moves with temperature.
std::optional<double> energy_gap(const DataCurve& curve, double n, double is, double rs) {
  const std::size_t middle = curve.forced.size() / 2;
  const double current = curve.forced[middle];
  const double vt = thermal_voltage(curve.temperature);
  const double junction = curve.measured[middle] - current * rs;
  if (!(current > 0)) return std::nullopt;
  const double log_is = std::log(current) - junction / (n * vt);
  const double ratio = kelvin(curve.temperature) / kelvin(25);
  const double rise = log_is - std::log(is) - kXti / n * std::log(ratio);
  return rise * n * vt / (ratio - 1);
}

void forward_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "diode_forward");
  if (curves.empty()) return;
  const DataCurve* reference =
      *std::min_element(curves.begin(), curves.end(), [](const DataCurve* a, const DataCurve* b) {
        return std::abs(a->temperature - 25) < std::abs(b->temperature - 25);
      });
  const auto line = fit_line(*reference);
  if (!line) return;
  const double top = *std::max_element(reference->forced.begin(), reference->forced.end());
  const double n = line->slope / thermal_voltage(reference->temperature);
  starts["N"] = n;
  starts["IS"] = current_at(*line);
  starts["RS"] = std::max(line->resistance, 0.01 * line->slope / top);
  starts["IKF"] = 3 * top;
  starts["NR"] = 2;
  const double lowest = *std::min_element(reference->forced.begin(), reference->forced.end());
  starts["ISR"] = lowest * std::exp(-reference->measured.front() / (2 * thermal_voltage(25))) / 3;
  double sum = 0;
  int count = 0;
  for (const DataCurve* curve : curves) {
    if (std::abs(curve->temperature - reference->temperature) < 10) continue;
    if (const auto gap = energy_gap(*curve, n, starts["IS"], starts["RS"])) sum += *gap, ++count;
  }
  if (count > 0) starts["EG"] = sum / count;
}

// CJO for given VJ and M by the mean of the logarithms, and the error that remains.
std::pair<double, double> junction_fit(const DataCurve& curve, double vj, double m) {
  double sum = 0, squares = 0;
  const auto count = static_cast<double>(curve.forced.size());
  for (std::size_t i = 0; i < curve.forced.size(); ++i) {
    const double logarithm = std::log(std::max(curve.measured[i], 1e-18)) +
                             m * std::log1p(std::abs(curve.forced[i]) / vj);
    sum += logarithm;
    squares += logarithm * logarithm;
  }
  return {std::exp(sum / count), squares / count - (sum / count) * (sum / count)};
}

void capacitance_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "diode_capacitance");
  if (curves.empty()) return;
  double best = HUGE_VAL;
  for (double vj = 0.2; vj < 2; vj *= 1.2)
    for (double m = 0.15; m < 0.8; m += 0.05) {
      const auto [cjo, error] = junction_fit(*curves[0], vj, m);
      if (error >= best) continue;
      best = error;
      starts["CJO"] = cjo;
      starts["VJ"] = vj;
      starts["M"] = m;
    }
}

// The leakage near 1 V, and its activation energy from the temperatures.
void reverse_starts(const Dataset& dataset, ParameterValues& starts) {
  const auto curves = curves_of(dataset, "diode_reverse");
  if (curves.empty()) return;
  const auto colder = [](const DataCurve* a, const DataCurve* b) {
    return std::abs(a->temperature - 25) < std::abs(b->temperature - 25);
  };
  const DataCurve& near = **std::min_element(curves.begin(), curves.end(), colder);
  const DataCurve& far = **std::max_element(curves.begin(), curves.end(), colder);
  const double level = near.measured[near.measured.size() / 4];
  const double top = *std::max_element(near.forced.begin(), near.forced.end());
  starts["LP"] = 0.3;
  starts["LI"] = level / std::pow(std::max(near.forced[near.forced.size() / 4], 1e-3), 0.3);
  starts["LV"] = top;
  starts["LQ"] = 4;
  const double reciprocal = 1 / kelvin(near.temperature) - 1 / kelvin(far.temperature);
  const double other = far.measured[far.measured.size() / 4];
  if (std::abs(near.temperature - far.temperature) > 5 && level > 0 && other > 0)
    starts["LE"] = 8.617333262e-5 * std::log(other / level) / reciprocal;
}

}  // namespace

ParameterValues diode_starts(const Dataset& dataset) {
  ParameterValues starts;
  forward_starts(dataset, starts);
  capacitance_starts(dataset, starts);
  reverse_starts(dataset, starts);
  return starts;
}

}  // namespace curvespice
