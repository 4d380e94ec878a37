#include "extractor/trace/raster/shared_ways.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace curvespice {
namespace {

constexpr double kAlong = 0.64;  // cosine of 50 degrees: the curve runs into the other one
constexpr double kShorter =
    0.75;                   // of the other way: a curve that meets it squarely takes this one
constexpr int kRounds = 3;  // an end may go on beneath several curves, one after the other

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

Point unit(Point from, Point to) {
  const double size = std::max(1e-9, distance(from, to));
  return {(to.x - from.x) / size, (to.y - from.y) / size};
}

double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }

// Direction of the line at point `k` when it is walked by `step`.
Point tangent(const Polyline& line, std::size_t k, int step, std::size_t reach) {
  const std::size_t before = k >= reach ? k - reach : 0;
  const std::size_t after = std::min(line.size() - 1, k + reach);
  return step > 0 ? unit(line[before], line[after]) : unit(line[after], line[before]);
}

struct Nearest {
  std::size_t index = 0;
  double distance = 1e18;
};

Nearest nearest_point(const Polyline& line, Point p) {
  Nearest best;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const double d = distance(line[k], p);
    if (d < best.distance) best = {k, d};
  }
  return best;
}

void reverse(LinkedCurve& curve) {
  std::reverse(curve.points.begin(), curve.points.end());
  std::reverse(curve.sure.begin(), curve.sure.end());
  const int last = static_cast<int>(curve.points.size()) - 1;
  for (auto& [from, to] : curve.shared) {
    const int turned = last - to;
    to = last - from;
    from = turned;
  }
}

// The way from `first` along a line to its end at `step`, or to `last`.
struct Way {
  std::size_t host = 0, first = 0, last = 0;
  int step = 1;
};

class Follower {
 public:
  Follower(std::vector<LayeredCurve>& curves, const std::function<bool(Point)>& at_edge)
      : curves_(curves), at_edge_(at_edge) {}

  void run() {
    for (int round = 0; round < kRounds; ++round) {
      const std::size_t size = curves_.size();
      for (std::size_t k = 0; k < size && k < curves_.size(); ++k) {
        continue_end(k);
        reverse(curves_[k].curve);
        continue_end(k);
        reverse(curves_[k].curve);
      }
    }
  }

 private:
  double reach(std::size_t a, std::size_t b) const {
    return 4 + 1.5 * (curves_[a].width + curves_[b].width);
  }

  // Carries on the last point of curve `own`.
  void continue_end(std::size_t own) {
    const Polyline& points = curves_[own].curve.points;
    if (points.size() < 12 || at_edge_(points.back())) return;
    const std::optional<Way> way = find_way(own);
    if (!way) return;
    const std::optional<std::size_t> next = next_piece(own, *way);
    Way taken = *way;
    if (next) taken.last = nearest_point(host(taken), curves_[*next].curve.points.front()).index;
    append(own, taken);
    if (next)
      append_piece(own, *next);
    else
      curves_[own].continued = true;
  }

  const Polyline& host(const Way& way) const { return curves_[way.host].curve.points; }

  std::optional<Way> find_way(std::size_t own) const {
    const Polyline& points = curves_[own].curve.points;
    const auto back = static_cast<std::size_t>(std::max(6.0, 3 * curves_[own].width));
    const Point heading =
        unit(points[points.size() - 1 - std::min(back, points.size() - 1)], points.back());
    std::optional<Way> best;
    double least = 1e18;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      if (k == own || curves_[k].curve.points.size() < 12) continue;
      const Nearest near = nearest_point(curves_[k].curve.points, points.back());
      if (near.distance > reach(own, k) || near.distance >= least) continue;
      if (runs_along(own, k)) continue;
      if (const auto way = way_along(k, near.index, heading)) best = way, least = near.distance;
    }
    return best;
  }

  // The curve lies on the other one already: it was carried on along it before.
  bool runs_along(std::size_t own, std::size_t other) const {
    const Polyline& points = curves_[own].curve.points;
    const std::size_t back = std::min<std::size_t>(points.size() - 1, 25);
    return nearest_point(curves_[other].curve.points, points[points.size() - 1 - back]).distance <
           1.0;
  }

  std::optional<Way> way_along(std::size_t k, std::size_t at, Point heading) const {
    const Polyline& line = curves_[k].curve.points;
    const double with = dot(heading, tangent(line, at, 1, 6));
    const double ahead = static_cast<double>(line.size() - 1 - at),
                 behind = static_cast<double>(at);
    int step = 0;
    if (std::abs(with) > kAlong)
      step = with > 0 ? 1 : -1;
    else if (ahead < kShorter * behind)
      step = 1;
    else if (behind < kShorter * ahead)
      step = -1;
    if (step == 0 || (step > 0 ? ahead : behind) < 3) return std::nullopt;
    return Way{k, at, step > 0 ? line.size() - 1 : 0, step};
  }

  // The nearest stroke of the same colour that leaves the way further on; turned so that it begins
  // there.
  std::optional<std::size_t> next_piece(std::size_t own, const Way& way) {
    std::optional<std::size_t> best;
    double nearest = 1e18;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      if (k == own || k == way.host || curves_[k].layer != curves_[own].layer) continue;
      for (const bool turned : {false, true}) {
        const double along = leaves_at(curves_[k], way, turned, reach(k, way.host));
        if (along < 1 || along >= nearest) continue;
        nearest = along;
        best = k;
        if (turned) reverse(curves_[k].curve);
      }
    }
    return best;
  }

  // Points along the way at which the piece leaves it; -1 when it does not.
  double leaves_at(const LayeredCurve& piece, const Way& way, bool turned, double reach) const {
    const Polyline& points = piece.curve.points;
    if (points.size() < 12) return -1;
    const Point start = turned ? points.back() : points.front();
    if (at_edge_(start)) return -1;
    const Nearest near = nearest_point(host(way), start);
    if (near.distance > reach) return -1;
    const Point inward = turned ? unit(start, points[points.size() - 10]) : unit(start, points[9]);
    if (dot(inward, tangent(host(way), near.index, way.step, 6)) < kAlong) return -1;
    return way.step * (static_cast<double>(near.index) - static_cast<double>(way.first));
  }

  void append(std::size_t own, const Way& way) {
    LinkedCurve& curve = curves_[own].curve;
    const auto first = static_cast<int>(curve.points.size());
    const Polyline line = host(way);
    for (std::size_t k = way.first;; k += static_cast<std::size_t>(way.step)) {
      curve.points.push_back(line[k]);
      curve.sure.push_back(false);
      if (k == way.last) break;
    }
    curve.shared.emplace_back(first, static_cast<int>(curve.points.size()) - 1);
  }

  void append_piece(std::size_t own, std::size_t next) {
    LinkedCurve& curve = curves_[own].curve;
    const LinkedCurve& piece = curves_[next].curve;
    const auto offset = static_cast<int>(curve.points.size());
    curve.points.insert(curve.points.end(), piece.points.begin(), piece.points.end());
    curve.sure.insert(curve.sure.end(), piece.sure.begin(), piece.sure.end());
    for (const auto& [from, to] : piece.shared)
      curve.shared.emplace_back(from + offset, to + offset);
    curve.drawn_length += piece.drawn_length;
    curves_[own].continued = curves_[own].continued || curves_[next].continued;
    curves_[next].curve.points.clear();
    curves_[next].curve.sure.clear();
    curves_[next].curve.shared.clear();
  }

  std::vector<LayeredCurve>& curves_;
  const std::function<bool(Point)>& at_edge_;
};

}  // namespace

void follow_beneath(std::vector<LayeredCurve>& curves, const std::function<bool(Point)>& at_edge) {
  Follower(curves, at_edge).run();
  std::erase_if(curves, [](const LayeredCurve& layered) { return layered.curve.points.empty(); });
}

}  // namespace curvespice
