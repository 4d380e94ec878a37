#include "extractor/trace/raster/centre_line.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

Point direction_at(const Polyline& points, std::size_t k, std::size_t reach) {
  const Point& a = points[k >= reach ? k - reach : 0];
  const Point& b = points[std::min(points.size() - 1, k + reach)];
  const double size = std::max(1e-9, std::hypot(b.x - a.x, b.y - a.y));
  return {(b.x - a.x) / size, (b.y - a.y) / size};
}

// How far along `normal` the centre of the ink lies from `point`. Walks outwards from the darkest
// place near the point and stops on each side at paper or where the ink grows again.
double centre_offset(const cv::Mat& ink, Point point, Point normal, double width) {
  constexpr double kStep = 0.25;
  const int reach = static_cast<int>((width / 2 + 2) / kStep);
  const auto value = [&](int k) {
    return ink_at(ink, {point.x + k * kStep * normal.x, point.y + k * kStep * normal.y});
  };
  int darkest = 0;
  const int near = static_cast<int>(std::max(1.0, width / 3) / kStep);
  for (int k = -near; k <= near; ++k) {
    if (value(k) > value(darkest) + 0.02F) darkest = k;
  }
  const float peak = value(darkest);
  if (peak < 0.1F) return 0;
  double mass = peak, moment = peak * darkest;
  for (const int side : {-1, 1}) {
    float before = peak;
    for (int k = darkest + side; std::abs(k - darkest) <= reach; k += side) {
      const float v = value(k);
      if (v < 0.06F * peak || (v > before + 0.03F && before < 0.6F * peak)) break;
      mass += v;
      moment += v * k;
      before = v;
    }
  }
  return moment / mass * kStep;
}

// Local straight-line fit over +-reach points, by arc position: keeps slopes, rounds knees by less
// than a stroke's width.
Polyline smoothed(const Polyline& points, std::size_t reach) {
  Polyline out = points;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const std::size_t half = std::min({reach, k, points.size() - 1 - k});
    if (half == 0) continue;
    Point sum{0, 0};
    double weight = 0;
    for (std::size_t j = k - half; j <= k + half; ++j) {
      const double d = (double(j) - double(k)) / (double(half) + 1);
      const double w = 1 - d * d;
      sum.x += w * points[j].x;
      sum.y += w * points[j].y;
      weight += w;
    }
    out[k] = {sum.x / weight, sum.y / weight};
  }
  return out;
}

}  // namespace

float ink_at(const cv::Mat& ink, Point place) {
  const double x = place.x - 0.5, y = place.y - 0.5;
  const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
  if (x0 < 0 || y0 < 0 || x0 + 1 >= ink.cols || y0 + 1 >= ink.rows) return 0;
  const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
  const float* upper = ink.ptr<float>(y0) + x0;
  const float* lower = ink.ptr<float>(y0 + 1) + x0;
  return (upper[0] * (1 - fx) + upper[1] * fx) * (1 - fy) +
         (lower[0] * (1 - fx) + lower[1] * fx) * fy;
}

double refine(Strand& strand, const cv::Mat& ink, double width) {
  const Polyline rough = smoothed(strand.points, 3);
  Polyline fine = rough;
  for (std::size_t k = 0; k < rough.size(); ++k) {
    if (!strand.sure[k]) continue;
    const Point along = direction_at(rough, k, 4);
    const Point normal{-along.y, along.x};
    const double offset = centre_offset(ink, rough[k], normal, width);
    fine[k] = {rough[k].x + offset * normal.x, rough[k].y + offset * normal.y};
  }
  const auto reach = static_cast<std::size_t>(std::clamp(width, 2.0, 4.0));
  strand.points = smoothed(fine, reach);
  double sum = 0;
  int count = 0;
  for (std::size_t k = 0; k < fine.size(); ++k) {
    if (!strand.sure[k]) continue;
    const double dx = fine[k].x - strand.points[k].x, dy = fine[k].y - strand.points[k].y;
    sum += dx * dx + dy * dy;
    ++count;
  }
  return count == 0 ? 0 : std::sqrt(sum / count);
}

}  // namespace curvespice
