#include "extractor/resample.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

double chord_distance(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t =
      square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Douglas-Peucker without recursion, on points scaled to a plot of side 1.
std::vector<bool> vertices_to_keep(const Polyline& line, double tolerance) {
  std::vector<bool> keep(line.size());
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> spans = {{0, line.size() - 1}};
  while (!spans.empty()) {
    const auto [from, to] = spans.back();
    spans.pop_back();
    double worst = 0;
    std::size_t at = from;
    for (std::size_t i = from + 1; i < to; ++i) {
      const double d = chord_distance(line[i], line[from], line[to]);
      if (d > worst) worst = d, at = i;
    }
    if (worst <= tolerance) continue;
    keep[at] = true;
    spans.emplace_back(from, at);
    spans.emplace_back(at, to);
  }
  return keep;
}

}  // namespace

Resampled resample(const Polyline& line, const std::vector<std::pair<int, int>>& ranges,
                   const Box& plot, const ResampleOptions& options) {
  Resampled result;
  if (line.size() < 2) return {line, ranges};
  Polyline scaled;
  for (const Point p : line)
    scaled.push_back({(p.x - plot.left) / plot.width(), (p.y - plot.top) / plot.height()});
  const std::vector<bool> keep = vertices_to_keep(scaled, options.chord_error);
  std::vector<int> moved(line.size());  // old index to the new point at or after it
  std::size_t last = 0;
  result.points.push_back(line[0]);
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (keep[i]) {
      const double length = std::hypot(scaled[i].x - scaled[last].x, scaled[i].y - scaled[last].y);
      const int pieces = std::max(1, static_cast<int>(std::ceil(length / options.longest_step)));
      for (int k = 1; k <= pieces; ++k) {
        const double t = static_cast<double>(k) / pieces;
        result.points.push_back({line[last].x + t * (line[i].x - line[last].x),
                                 line[last].y + t * (line[i].y - line[last].y)});
      }
      last = i;
    }
    moved[i] = static_cast<int>(result.points.size()) - 1;
  }
  for (const auto& [from, to] : ranges)
    if (from >= 0 && to < static_cast<int>(line.size()))
      result.ranges.emplace_back(moved[static_cast<std::size_t>(from)],
                                 moved[static_cast<std::size_t>(to)]);
  return result;
}

}  // namespace curvespice
