#include "extractor/trace/vector/stitch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace curvespice {
namespace {

constexpr double kTouching = 0.12;        // page units between ends that are one point
constexpr double kOutlineTouching = 1.2;  // the same for filled outlines, of any width

struct End {
  std::size_t chain = 0;
  bool back = false;  // last point, else the first
};

struct Join {
  double cost = 0;
  End a, b;
};

double median(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// Short and hardly bent; not the strokes of a letter.
bool is_dash(const Chain& chain) {
  constexpr double kLongest = 28;  // page units
  return chain.drawn < kLongest &&
         distance(chain.points.front(), chain.points.back()) > 0.93 * chain.drawn;
}

// The length of the dashes that make up most of the ink, 0 when there are few. Letters drawn as
// outlines are many more pieces but less ink.
double typical_dash(const std::vector<Chain>& chains) {
  constexpr std::size_t kFewest = 5;
  std::vector<double> lengths;
  double ink = 0;
  for (const Chain& chain : chains)
    if (is_dash(chain)) lengths.push_back(chain.drawn), ink += chain.drawn;
  if (lengths.size() < kFewest) return 0;
  std::ranges::sort(lengths);
  double sum = 0;
  for (const double length : lengths)
    if ((sum += length) >= ink / 2) return length;
  return 0;
}

// A dash pattern has one gap, or a few; gaps of all sizes are no pattern.
bool is_regular(const std::vector<double>& gaps, double typical) {
  const auto close = std::ranges::count_if(
      gaps, [&](double gap) { return gap > 0.6 * typical && gap < 1.5 * typical; });
  return 2 * close > static_cast<std::ptrdiff_t>(gaps.size());
}

double overlap_of_x(const Polyline& a, const Polyline& b) {
  const auto by_x = [](Point p, Point q) { return p.x < q.x; };
  const auto [a0, a1] = std::ranges::minmax_element(a, by_x);
  const auto [b0, b1] = std::ranges::minmax_element(b, by_x);
  return std::min(a1->x, b1->x) - std::max(a0->x, b0->x);
}

// Chains of one style. Ends are found through a grid of squares.
class Stitcher {
 public:
  // `touching`: ends no further apart are one point.
  Stitcher(std::vector<Chain> chains, double touching, const std::vector<Word>& words)
      : chains_(std::move(chains)), touching_(touching), words_(words) {}

  std::vector<Chain> run() {
    join_touching();
    if (chains_.size() <= kMostLooseStrokes) join_dashes();
    if (chains_.size() <= kMostLooseStrokes) join_across_labels();
    std::vector<Chain> result;
    for (Chain& chain : chains_)
      if (!chain.points.empty()) result.push_back(std::move(chain));
    return result;
  }

 private:
  Point at(End end) const {
    const Polyline& points = chains_[end.chain].points;
    return end.back ? points.back() : points.front();
  }
  Point outward(End end, double reach) const {
    const Polyline& points = chains_[end.chain].points;
    return end.back ? end_direction(points, reach) : start_direction(points, reach);
  }
  template <typename Visit>
  void near_pairs(double radius, Visit visit) const;
  void apply(std::vector<Join> joins);
  void join_touching();
  void join_dashes();
  void join_across_labels();
  bool label_between(Point p, Point q) const;

  std::vector<Chain> chains_;
  double touching_;
  const std::vector<Word>& words_;
};

// Every pair of ends of different chains within `radius`, once.
template <typename Visit>
void Stitcher::near_pairs(double radius, Visit visit) const {
  std::unordered_map<std::int64_t, std::vector<End>> squares;
  const auto key = [&](std::int64_t x, std::int64_t y) { return x * 1000003 + y; };
  const auto column = [&](double v) { return static_cast<std::int64_t>(std::floor(v / radius)); };
  for (std::size_t i = 0; i < chains_.size(); ++i) {
    if (chains_[i].points.empty()) continue;
    for (const bool back : {false, true}) {
      const End end{i, back};
      const Point p = at(end);
      for (std::int64_t dx = -1; dx <= 1; ++dx)
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
          const auto found = squares.find(key(column(p.x) + dx, column(p.y) + dy));
          if (found == squares.end()) continue;
          for (const End other : found->second)
            if (other.chain != i && distance(at(other), p) <= radius) visit(other, end);
        }
      squares[key(column(p.x), column(p.y))].push_back(end);
    }
  }
}

void Stitcher::apply(std::vector<Join> joins) {
  std::ranges::stable_sort(joins, {}, &Join::cost);
  // Where each original end went: chains are merged into the first one's place.
  std::vector<std::array<bool, 2>> taken(chains_.size());
  std::vector<std::size_t> owner(chains_.size());
  std::iota(owner.begin(), owner.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (owner[i] != i) i = owner[i] = owner[owner[i]];
    return i;
  };
  std::vector<std::array<int, 2>> links(chains_.size(), {-1, -1});  // 2 * chain + back
  for (const Join& join : joins) {
    if (taken[join.a.chain][join.a.back] || taken[join.b.chain][join.b.back]) continue;
    if (root(join.a.chain) == root(join.b.chain)) continue;  // no rings
    owner[root(join.a.chain)] = root(join.b.chain);
    taken[join.a.chain][join.a.back] = taken[join.b.chain][join.b.back] = true;
    links[join.a.chain][join.a.back] = static_cast<int>(2 * join.b.chain + join.b.back);
    links[join.b.chain][join.b.back] = static_cast<int>(2 * join.a.chain + join.a.back);
  }
  // Walk each run of links from one free end to the other.
  std::vector<bool> done(chains_.size());
  std::vector<Chain> merged;
  for (std::size_t i = 0; i < chains_.size(); ++i) {
    if (chains_[i].points.empty() || done[i] || (links[i][0] >= 0 && links[i][1] >= 0)) continue;
    Chain result = chains_[i];
    result.points.clear();
    result.pieces = 0;
    result.drawn = 0;
    std::size_t now = i;
    bool enter_back = links[i][1] < 0 && links[i][0] >= 0;  // the free end comes first
    while (true) {
      done[now] = true;
      Polyline& points = chains_[now].points;
      if (enter_back) std::ranges::reverse(points);
      result.points.insert(result.points.end(), points.begin(), points.end());
      result.pieces += chains_[now].pieces;
      result.drawn += chains_[now].drawn;
      result.order = std::min(result.order, chains_[now].order);
      const int next = links[now][enter_back ? 0 : 1];
      if (next < 0) break;
      now = static_cast<std::size_t>(next / 2);
      enter_back = next % 2;
    }
    const auto same = [](Point p, Point q) { return distance(p, q) < 1e-4; };
    result.points.erase(std::unique(result.points.begin(), result.points.end(), same),
                        result.points.end());
    merged.push_back(std::move(result));
  }
  chains_ = std::move(merged);
}

void Stitcher::join_touching() {
  std::vector<Join> joins;
  const double reach = std::max(0.8, 2 * touching_);
  near_pairs(touching_, [&](End a, End b) {
    const Point u = outward(a, reach), v = outward(b, reach);
    const double turn = 1 + u.x * v.x + u.y * v.y;  // 0 = straight on, 2 = back on itself
    const Chain &one = chains_[a.chain], &other = chains_[b.chain];
    const bool known = (u.x != 0 || u.y != 0) && (v.x != 0 || v.y != 0);
    // A corner between two parts of a curve is one only when they do not run side by side.
    const bool corner = turn < 1.3 && overlap_of_x(one.points, other.points) < touching_;
    if (known && turn > 0.25 && !corner) return;
    // What one path draws belongs together; what follows in painting order probably does.
    const int apart = std::abs(one.order - other.order);
    const double strange = apart == 0 ? 0 : apart == 1 ? 0.1 : 0.2;
    joins.push_back({turn + strange + distance(at(a), at(b)), a, b});
  });
  apply(std::move(joins));
}

// Dashes of one style: the typical distance to the nearest other end is the gap of the pattern.
void Stitcher::join_dashes() {
  const double dash = typical_dash(chains_);
  const auto of_pattern = [&](End end) {
    const Chain& chain = chains_[end.chain];
    return is_dash(chain) && chain.drawn > 0.3 * dash && chain.drawn < 4 * dash;
  };
  if (dash <= 0) return;
  std::vector<double> nearest(2 * chains_.size(), 1e9);
  near_pairs(std::max(4 * dash, 6.0), [&](End a, End b) {
    if (!of_pattern(a) || !of_pattern(b)) return;
    const double gap = distance(at(a), at(b));
    for (const End end : {a, b})
      nearest[2 * end.chain + end.back] = std::min(nearest[2 * end.chain + end.back], gap);
  });
  std::erase_if(nearest, [](double d) { return d > 1e8; });
  const double gap = median(nearest, 0);
  if (gap <= 0 || !is_regular(nearest, gap)) return;
  std::vector<Join> joins;
  near_pairs(std::max(2.6 * gap, 1.0), [&](End a, End b) {
    if (!of_pattern(a) || !of_pattern(b)) return;
    const Point p = at(a), q = at(b);
    const Point u = outward(a, dash), v = outward(b, dash);
    const double d = std::max(distance(p, q), 1e-9);
    const Point w{(q.x - p.x) / d, (q.y - p.y) / d};
    const bool dot_a = u.x == 0 && u.y == 0, dot_b = v.x == 0 && v.y == 0;
    const double ahead = dot_a ? 1 : u.x * w.x + u.y * w.y;
    const double onward = dot_b ? 1 : -(v.x * w.x + v.y * w.y);
    if (d > 0.4 * gap && (ahead < 0.8 || onward < 0.8)) return;
    if (!dot_a && !dot_b && u.x * v.x + u.y * v.y > -0.7) return;
    joins.push_back({d * (1 + 6 * (2 - ahead - onward)), a, b});
  });
  const std::size_t before = chains_.size();
  apply(std::move(joins));
  if (chains_.size() < before)
    for (Chain& chain : chains_)
      if (chain.pieces > 3 && chain.drawn < 0.97 * length_of(chain.points))
        chain.dash = dash, chain.gap = gap;
}

bool Stitcher::label_between(Point p, Point q) const {
  const Point middle{(p.x + q.x) / 2, (p.y + q.y) / 2};
  return std::ranges::any_of(
      words_, [&](const Word& word) { return word.box.contains(middle, 0.6 * word.box.height()); });
}

void Stitcher::join_across_labels() {
  std::vector<Join> joins;
  near_pairs(60, [&](End a, End b) {
    const Chain &one = chains_[a.chain], &other = chains_[b.chain];
    const Point p = at(a), q = at(b);
    const double d = distance(p, q);
    if (d < kTouching || std::min(one.drawn, other.drawn) < 8) return;
    const Point u = outward(a, 5), v = outward(b, 5), w{(q.x - p.x) / d, (q.y - p.y) / d};
    const double ahead = u.x * w.x + u.y * w.y, onward = -(v.x * w.x + v.y * w.y);
    if (ahead < 0.94 || onward < 0.94 || !label_between(p, q)) return;
    joins.push_back({d * (3 - ahead - onward), a, b});
  });
  apply(std::move(joins));
}

// A file that paints everything twice would give every dash a neighbour at no distance.
void drop_repeated(std::vector<Chain>& chains) {
  std::map<std::array<long, 3>, bool> seen;
  std::erase_if(chains, [&](const Chain& chain) {
    const Point a = chain.points.front(), b = chain.points.back();
    const auto grain = [](double value) { return std::lround(500 * value); };
    return !seen.emplace(std::array{grain(a.x + b.x), grain(a.y + b.y), grain(chain.drawn)}, true)
                .second;
  });
}

}  // namespace

std::vector<Chain> stitch(std::vector<Fragment> fragments, const std::vector<StrokeStyle>& styles,
                          const std::vector<Word>& words) {
  std::map<int, std::vector<Chain>> by_style;
  for (Fragment& fragment : fragments) {
    Chain chain;
    chain.style = fragment.style;
    chain.order = fragment.order;
    chain.drawn = length_of(fragment.points);
    chain.points = std::move(fragment.points);
    by_style[chain.style].push_back(std::move(chain));
  }
  std::vector<Chain> result;
  for (auto& [style, chains] : by_style) {
    drop_repeated(chains);
    // The ends of a filled outline are only known to about its width.
    const StrokeStyle& drawn = styles[static_cast<std::size_t>(style)];
    const double touching = drawn.outline ? std::max(kOutlineTouching, drawn.width) : kTouching;
    for (Chain& chain : Stitcher(std::move(chains), touching, words).run())
      result.push_back(std::move(chain));
  }
  std::ranges::stable_sort(result, {}, &Chain::order);
  return result;
}

}  // namespace curvespice
