#include "extractor/trace/raster/linking.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <queue>
#include <utility>

namespace curvespice {
namespace {

constexpr double kDegrees = 57.29577951308232;
constexpr double kRival = 25;       // of a join's cost: less apart is no choice but a guess
constexpr double kStraightOn = 12;  // degrees: one stroke, though nothing hides what is between
constexpr double kNever = std::numeric_limits<double>::infinity();

double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

double angle_between(Point a, Point b) {
  const double size = std::hypot(a.x, a.y) * std::hypot(b.x, b.y);
  if (size < 1e-12) return 0;
  return std::acos(std::clamp((a.x * b.x + a.y * b.y) / size, -1.0, 1.0)) * kDegrees;
}

// Where a curve ends, and where it was heading. `certainty` in pixels of line behind the heading.
struct Tip {
  Point place, heading;
  double certainty = 0;
};

// Principal direction of the last `reach` of line. Bridged gaps count: they carry direction.
Tip tip_of(const Polyline& points, bool at_end, double reach) {
  const std::size_t size = points.size();
  const auto at = [&](std::size_t k) { return at_end ? points[size - 1 - k] : points[k]; };
  Tip tip;
  tip.place = at(0);
  double behind = 0;
  std::size_t k = 1;
  Point mean{at(0).x, at(0).y};
  for (; k < size && behind < reach; ++k) {
    behind += distance(at(k - 1), at(k));
    mean.x += at(k).x;
    mean.y += at(k).y;
  }
  mean = {mean.x / double(k), mean.y / double(k)};
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t j = 0; j < k; ++j) {
    const double dx = at(j).x - mean.x, dy = at(j).y - mean.y;
    xx += dx * dx, xy += dx * dy, yy += dy * dy;
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  tip.heading = {std::cos(angle), std::sin(angle)};
  const Point outward{at(0).x - at(k - 1).x, at(0).y - at(k - 1).y};
  if (tip.heading.x * outward.x + tip.heading.y * outward.y < 0)
    tip.heading = {-tip.heading.x, -tip.heading.y};
  tip.certainty = behind;
  return tip;
}

// A dot has no direction of its own; a short dash an uncertain one.
double allowed_turn(const Tip& tip, double width) {
  if (tip.certainty < 1.3 * width) return 180;
  return 18 + 25 * std::min(1.0, 3 * width / tip.certainty);
}

// Two strokes that end beside each other, both heading the same way, make no tip.
bool lie_side_by_side(const Tip& a, const Tip& b, double width) {
  const Point heading{a.heading.x + b.heading.x, a.heading.y + b.heading.y};
  const double size = std::hypot(heading.x, heading.y);
  if (size < 1) return false;
  const Point across{b.place.x - a.place.x, b.place.y - a.place.y};
  const double aside = std::abs(heading.x * across.y - heading.y * across.x) / size;
  return aside > 0.8 * width + 1;
}

double link_cost(const Tip& a, const Tip& b, double longest, double width) {
  const double gap = distance(a.place, b.place);
  if (gap > longest) return kNever;
  const Point across{b.place.x - a.place.x, b.place.y - a.place.y};
  const Point back{-across.x, -across.y};
  // Over a pixel or two the direction of the gap itself means nothing.
  const double weight = std::clamp((gap - 1) / (1.5 * width), 0.0, 1.0);
  double cost = 60 * gap / longest;
  for (const auto& [tip, way] : {std::pair{&a, across}, std::pair{&b, back}}) {
    const double allowed = allowed_turn(*tip, width);
    if (allowed >= 180) {
      cost += 20;  // known by its place alone
      continue;
    }
    const double turn = weight * angle_between(tip->heading, way);
    if (turn > allowed) return kNever;
    cost += turn;
  }
  const double fold = 180 - angle_between(a.heading, b.heading);
  if (allowed_turn(a, width) < 180 && allowed_turn(b, width) < 180 && fold > 60) return kNever;
  return cost + 0.5 * (allowed_turn(a, width) < 180 && allowed_turn(b, width) < 180 ? fold : 0);
}

LinkedCurve reversed(LinkedCurve curve) {
  std::reverse(curve.points.begin(), curve.points.end());
  std::reverse(curve.sure.begin(), curve.sure.end());
  std::reverse(curve.dashes.begin(), curve.dashes.end());
  std::reverse(curve.gaps.begin(), curve.gaps.end());
  const int last = static_cast<int>(curve.points.size()) - 1;
  for (auto& [from, to] : curve.shared) {
    const int start = last - to;
    to = last - from;
    from = start;
  }
  return curve;
}

// A cubic from tip to tip, so that a gap in a bend stays a bend.
Point hermite(const Tip& a, const Tip& b, double size, double t) {
  const double h00 = (1 + 2 * t) * (1 - t) * (1 - t), h10 = t * (1 - t) * (1 - t),
               h01 = t * t * (3 - 2 * t), h11 = t * t * (t - 1);
  return {h00 * a.place.x + h10 * size * a.heading.x + h01 * b.place.x - h11 * size * b.heading.x,
          h00 * a.place.y + h10 * size * a.heading.y + h01 * b.place.y - h11 * size * b.heading.y};
}

LinkedCurve joined(LinkedCurve first, LinkedCurve second, const Tip& a, const Tip& b,
                   double width) {
  const double gap = distance(a.place, b.place);
  const bool bends = a.certainty > 3 * width && b.certainty > 3 * width;
  for (int k = 1; k < static_cast<int>(gap); ++k) {
    const double t = k / gap;
    first.points.push_back(bends ? hermite(a, b, gap, t)
                                 : Point{a.place.x + t * (b.place.x - a.place.x),
                                         a.place.y + t * (b.place.y - a.place.y)});
    first.sure.push_back(false);
  }
  const int offset = static_cast<int>(first.points.size());
  for (const auto& [from, to] : second.shared)
    first.shared.emplace_back(from + offset, to + offset);
  first.points.insert(first.points.end(), second.points.begin(), second.points.end());
  first.sure.insert(first.sure.end(), second.sure.begin(), second.sure.end());
  first.gaps.push_back(gap);
  first.gaps.insert(first.gaps.end(), second.gaps.begin(), second.gaps.end());
  first.dashes.insert(first.dashes.end(), second.dashes.begin(), second.dashes.end());
  const double length = std::max(1e-9, first.drawn_length + second.drawn_length);
  first.spread = std::sqrt((first.spread * first.spread * first.drawn_length +
                            second.spread * second.spread * second.drawn_length) /
                           length);
  first.drawn_length += second.drawn_length;
  first.guessed = first.guessed || second.guessed;
  return first;
}

// The curves that are still apart, with the costs of joining any two ends of different ones.
class Linker {
 public:
  Linker(std::vector<LinkedCurve> curves, double width, double reach)
      : curves_(std::move(curves)), alive_(curves_.size(), true), width_(width), reach_(reach) {
    tips_.resize(curves_.size());
    for (std::size_t k = 0; k < curves_.size(); ++k) measure(k);
  }

  // Ends that lie at one place belong together whatever their directions: the tip of a notch.
  void join_cusps(double reach, const std::function<bool(Point)>& at_edge) {
    for (std::size_t a = 0; a < 2 * tips_.size(); ++a) {
      if (!alive_[a / 2] || (at_edge && at_edge(tip(a).place))) continue;
      std::size_t mate = a;
      int near = 0;
      for (std::size_t b = 0; b < 2 * tips_.size(); ++b) {
        if (!alive_[b / 2] || b / 2 == a / 2 || distance(tip(a).place, tip(b).place) > reach)
          continue;
        if (lie_side_by_side(tip(a), tip(b), width_)) continue;
        mate = b;
        ++near;
      }
      if (near == 1 && tip(a).certainty > 3 * width_ && tip(mate).certainty > 3 * width_)
        join(a, mate);
    }
  }

  // In a tight bend of a dashed curve one dash turns far from the next. Allowed only where the gap
  // is like the curve's other gaps and nothing else is as near.
  void join_tight_bends() {
    for (std::size_t a = 0; a < 2 * tips_.size(); ++a) {
      const std::size_t mate = alive_[a / 2] ? nearest_end(a) : a;
      if (mate == a || nearest_end(mate) != a) continue;
      const double gap = distance(tip(a).place, tip(mate).place);
      const double usual = std::max(usual_gap(a / 2), usual_gap(mate / 2));
      const double fold = 180 - angle_between(tip(a).heading, tip(mate).heading);
      if (usual > 0 && gap < 1.6 * usual && fold < 110) join(a, mate);
    }
  }

  // Two ends, and no third, that stop at a label's white ground: what bends beneath it is one
  // curve.
  void join_at_labels(const LinkOptions& options) {
    for (const Box& label : options.labels) {
      std::vector<std::size_t> ends;
      for (std::size_t a = 0; a < 2 * tips_.size(); ++a) {
        if (alive_[a / 2] && label.contains(tip(a).place, options.label_margin) &&
            tip(a).certainty > 6 * width_)
          ends.push_back(a);
      }
      if (ends.size() != 2 || ends[0] / 2 == ends[1] / 2) continue;
      if (angle_between(tip(ends[0]).heading, tip(ends[1]).heading) < 60) continue;
      join(ends[0], ends[1]);
      curves_.back().guessed = true;
    }
  }

  // Cheapest join first; a join makes a new curve with new ends, and new joins for them. `wary`:
  // notes where there was a rival.
  template <typename Allowed>
  void run(double longest, Allowed allowed, bool wary = false) {
    std::priority_queue<Candidate> queue;
    for (std::size_t a = 0; a < tips_.size(); ++a) {
      if (alive_[a]) add_candidates(a, a + 1, longest, allowed, queue);
    }
    while (!queue.empty()) {
      const Candidate best = queue.top();
      queue.pop();
      if (!alive_[best.a / 2] || !alive_[best.b / 2]) continue;
      const bool guessed = wary && (has_rival(best.a, best.b, longest, best.cost, allowed) ||
                                    has_rival(best.b, best.a, longest, best.cost, allowed));
      join(best.a, best.b);
      curves_.back().guessed = curves_.back().guessed || guessed;
      add_candidates(tips_.size() - 1, 0, longest, allowed, queue);
    }
  }

  std::vector<LinkedCurve> take() {
    std::vector<LinkedCurve> rest;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      if (alive_[k]) rest.push_back(std::move(curves_[k]));
    }
    return rest;
  }

 private:
  // Ends are 2k (start of curve k) and 2k + 1 (its end).
  struct Candidate {
    double cost;
    std::size_t a, b;
    bool operator<(const Candidate& other) const { return cost > other.cost; }
  };

  const Tip& tip(std::size_t end) const {
    return end % 2 == 0 ? tips_[end / 2].first : tips_[end / 2].second;
  }

  template <typename Allowed>
  void add_candidates(std::size_t curve, std::size_t first_other, double longest, Allowed allowed,
                      std::priority_queue<Candidate>& queue) const {
    for (std::size_t other = first_other; other < tips_.size(); ++other) {
      if (!alive_[other] || other == curve) continue;
      for (const std::size_t a : {2 * curve, 2 * curve + 1}) {
        for (const std::size_t b : {2 * other, 2 * other + 1}) {
          const double cost = link_cost(tip(a), tip(b), longest, width_);
          if (cost < kNever && allowed(tip(a), tip(b))) queue.push({cost, a, b});
        }
      }
    }
  }

  // Whether end `a` would go with another end than `mate` nearly as well.
  template <typename Allowed>
  bool has_rival(std::size_t a, std::size_t mate, double longest, double cost,
                 Allowed allowed) const {
    for (std::size_t b = 0; b < 2 * tips_.size(); ++b) {
      if (!alive_[b / 2] || b / 2 == a / 2 || b / 2 == mate / 2) continue;
      const double other = link_cost(tip(a), tip(b), longest, width_);
      if (other < cost + kRival && allowed(tip(a), tip(b))) return true;
    }
    return false;
  }

  std::size_t nearest_end(std::size_t a) const {
    std::size_t nearest = a;
    double least = kNever;
    for (std::size_t b = 0; b < 2 * tips_.size(); ++b) {
      if (!alive_[b / 2] || b / 2 == a / 2) continue;
      const double gap = distance(tip(a).place, tip(b).place);
      if (gap < least) least = gap, nearest = b;
    }
    return nearest;
  }

  double usual_gap(std::size_t curve) const {
    std::vector<double> gaps = curves_[curve].gaps;
    if (gaps.size() < 2) return 0;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
  }

  void measure(std::size_t k) {
    tips_[k] = {tip_of(curves_[k].points, false, reach_), tip_of(curves_[k].points, true, reach_)};
  }

  void join(std::size_t a, std::size_t b) {
    LinkedCurve first =
        a % 2 == 1 ? std::move(curves_[a / 2]) : reversed(std::move(curves_[a / 2]));
    LinkedCurve second =
        b % 2 == 0 ? std::move(curves_[b / 2]) : reversed(std::move(curves_[b / 2]));
    LinkedCurve both = joined(std::move(first), std::move(second), tip(a), tip(b), width_);
    alive_[a / 2] = alive_[b / 2] = false;
    curves_.push_back(std::move(both));
    alive_.push_back(true);
    tips_.emplace_back();
    measure(curves_.size() - 1);
  }

  std::vector<LinkedCurve> curves_;
  std::vector<bool> alive_;
  std::vector<std::pair<Tip, Tip>> tips_;
  double width_, reach_;
};

// Beside what hides it a stroke is seen in part only, and its centre looks pushed aside.
void trim_end(LinkedCurve& curve, const LinkOptions& options) {
  const auto most = static_cast<std::size_t>(4 * options.width);
  if (curve.points.size() < 3 * most + 4) return;
  std::size_t cut = 0;
  for (std::size_t k = 0; k < most; ++k) {
    if (options.is_hidden(curve.points[curve.points.size() - 1 - k])) cut = k + 1;
  }
  if (cut == 0) return;
  const std::size_t size =
      curve.points.size() - std::min(most, cut + static_cast<std::size_t>(options.width));
  curve.points.resize(size);
  curve.sure.resize(size);
  for (auto& [from, to] : curve.shared) {
    from = std::min(from, static_cast<int>(size) - 1);
    to = std::min(to, static_cast<int>(size) - 1);
  }
}

}  // namespace

double polyline_length(const Polyline& line) {
  double sum = 0;
  for (std::size_t k = 1; k < line.size(); ++k) sum += distance(line[k - 1], line[k]);
  return sum;
}

std::vector<LinkedCurve> link_strands(const std::vector<Strand>& strands,
                                      const LinkOptions& options) {
  std::vector<LinkedCurve> curves;
  for (const Strand& strand : strands) {
    const double length = polyline_length(strand.points);
    curves.push_back(
        {strand.points, strand.sure, {length}, {}, strand.shared, length, strand.spread, false});
  }
  Linker linker(std::move(curves), options.width, std::max(8.0, 4 * options.width));
  const auto always = [](const Tip&, const Tip&) { return true; };
  linker.run(1.5 * options.width + 2, always);
  linker.run(0.5 * options.longest_dash_gap, always);
  linker.run(options.longest_dash_gap, always);
  linker.join_tight_bends();
  linker.join_cusps(2.5 * options.width + 2, options.at_edge);
  return linker.take();
}

std::vector<LinkedCurve> link_hidden(std::vector<LinkedCurve> curves, const LinkOptions& options) {
  if (options.is_hidden) {
    for (LinkedCurve& curve : curves) {
      trim_end(curve, options);
      curve = reversed(std::move(curve));
      trim_end(curve, options);
    }
  }
  Linker linker(std::move(curves), options.width, std::max(14.0, 7 * options.width));
  linker.run(
      options.longest_hidden_gap,
      [&](const Tip& a, const Tip& b) {
        const double enough = 4 * options.width;
        return a.certainty > enough && b.certainty > enough && options.may_hide &&
               options.may_hide(a.place, b.place);
      },
      true);
  linker.run(
      options.longest_blank_gap,
      [&](const Tip& a, const Tip& b) {
        const double enough = 6 * options.width;
        const Point across{b.place.x - a.place.x, b.place.y - a.place.y};
        return a.certainty > enough && b.certainty > enough &&
               angle_between(a.heading, across) < kStraightOn &&
               angle_between(b.heading, {-across.x, -across.y}) < kStraightOn;
      },
      true);
  linker.join_at_labels(options);
  return linker.take();
}

}  // namespace curvespice
