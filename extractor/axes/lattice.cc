#include "extractor/axes/lattice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace curvespice {
namespace {

// A lattice finer than this many tolerances would agree with anything.
constexpr double kFinest = 5;

double tolerance_of(const AxisGeometry& geometry) {
  return std::max(1.5 * geometry.accuracy, 0.0015 * std::abs(geometry.last - geometry.first));
}

std::vector<double> inner_marks(const AxisGeometry& geometry, double tolerance) {
  const auto [low, high] = std::minmax(geometry.first, geometry.last);
  std::vector<double> out;
  for (double mark : geometry.marks)
    if (mark > low + 2 * tolerance && mark < high - 2 * tolerance) out.push_back(mark);
  return out;
}

double nearest_multiple(double value, double anchor, double pitch) {
  return anchor + std::round((value - anchor) / pitch) * pitch;
}

// The nearest k·10ⁿ with k a whole number of `digits` digits.
double nearest_decade_part(double value, int digits) {
  const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9) - (digits - 1));
  return std::max(std::round(value / decade), 1.0) * decade;
}

LatticeFit fit_linear(const AxisScale& scale, double anchor, double label_step,
                      const std::vector<double>& marks, double tolerance) {
  static constexpr std::array<int, 13> divisions = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 50};
  LatticeFit best;
  double best_score = -1;
  for (int division : divisions) {
    const double pitch = label_step / division;
    if (division > 1 && pitch / std::abs(scale.step) < kFinest * tolerance) break;
    int hits = 0;
    for (double mark : marks) {
      const double value = nearest_multiple(scale.value(mark), anchor, pitch);
      hits += std::abs(scale.coordinate(value) - mark) <= tolerance;
    }
    const double agreement = marks.empty() ? 0 : hits / static_cast<double>(marks.size());
    const double score = agreement - 0.008 * division;  // the plainest division that explains them
    if (score <= best_score) continue;
    best_score = score;
    best = {agreement, static_cast<int>(marks.size()), pitch};
  }
  return best;
}

double decade_agreement(const AxisScale& scale, const std::vector<double>& marks, int digits,
                        double tolerance) {
  int hits = 0;
  for (double mark : marks) {
    const double value = scale.value(mark);
    if (!(value > 0) || !std::isfinite(value)) continue;
    const double part = nearest_decade_part(value, digits);
    const double pitch = part / std::pow(10.0, std::floor(std::log10(part)) * 1.0);
    const double step = 1 / (pitch * std::pow(10.0, digits - 1)) / std::log(10.0);
    const bool too_fine = digits > 1 && step / std::abs(scale.step) < kFinest * tolerance;
    hits += !too_fine && std::abs(scale.coordinate(part) - mark) <= tolerance;
  }
  return hits / static_cast<double>(marks.size());
}

LatticeFit fit_decades(const AxisScale& scale, const std::vector<double>& marks, double tolerance) {
  LatticeFit out;
  out.marks = static_cast<int>(marks.size());
  if (marks.empty()) return out;
  out.agreement = decade_agreement(scale, marks, 1, tolerance);
  if (out.agreement < 0.9)
    out.agreement = std::max(out.agreement, decade_agreement(scale, marks, 2, tolerance));
  return out;
}

}  // namespace

LatticeFit fit_lattice(const AxisScale& scale, double anchor, double label_step,
                       const AxisGeometry& geometry) {
  const double tolerance = tolerance_of(geometry);
  const std::vector<double> marks = inner_marks(geometry, tolerance);
  if (scale.scale == Scale::log10) return fit_decades(scale, marks, tolerance);
  return fit_linear(scale, anchor, label_step, marks, tolerance);
}

double lattice_value(const AxisScale& scale, double anchor, double pitch, double coordinate,
                     double tolerance) {
  const double value = scale.value(coordinate);
  double exact = value;
  if (scale.scale == Scale::log10)
    exact = nearest_decade_part(value, 1);
  else if (pitch > 0)
    exact = nearest_multiple(value, anchor, pitch);
  if (scale.scale == Scale::linear && std::abs(exact) < 1e-9 * std::abs(pitch)) exact = 0;
  return std::abs(scale.coordinate(exact) - coordinate) <= tolerance ? exact : value;
}

}  // namespace curvespice
