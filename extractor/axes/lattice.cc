#include "extractor/axes/lattice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace curvespice {
namespace {

// A lattice finer than this many tolerances would agree with anything.
constexpr double kFinest = 5;
// Lines between two labels.
constexpr std::array<int, 13> kDivisions = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 50};
// Of the axis: lines farther off than this are not drawn badly but wrong.
constexpr double kOffRms = 0.008, kOffMost = 0.014;
constexpr double kOneMore = 1.6;  // so much worse must the next best pairing be
constexpr std::size_t kMostLines = 400;

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
  LatticeFit best;
  double best_score = -1;
  for (int division : kDivisions) {
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

// Coordinates of the lattice's lines from edge to edge, in rising order.
std::vector<double> linear_lines(const AxisScale& scale, double anchor, double pitch,
                                 const AxisGeometry& geometry) {
  std::vector<double> out;
  const double a = scale.value(geometry.first), b = scale.value(geometry.last);
  const auto [low, high] = std::minmax(a, b);
  for (double k = std::floor((low - anchor) / pitch) - 1;
       anchor + (k - 2) * pitch < high && out.size() < kMostLines; ++k)
    out.push_back(scale.coordinate(anchor + k * pitch));
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<double> decade_lines(const AxisScale& scale, const AxisGeometry& geometry) {
  std::vector<double> out;
  const double a = scale.value(geometry.first), b = scale.value(geometry.last);
  const auto [low, high] = std::minmax(a, b);
  if (!(low > 0) || !std::isfinite(high)) return out;
  for (double n = std::floor(std::log10(low)) - 1; n <= std::ceil(std::log10(high)) + 1; ++n)
    for (int k = 1; k <= 9 && out.size() < kMostLines; ++k)
      out.push_back(scale.coordinate(k * std::pow(10.0, n)));
  std::sort(out.begin(), out.end());
  return out;
}

// RMS and largest distance of the marks from as many lines, from `begin` on.
struct Distances {
  double rms = 1e300, largest = 1e300;
};

Distances distances(const std::vector<double>& lines, const std::vector<double>& marks,
                    std::ptrdiff_t begin) {
  const auto count = static_cast<std::ptrdiff_t>(marks.size());
  if (begin < 1 || begin + count >= static_cast<std::ptrdiff_t>(lines.size())) return {};
  Distances out{0, 0};
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const double off =
        std::abs(marks[static_cast<std::size_t>(i)] - lines[static_cast<std::size_t>(begin + i)]);
    out.rms += off * off / static_cast<double>(count);
    out.largest = std::max(out.largest, off);
  }
  out.rms = std::sqrt(out.rms);
  return out;
}

// Whether the marks are lines of the lattice one by one, and clearly not with one line more or less
// before them. `lines` go on beyond the edges.
bool pair_off(const std::vector<double>& lines, const std::vector<double>& marks, double span) {
  if (marks.empty()) return false;
  const auto nearest = std::lower_bound(lines.begin(), lines.end(), marks.front()) - lines.begin();
  std::vector<Distances> at;
  for (std::ptrdiff_t begin = nearest - 2; begin <= nearest + 2; ++begin)
    at.push_back(distances(lines, marks, begin));
  std::ranges::sort(at, {}, &Distances::rms);
  return at[0].rms <= kOffRms * span && at[0].largest <= kOffMost * span &&
         at[1].rms > kOneMore * at[0].rms;
}

}  // namespace

bool is_lattice_in_order(const AxisScale& scale, double anchor, double label_step,
                         const AxisGeometry& geometry, double& pitch) {
  const double span = std::abs(geometry.last - geometry.first);
  const std::vector<double> marks = inner_marks(geometry, tolerance_of(geometry));
  // None may be missing before the first mark or behind the last.
  const auto covers = [&](const std::vector<double>& lines) {
    const double low = std::min(geometry.first, geometry.last);
    const double high = std::max(geometry.first, geometry.last);
    const double margin = std::max(2 * tolerance_of(geometry), kOffMost * span);
    const auto inside = std::count_if(lines.begin(), lines.end(), [&](double line) {
      return line > low + margin && line < high - margin;
    });
    return inside <= static_cast<std::ptrdiff_t>(marks.size()) && pair_off(lines, marks, span);
  };
  if (scale.scale == Scale::log10) return covers(decade_lines(scale, geometry));
  for (const int division : kDivisions) {
    if (!covers(linear_lines(scale, anchor, label_step / division, geometry))) continue;
    pitch = label_step / division;
    return true;
  }
  return false;
}

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
