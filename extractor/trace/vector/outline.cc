#include "extractor/trace/vector/outline.h"

#include <algorithm>
#include <cmath>

#include "extractor/trace/vector/fragment.h"

namespace curvespice {
namespace {

constexpr double kThickest = 4;         // page units
constexpr double kLeastSlimness = 1.2;  // length over width

double area_of(const Polyline& outline) {
  double twice = 0;
  for (std::size_t i = 1; i < outline.size(); ++i)
    twice += outline[i - 1].x * outline[i].y - outline[i].x * outline[i - 1].y;
  return std::abs(twice) / 2;
}

Point nearest_on(Point p, const Polyline& line) {
  Point best = line.front();
  double shortest = distance(p, best);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t =
        square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
    const Point q{a.x + t * dx, a.y + t * dy};
    if (distance(p, q) < shortest) shortest = distance(p, q), best = q;
  }
  return best;
}

// The two caps: short segments (about one width) around which the outline turns back on itself.
// They are the two short segments that lie furthest from each other along the outline.
bool find_caps(const Polyline& ring, double width, std::size_t& first, std::size_t& second) {
  const std::size_t n = ring.size() - 1;
  double perimeter = length_of(ring), at = 0;
  std::vector<std::pair<double, std::size_t>> turns;  // sharpness of the turn over one width
  std::vector<double> places;
  for (std::size_t i = 0; i < n; ++i) {
    const double piece = distance(ring[i], ring[i + 1]);
    places.push_back(at + piece / 2);
    at += piece;
    if (piece > 1.6 * width || piece < 0.2 * width) continue;
    const Point before = ring[(i + n - 1) % n], after = ring[(i + 2) % n];
    const Point u{ring[i].x - before.x, ring[i].y - before.y};
    const Point v{after.x - ring[i + 1].x, after.y - ring[i + 1].y};
    const double size = std::hypot(u.x, u.y) * std::hypot(v.x, v.y);
    if (size <= 0) continue;
    turns.emplace_back((u.x * v.x + u.y * v.y) / size, i);
  }
  std::ranges::sort(turns);
  for (std::size_t a = 0; a < turns.size() && turns[a].first < -0.5; ++a)
    for (std::size_t b = a + 1; b < turns.size() && turns[b].first < -0.5; ++b) {
      const double apart = std::abs(places[turns[a].second] - places[turns[b].second]);
      if (std::min(apart, perimeter - apart) < 0.3 * perimeter) continue;
      first = std::min(turns[a].second, turns[b].second);
      second = std::max(turns[a].second, turns[b].second);
      return true;
    }
  return false;
}

// Without clear caps (round or pointed ends): the vertices furthest apart end the shape.
void furthest_vertices(const Polyline& ring, std::size_t& first, std::size_t& second) {
  double best = -1;
  const std::size_t n = ring.size() - 1, step = std::max<std::size_t>(1, n / 400);
  for (std::size_t i = 0; i < n; i += step)
    for (std::size_t k = i + 1; k < n; k += step)
      if (distance(ring[i], ring[k]) > best)
        best = distance(ring[i], ring[k]), first = i, second = k;
}

Polyline middle(const Polyline& side, const Polyline& other) {
  Polyline line;
  for (const Point p : side) {
    const Point q = nearest_on(p, other);
    line.push_back({(p.x + q.x) / 2, (p.y + q.y) / 2});
  }
  return line;
}

}  // namespace

Polyline centre_line(const Polyline& outline, double& width) {
  Polyline ring = outline;
  if (!is_closed(ring)) ring.push_back(ring.front());
  const auto same = [](Point a, Point b) { return distance(a, b) < 1e-6; };
  ring.erase(std::unique(ring.begin(), ring.end(), same), ring.end());
  if (ring.size() < 5) return {};  // a triangle is an arrow head
  // The sides of a bar with this perimeter and area.
  const double half = length_of(ring) / 2, square = half * half - 4 * area_of(ring);
  if (square <= 0) return {};
  width = (half - std::sqrt(square)) / 2;
  if (width <= 0 || width > kThickest || half - width < kLeastSlimness * width) return {};
  std::size_t first = 0, second = 0;
  Polyline side, other;
  const std::size_t n = ring.size() - 1;
  const bool caps = find_caps(ring, width, first, second);
  if (!caps) furthest_vertices(ring, first, second);
  const std::size_t skip = caps ? 1 : 0;  // a cap's own segment belongs to neither side
  for (std::size_t i = first + skip; i <= second; ++i) side.push_back(ring[i]);
  for (std::size_t i = second + skip; i <= first + n; ++i) other.push_back(ring[i % n]);
  if (side.empty() || other.empty()) return {};
  const double longer = std::max(length_of(side), length_of(other));
  if (std::min(length_of(side), length_of(other)) < 0.5 * longer - 2 * width) return {};
  return side.size() >= other.size() ? middle(side, other) : middle(other, side);
}

}  // namespace curvespice
