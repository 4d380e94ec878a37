#include "extractor/document/clip.h"

#include <array>

namespace curvespice {
namespace {

// Liang-Barsky: the part [t0, t1] of the segment inside the box.
bool inside_part(Point a, Point b, const Box& box, double& t0, double& t1) {
  t0 = 0;
  t1 = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const std::array<std::array<double, 2>, 4> edges = {
      {{-dx, a.x - box.left}, {dx, box.right - a.x}, {-dy, a.y - box.top}, {dy, box.bottom - a.y}}};
  for (const auto& [p, q] : edges) {
    if (p == 0 && q < 0) return false;
    if (p == 0) continue;
    const double t = q / p;
    if (p < 0) t0 = std::max(t0, t);
    if (p > 0) t1 = std::min(t1, t);
  }
  return t0 <= t1;
}

Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

// Signed distance inside an edge: 0 left, 1 right, 2 top, 3 bottom.
double inside(Point p, const Box& box, int edge) {
  switch (edge) {
    case 0:
      return p.x - box.left;
    case 1:
      return box.right - p.x;
    case 2:
      return p.y - box.top;
    default:
      return box.bottom - p.y;
  }
}

}  // namespace

std::vector<Polyline> clip_line(const Polyline& line, const Box& box) {
  std::vector<Polyline> parts;
  Polyline current;
  const auto finish = [&] {
    if (current.size() > 1) parts.push_back(std::move(current));
    current.clear();
  };
  for (std::size_t i = 1; i < line.size(); ++i) {
    double t0 = 0, t1 = 1;
    if (!inside_part(line[i - 1], line[i], box, t0, t1)) {
      finish();
      continue;
    }
    if (t0 > 0) finish();
    if (current.empty()) current.push_back(between(line[i - 1], line[i], t0));
    current.push_back(t1 < 1 ? between(line[i - 1], line[i], t1) : line[i]);
    if (t1 < 1) finish();
  }
  finish();
  return parts;
}

Polyline clip_polygon(const Polyline& polygon, const Box& box) {
  Polyline current = polygon;
  for (int edge = 0; edge < 4 && current.size() > 2; ++edge) {
    Polyline next;
    for (std::size_t i = 0; i + 1 < current.size(); ++i) {
      const Point a = current[i], b = current[i + 1];
      const double da = inside(a, box, edge), db = inside(b, box, edge);
      if (da >= 0) next.push_back(a);
      if ((da >= 0) != (db >= 0)) next.push_back(between(a, b, da / (da - db)));
    }
    if (!next.empty()) next.push_back(next.front());
    current = std::move(next);
  }
  return current.size() > 2 ? current : Polyline{};
}

Box bounding_box(const Polyline& line) {
  Box box{line.front().x, line.front().y, line.front().x, line.front().y};
  for (const Point p : line) box.include(p);
  return box;
}

Box bounding_box(const std::vector<Polyline>& lines) {
  std::optional<Box> box;
  for (const Polyline& line : lines)
    for (const Point p : line) {
      if (!box) box = Box{p.x, p.y, p.x, p.y};
      box->include(p);
    }
  return box.value_or(Box{});
}

}  // namespace curvespice
