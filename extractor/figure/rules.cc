#include "extractor/figure/rules.h"

#include <algorithm>
#include <cmath>

#include "extractor/document/clip.h"

namespace curvespice {
namespace {

constexpr double kStraight = 0.12;      // page units that a ruled line may drift across
constexpr double kThinRectangle = 3.0;  // page units: a filled bar up to this wide is a line
constexpr double kSameLine = 0.14;      // page units between pieces of one line

struct Collector {
  Rules rules;

  void add(Point a, Point b, double width) {
    const double dx = std::abs(b.x - a.x), dy = std::abs(b.y - a.y);
    if (dx < kStraight && dy > dx)
      rules.vertical.push_back({(a.x + b.x) / 2, std::min(a.y, b.y), std::max(a.y, b.y), width});
    else if (dy < kStraight && dx > dy)
      rules.horizontal.push_back({(a.y + b.y) / 2, std::min(a.x, b.x), std::max(a.x, b.x), width});
  }
};

bool is_orthogonal(Point a, Point b) {
  return std::abs(b.x - a.x) < kStraight || std::abs(b.y - a.y) < kStraight;
}

double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

void add_stroke(const Polyline& line, double width, Collector& out) {
  if (!is_ruled(line)) return;
  Point start = line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {  // straight on: one line
    const bool last = i + 1 == line.size();
    if (!last && is_orthogonal(start, line[i + 1]) && is_orthogonal(line[i], line[i + 1]) &&
        distance(start, line[i + 1]) > distance(start, line[i]))
      continue;
    out.add(start, line[i], width);
    start = line[i];
  }
}

// A bar becomes its centre line; a thin frame drawn as two nested rectangles stays two outlines.
void add_fill(const Polyline& line, Collector& out) {
  if (line.size() < 4 || line.size() > 6 || !is_ruled(line)) return;
  const Box box = bounding_box(line);
  const double thin = std::min(box.width(), box.height());
  const double long_side = std::max(box.width(), box.height());
  if (thin > kThinRectangle || long_side < 3 * thin) return;
  const Point c = box.centre();
  if (box.width() < box.height())
    out.add({c.x, box.top}, {c.x, box.bottom}, thin);
  else
    out.add({box.left, c.y}, {box.right, c.y}, thin);
}

double middle(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

// Gaps up to this long are part of a dash pattern.
double bridged_gap(const std::vector<RuledLine>& pieces) {
  std::vector<double> gaps, lengths;
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const double gap = pieces[i].from - pieces[i - 1].to;
    if (gap > 0.05) gaps.push_back(gap);
  }
  for (const RuledLine& piece : pieces) lengths.push_back(piece.to - piece.from);
  const bool dashed = gaps.size() >= 5 && middle(lengths) < 12;
  return dashed ? std::min(2.2 * middle(gaps) + 0.5, 10.0) : 0.8;
}

void join_cluster(std::vector<RuledLine> pieces, std::vector<RuledLine>& out) {
  std::ranges::sort(pieces, {}, &RuledLine::from);
  const double gap = bridged_gap(pieces);
  RuledLine current = pieces.front();
  double weight = std::max(current.to - current.from, 1e-6), sum = weight * current.coordinate;
  const auto finish = [&] {
    current.coordinate = sum / weight;
    out.push_back(current);
  };
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const RuledLine& piece = pieces[i];
    const double length = std::max(piece.to - piece.from, 1e-6);
    if (piece.from - current.to > gap) {
      finish();
      current = piece;
      weight = length;
      sum = length * piece.coordinate;
      continue;
    }
    current.to = std::max(current.to, piece.to);
    current.width = std::max(current.width, piece.width);
    weight += length;
    sum += length * piece.coordinate;
  }
  finish();
}

std::vector<RuledLine> joined(std::vector<RuledLine> lines) {
  std::ranges::sort(lines, {}, &RuledLine::coordinate);
  std::vector<RuledLine> out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && lines[end].coordinate - lines[i].coordinate < kSameLine) ++end;
    join_cluster({lines.begin() + static_cast<std::ptrdiff_t>(i),
                  lines.begin() + static_cast<std::ptrdiff_t>(end)},
                 out);
    i = end;
  }
  return out;
}

}  // namespace

bool is_ruled(const Polyline& line) {
  double total = 0, along = 0;
  for (std::size_t i = 0; i + 1 < line.size();) {
    // One run: segments of one main direction; `low` and `high` bound its drift across.
    const bool upright = std::abs(line[i + 1].y - line[i].y) > std::abs(line[i + 1].x - line[i].x);
    const auto across = [&](Point p) { return upright ? p.x : p.y; };
    double low = across(line[i]), high = low, length = 0;
    std::size_t k = i;
    for (; k + 1 < line.size(); ++k) {
      const double dx = line[k + 1].x - line[k].x, dy = line[k + 1].y - line[k].y;
      if ((std::abs(dy) > std::abs(dx)) != upright) break;
      low = std::min(low, across(line[k + 1]));
      high = std::max(high, across(line[k + 1]));
      length += std::hypot(dx, dy);
    }
    const bool straight = high - low < std::min(kStraight, std::max(0.02 * length, 0.01));
    total += length;
    if (straight) along += length;
    i = std::max(k, i + 1);
  }
  return along >= 0.97 * total;
}

Rules find_rules(const Page& page) {
  Collector collector;
  for (const Path& path : page.paths)
    for (const Polyline& line : path.lines) {
      if (line.size() < 2) continue;
      if (path.stroke)
        add_stroke(line, path.width, collector);
      else
        add_fill(line, collector);
    }
  return {joined(std::move(collector.rules.vertical)),
          joined(std::move(collector.rules.horizontal))};
}

}  // namespace curvespice
