#include "extractor/trace/raster/strand.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>

namespace curvespice {
namespace {

constexpr double kDegrees = 57.29577951308232;
constexpr double kSharpestBend =
    50;                              // degrees at a crossing: curves have knees, but not just there
constexpr double kSmoothMerge = 30;  // degrees within which a stroke runs into another
constexpr double kUnpaired = 45;     // cost of leaving one end alone

double length(Point p) { return std::hypot(p.x, p.y); }
Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }

// One end of an edge, seen from the node it touches.
struct End {
  int edge = 0;
  bool at_a = true;
  Point near, direction;  // where its own stroke begins, and where it goes from there
  int partner = -1;       // end that it continues in, index of Ends
  int merges_into = -1;   // matched end along whose stroke it goes on
  int node = -1;          // cluster; -1 = free
};

class CrossingSolver {
 public:
  CrossingSolver(const SkeletonGraph& graph, double width, double shortest_branch)
      : graph_(graph), width_(std::max(1.0, width)), shortest_branch_(shortest_branch) {}

  std::vector<Strand> solve() {
    cluster_nodes();
    make_ends();
    std::vector<std::vector<int>> at_node(graph_.nodes.size());
    for (std::size_t k = 0; k < ends_.size(); ++k) {
      if (ends_[k].node >= 0)
        at_node[static_cast<std::size_t>(ends_[k].node)].push_back(static_cast<int>(k));
    }
    for (const std::vector<int>& ends : at_node) pair_ends(ends);
    make_chains();
    std::vector<Strand> strands;
    for (std::size_t k = 0; k < chains_.size(); ++k) strands.push_back(strand_of(k));
    std::erase_if(strands, [](const Strand& strand) { return strand.points.size() < 2; });
    return strands;
  }

 private:
  // Ends of the chain's edges in walking order: entered at `enter`, left at `leave`.
  struct Step {
    int enter, leave;
  };
  using Chain = std::vector<Step>;

  std::size_t root(std::size_t k) {
    while (cluster_[k] != k) k = cluster_[k] = cluster_[cluster_[k]];
    return k;
  }

  void cluster_nodes() {
    cluster_.resize(graph_.nodes.size());
    std::iota(cluster_.begin(), cluster_.end(), std::size_t{0});
    std::vector<int> degree(graph_.nodes.size(), 0);
    for (const SkeletonEdge& edge : graph_.edges) {
      if (edge.a >= 0) ++degree[static_cast<std::size_t>(edge.a)];
      if (edge.b >= 0) ++degree[static_cast<std::size_t>(edge.b)];
    }
    inner_.assign(graph_.edges.size(), false);
    for (std::size_t k = 0; k < graph_.edges.size(); ++k) {
      const SkeletonEdge& edge = graph_.edges[k];
      if (edge.a < 0 || edge.b < 0) continue;
      const auto a = static_cast<std::size_t>(edge.a), b = static_cast<std::size_t>(edge.b);
      const double size = static_cast<double>(edge.pixels.size());
      // Two strokes that cross at a small angle share a stretch between two threefold nodes.
      const bool flat_crossing = degree[a] == 3 && degree[b] == 3 && a != b && size < 8 * width_;
      if (size > 1.6 * width_ + 1 && !flat_crossing) continue;
      inner_[k] = true;
      cluster_[root(a)] = root(b);
    }
  }

  Point pixel(const SkeletonEdge& edge, std::size_t from_end, bool at_a) const {
    const std::size_t k = at_a ? from_end : edge.pixels.size() - 1 - from_end;
    return {edge.pixels[k].x + 0.5, edge.pixels[k].y + 0.5};
  }

  void make_ends() {
    ends_.resize(2 * graph_.edges.size());
    for (std::size_t k = 0; k < graph_.edges.size(); ++k) {
      const SkeletonEdge& edge = graph_.edges[k];
      for (const bool at_a : {true, false}) {
        End& end = ends_[2 * k + (at_a ? 0 : 1)];
        end.edge = static_cast<int>(k);
        end.at_a = at_a;
        const int node = at_a ? edge.a : edge.b;
        if (!inner_[k] && node >= 0)
          end.node = static_cast<int>(root(static_cast<std::size_t>(node)));
        const std::size_t last = edge.pixels.size() - 1;
        const auto skip = std::min(last / 3, static_cast<std::size_t>(0.8 * width_));
        const auto reach =
            std::min(last, skip + static_cast<std::size_t>(std::max(6.0, 3 * width_)));
        end.near = pixel(edge, skip, at_a);
        const Point away = minus(pixel(edge, reach, at_a), end.near);
        const double size = std::max(1e-9, length(away));
        end.direction = {away.x / size, away.y / size};
      }
    }
  }

  double bend(const End& a, const End& b) const {
    return std::acos(std::clamp(-dot(a.direction, b.direction), -1.0, 1.0)) * kDegrees;
  }

  double pair_cost(const End& a, const End& b) const {
    const double turn = bend(a, b);
    if (turn > kSharpestBend) return std::numeric_limits<double>::infinity();
    const Point gap = minus(b.near, a.near);
    const double offset =
        (std::abs(cross(a.direction, gap)) + std::abs(cross(b.direction, gap))) / 2;
    return turn + 12 * std::max(0.0, offset - 0.3 * width_) / width_;
  }

  // All ways to pair the ends at one node; there are few ends.
  double best_pairing(const std::vector<int>& rest, std::vector<std::pair<int, int>>& pairs) const {
    if (rest.empty()) return 0;
    const int first = rest.front();
    std::vector<int> others(rest.begin() + 1, rest.end());
    double best = kUnpaired + best_pairing(others, pairs);
    for (std::size_t k = 0; k < others.size(); ++k) {
      const double cost = pair_cost(ends_[static_cast<std::size_t>(first)],
                                    ends_[static_cast<std::size_t>(others[k])]);
      if (cost >= best) continue;
      std::vector<int> left = others;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(k));
      std::vector<std::pair<int, int>> found;
      const double total = cost + best_pairing(left, found);
      if (total < best) {
        best = total;
        found.emplace_back(first, others[k]);
        pairs = std::move(found);
      }
    }
    return best;
  }

  void pair_ends(const std::vector<int>& ends) {
    if (ends.size() < 2 || ends.size() > 9) return;
    std::vector<std::pair<int, int>> pairs;
    best_pairing(ends, pairs);
    for (const auto& [a, b] : pairs) {
      ends_[static_cast<std::size_t>(a)].partner = b;
      ends_[static_cast<std::size_t>(b)].partner = a;
    }
    for (const int k : ends) {
      End& end = ends_[static_cast<std::size_t>(k)];
      if (end.partner >= 0) continue;
      double least = kSmoothMerge;
      for (const int other : ends) {
        const End& matched = ends_[static_cast<std::size_t>(other)];
        if (other == k || matched.partner < 0 || bend(end, matched) >= least) continue;
        least = bend(end, matched);
        end.merges_into = other;
      }
    }
  }

  static int other_end(int end) { return end ^ 1; }

  Chain walk(int start, std::vector<bool>& used) {
    Chain chain;
    for (int enter = start; enter >= 0;) {
      const auto edge = static_cast<std::size_t>(enter / 2);
      if (used[edge]) break;
      used[edge] = true;
      chain.push_back({enter, other_end(enter)});
      enter = ends_[static_cast<std::size_t>(other_end(enter))].partner;
    }
    return chain;
  }

  void make_chains() {
    std::vector<bool> used = inner_;
    for (int k = 0; k < static_cast<int>(ends_.size()); ++k) {
      if (ends_[static_cast<std::size_t>(k)].partner < 0 && !used[static_cast<std::size_t>(k / 2)])
        chains_.push_back(walk(k, used));
    }
    for (int k = 0; k < static_cast<int>(ends_.size()); k += 2) {
      if (!used[static_cast<std::size_t>(k / 2)]) chains_.push_back(walk(k, used));  // closed
    }
  }

  // A curve through points that were left out: straight on from both sides.
  static void carry_across(Strand& strand, Point to) {
    if (strand.points.empty()) return;
    const Point from = strand.points.back();
    const int steps = static_cast<int>(length(minus(to, from)));
    for (int k = 1; k < steps; ++k) {
      const double t = double(k) / steps;
      strand.points.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
      strand.sure.push_back(false);
    }
  }

  // The edge's pixels in walking order, without those close to a node, where the skeleton is bent.
  void append_edge(Strand& strand, const Step& step) const {
    const End& enter = ends_[static_cast<std::size_t>(step.enter)];
    const End& leave = ends_[static_cast<std::size_t>(step.leave)];
    const SkeletonEdge& edge = graph_.edges[static_cast<std::size_t>(enter.edge)];
    const std::size_t size = edge.pixels.size();
    const auto trim = std::min(size / 3, static_cast<std::size_t>(0.8 * width_));
    const std::size_t first = enter.node >= 0 ? trim : 0,
                      last = size - (leave.node >= 0 ? trim : 0);
    for (std::size_t k = first; k < last; ++k) {
      const Point point = pixel(edge, k, enter.at_a);
      if (k == first) carry_across(strand, point);
      strand.points.push_back(point);
      strand.sure.push_back(true);
    }
  }

  double length_of(const Chain& chain) const {
    std::size_t pixels = 0;
    for (const Step& step : chain) {
      pixels += graph_.edges[static_cast<std::size_t>(step.enter / 2)].pixels.size();
    }
    return static_cast<double>(pixels);
  }

  // Where in which chain an edge is walked, and whether from the given end.
  struct Place {
    std::size_t chain, step;
    bool forward;
  };
  std::optional<Place> place_of(int end) const {
    for (std::size_t c = 0; c < chains_.size(); ++c) {
      for (std::size_t s = 0; s < chains_[c].size(); ++s) {
        if (chains_[c][s].enter == end) return Place{c, s, true};
        if (chains_[c][s].leave == end) return Place{c, s, false};
      }
    }
    return std::nullopt;
  }

  // The other chain's steps from its end `start` on, up to where a third chain leaves it smoothly.
  Chain shared_way(std::size_t own, int start) const {
    Chain way;
    const auto place = place_of(start);
    if (!place || place->chain == own) return way;
    const Chain& host = chains_[place->chain];
    for (std::size_t k = place->step; k < host.size(); place->forward ? ++k : --k) {
      way.push_back(place->forward ? host[k] : Step{host[k].leave, host[k].enter});
      if (k == 0 && !place->forward) break;
    }
    return way;
  }

  void append_shared(Strand& strand, std::size_t own, int merging) const {
    const Chain way = shared_way(own, ends_[static_cast<std::size_t>(merging)].merges_into);
    const auto first = static_cast<int>(strand.points.size());
    for (const Step& step : way) {
      append_edge(strand, step);
      for (std::size_t c = 0; c < chains_.size(); ++c) {
        if (c == own) continue;
        const int starts[] = {chains_[c].front().enter, chains_[c].back().leave};
        for (const int start : starts) {
          if (ends_[static_cast<std::size_t>(start)].merges_into != step.leave) continue;
          if (length_of(chains_[c]) < shortest_branch_) continue;
          strand.shared.emplace_back(first, static_cast<int>(strand.points.size()) - 1);
          Chain branch = chains_[c];
          if (start == starts[1]) {
            std::reverse(branch.begin(), branch.end());
            for (Step& s : branch) std::swap(s.enter, s.leave);
          }
          for (const Step& s : branch) append_edge(strand, s);
          return;
        }
      }
    }
    if (!way.empty()) strand.shared.emplace_back(first, static_cast<int>(strand.points.size()) - 1);
  }

  static void reverse(Strand& strand) {
    std::reverse(strand.points.begin(), strand.points.end());
    std::reverse(strand.sure.begin(), strand.sure.end());
    const int last = static_cast<int>(strand.points.size()) - 1;
    for (auto& [from, to] : strand.shared) {
      const int turned = last - to;
      to = last - from;
      from = turned;
    }
  }

  Strand strand_of(std::size_t c) const {
    Strand strand;
    const Chain& chain = chains_[c];
    for (const Step& step : chain) append_edge(strand, step);
    const std::size_t own = strand.points.size();
    const int first = chain.front().enter, last = chain.back().leave;
    if (static_cast<double>(own) < shortest_branch_) return strand;
    if (ends_[static_cast<std::size_t>(last)].merges_into >= 0) append_shared(strand, c, last);
    if (ends_[static_cast<std::size_t>(first)].merges_into >= 0) {
      reverse(strand);
      append_shared(strand, c, first);
    }
    return strand;
  }

  const SkeletonGraph& graph_;
  double width_, shortest_branch_;
  std::vector<std::size_t> cluster_;
  std::vector<bool> inner_;
  std::vector<End> ends_;
  std::vector<Chain> chains_;
};

}  // namespace

std::vector<Strand> resolve_crossings(const SkeletonGraph& graph, double width,
                                      double shortest_branch) {
  return CrossingSolver(graph, width, shortest_branch).solve();
}

}  // namespace curvespice
