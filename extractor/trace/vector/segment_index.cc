#include "extractor/trace/vector/segment_index.h"

#include <algorithm>
#include <cmath>

namespace curvespice {

std::int64_t SegmentIndex::key(double x, double y) const {
  return static_cast<std::int64_t>(std::floor(x / side_)) * 1000003 +
         static_cast<std::int64_t>(std::floor(y / side_));
}

SegmentIndex::SegmentIndex(const Polyline& line, double reach)
    : line_(line), reach_(reach), side_(std::max(4.0, 2 * reach)) {
  for (std::size_t i = 1; i < line_.size(); ++i) {
    const Point a = line_[i - 1], b = line_[i];
    const double left = std::min(a.x, b.x) - reach_, right = std::max(a.x, b.x) + reach_;
    const double top = std::min(a.y, b.y) - reach_, bottom = std::max(a.y, b.y) + reach_;
    for (double x = std::floor(left / side_) * side_; x <= right; x += side_)
      for (double y = std::floor(top / side_) * side_; y <= bottom; y += side_)
        squares_[key(x + side_ / 2, y + side_ / 2)].push_back(static_cast<std::uint32_t>(i));
  }
}

double SegmentIndex::distance_to(Point p) const {
  const auto found = squares_.find(key(p.x, p.y));
  if (found == squares_.end()) return reach_;
  double best = reach_;
  for (const std::uint32_t i : found->second) {
    const Point a = line_[i - 1], b = line_[i];
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t =
        square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
    best = std::min(best, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
  }
  return best;
}

}  // namespace curvespice
