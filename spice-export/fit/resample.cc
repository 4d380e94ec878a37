#include "spice-export/fit/resample.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

class ArcLength {
 public:
  explicit ArcLength(const std::vector<PlotPoint>& points) : points_(points) {
    for (std::size_t i = 1; i < points.size(); ++i)
      along_.push_back(along_.back() +
                       std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y));
  }

  double total() const { return along_.back(); }

  PlotPoint at(double length) const {
    length = std::clamp(length, 0.0, total());
    const auto upper = std::lower_bound(along_.begin() + 1, along_.end() - 1, length);
    const auto i = static_cast<std::size_t>(upper - along_.begin());
    const double step = along_[i] - along_[i - 1];
    const double t = step > 0 ? (length - along_[i - 1]) / step : 0;
    return {points_[i - 1].x + t * (points_[i].x - points_[i - 1].x),
            points_[i - 1].y + t * (points_[i].y - points_[i - 1].y)};
  }

 private:
  const std::vector<PlotPoint>& points_;
  std::vector<double> along_ = {0};
};

}  // namespace

std::vector<ResampledPoint> resample(const std::vector<PlotPoint>& drawn, std::size_t count) {
  constexpr double kReach = 0.01;
  std::vector<ResampledPoint> points;
  if (drawn.size() < 2) return points;
  const ArcLength arc(drawn);
  if (!(arc.total() > 1e-6)) return points;
  for (std::size_t i = 0; i < count; ++i) {
    const double s = arc.total() * static_cast<double>(i) / static_cast<double>(count - 1);
    const PlotPoint before = arc.at(s - kReach), after = arc.at(s + kReach);
    const double length = std::max(std::hypot(after.x - before.x, after.y - before.y), 1e-12);
    points.push_back({arc.at(s), {(after.x - before.x) / length, (after.y - before.y) / length}});
  }
  return points;
}

}  // namespace curvespice
