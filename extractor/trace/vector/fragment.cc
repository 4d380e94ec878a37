#include "extractor/trace/vector/fragment.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace curvespice {
namespace {

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t =
      square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

double length_of(const Polyline& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
  return length;
}

bool is_straight(const Polyline& line, double tolerance) {
  return std::ranges::all_of(
      line, [&](Point p) { return distance_to_segment(p, line.front(), line.back()) < tolerance; });
}

bool is_closed(const Polyline& line) {
  return line.size() > 3 && distance(line.front(), line.back()) < 0.05;
}

Point end_direction(const Polyline& line, double reach) {
  const Point end = line.back();
  Point from = line.front();
  for (std::size_t i = line.size() - 1; i-- > 0;)
    if (distance(line[i], end) >= reach) {
      from = line[i];
      break;
    }
  const double length = distance(from, end);
  if (length < 1e-9) return {0, 0};
  return {(end.x - from.x) / length, (end.y - from.y) / length};
}

Point start_direction(const Polyline& line, double reach) {
  const Polyline reversed(line.rbegin(), line.rend());
  return end_direction(reversed, reach);
}

double distance_to(Point p, const Polyline& line) {
  double best = line.empty() ? 1e9 : distance(p, line.front());
  for (std::size_t i = 1; i < line.size(); ++i)
    best = std::min(best, distance_to_segment(p, line[i - 1], line[i]));
  return best;
}

CurveStyle curve_style(const StrokeStyle& style) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", style.color.r, style.color.g,
                style.color.b);
  return {text.data(), style.dash, style.width};
}

}  // namespace curvespice
