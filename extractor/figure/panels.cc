#include "extractor/figure/panels.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace curvespice {
namespace {

constexpr double kLeastSide = 28;  // page units: a smaller plot is a symbol, not a chart
constexpr double kTouch = 1.2;     // page units between lines that meet
constexpr double kOvershoot = 6;   // page units that a grid line may stick out as a tick mark
constexpr std::size_t kMostLines = 6000;  // a hatched drawing has more, a chart never

// Which lines touch which: disjoint sets over vertical and then horizontal lines.
class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

bool meets(const RuledLine& v, const RuledLine& h) {
  return v.coordinate >= h.from - kTouch && v.coordinate <= h.to + kTouch &&
         h.coordinate >= v.from - kTouch && h.coordinate <= v.to + kTouch;
}

double length(const RuledLine& line) { return line.to - line.from; }

std::vector<RuledLine> at_least(const std::vector<RuledLine>& lines, double least) {
  std::vector<RuledLine> result;
  for (const RuledLine& line : lines)
    if (length(line) >= least) result.push_back(line);
  return result;
}

// The end that most lines share (within 1 unit), nothing when fewer than half do.
std::optional<double> common_end(const std::vector<RuledLine>& lines, bool far_end) {
  std::optional<double> best;
  std::size_t most = 0;
  for (const RuledLine& candidate : lines) {
    const double end = far_end ? candidate.to : candidate.from;
    const auto close = [&](const RuledLine& line) {
      return std::abs((far_end ? line.to : line.from) - end) < 1;
    };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(lines, close));
    if (count > most) most = count, best = end;
  }
  return 2 * most >= lines.size() ? best : std::nullopt;
}

// One edge of the plot: at the outermost crossing line, or where the lines along the other
// direction end when they reach clearly further (axes without a frame). A grid line thinner than
// the axis on the other side is no frame: then a little further is enough.
double edge(const RuledLine& outermost, const RuledLine& opposite, std::optional<double> lines_end,
            bool far_side) {
  const double line = outermost.coordinate;
  if (!lines_end) return line;
  const double beyond = far_side ? *lines_end - line : line - *lines_end;
  const bool open = outermost.width < 0.85 * opposite.width && beyond > 0.8;
  return beyond > kOvershoot || open ? *lines_end : line;
}

bool has_side(const std::vector<RuledLine>& lines, double coordinate, double from, double to) {
  double covered = 0;
  for (const RuledLine& line : lines)
    if (std::abs(line.coordinate - coordinate) < kTouch)
      covered += std::max(0.0, std::min(line.to, to) - std::max(line.from, from));
  return covered > 0.9 * (to - from);
}

// Lines of one component, long ones only: those that cross at least 45 % of it.
std::optional<Panel> panel_of(const std::vector<RuledLine>& vertical,
                              const std::vector<RuledLine>& horizontal) {
  double height = 0, width = 0;
  for (const RuledLine& line : vertical) height = std::max(height, length(line));
  for (const RuledLine& line : horizontal) width = std::max(width, length(line));
  if (height < kLeastSide || width < kLeastSide) return std::nullopt;
  const std::vector<RuledLine> vs = at_least(vertical, 0.45 * height);
  const std::vector<RuledLine> hs = at_least(horizontal, 0.45 * width);
  Panel panel;
  const RuledLine &left = vs.front(), &right = vs.back(), &top = hs.front(), &bottom = hs.back();
  panel.plot = {edge(left, right, common_end(hs, false), false),
                edge(top, bottom, common_end(vs, false), false),
                edge(right, left, common_end(hs, true), true),
                edge(bottom, top, common_end(vs, true), true)};
  const Box& box = panel.plot;
  if (box.width() < kLeastSide || box.height() < kLeastSide) return std::nullopt;
  panel.framed = has_side(vertical, box.left, box.top, box.bottom) &&
                 has_side(vertical, box.right, box.top, box.bottom) &&
                 has_side(horizontal, box.top, box.left, box.right) &&
                 has_side(horizontal, box.bottom, box.left, box.right);
  panel.vertical = static_cast<int>(vs.size());
  panel.horizontal = static_cast<int>(hs.size());
  return panel;
}

void add_components(const Rules& rules, std::vector<Panel>& panels) {
  const std::vector<RuledLine> vs = at_least(rules.vertical, 10);
  const std::vector<RuledLine> hs = at_least(rules.horizontal, 10);
  if (vs.size() + hs.size() > kMostLines) return;
  Components components(vs.size() + hs.size());
  for (std::size_t i = 0; i < vs.size(); ++i)
    for (std::size_t k = 0; k < hs.size(); ++k)
      if (meets(vs[i], hs[k])) components.join(i, vs.size() + k);
  std::vector<std::vector<RuledLine>> vertical(vs.size() + hs.size()),
      horizontal(vs.size() + hs.size());
  for (std::size_t i = 0; i < vs.size(); ++i) vertical[components.find(i)].push_back(vs[i]);
  for (std::size_t k = 0; k < hs.size(); ++k)
    horizontal[components.find(vs.size() + k)].push_back(hs[k]);
  for (std::size_t i = 0; i < vertical.size(); ++i) {
    if (vertical[i].empty() || horizontal[i].empty()) continue;
    if (const std::optional<Panel> panel = panel_of(vertical[i], horizontal[i]))
      panels.push_back(*panel);
  }
}

bool same_extent(const RuledLine& a, const RuledLine& b) {
  return std::abs(a.from - b.from) < 1 && std::abs(a.to - b.to) < 1;
}

// Three or more parallel lines with common ends and nothing across them: a chart whose frame and
// other grid were left out.
void add_families(const std::vector<RuledLine>& lines, bool vertical, std::vector<Panel>& panels) {
  std::vector<bool> used(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (used[i] || length(lines[i]) < kLeastSide) continue;
    double last = lines[i].coordinate;
    int count = 1;
    for (std::size_t k = i + 1; k < lines.size(); ++k) {
      if (used[k] || !same_extent(lines[i], lines[k])) continue;
      const double mean = count > 1 ? (last - lines[i].coordinate) / (count - 1) : 1e9;
      const double step = lines[k].coordinate - last;
      if (step > 0.6 * length(lines[i]) || (step > 6 * mean && step > 0.3 * length(lines[i])))
        break;  // another chart further on
      used[k] = true;
      last = lines[k].coordinate;
      ++count;
    }
    if (count < 3 || last - lines[i].coordinate < kLeastSide) continue;
    Panel panel;
    panel.family = true;
    panel.plot = vertical ? Box{lines[i].coordinate, lines[i].from, last, lines[i].to}
                          : Box{lines[i].from, lines[i].coordinate, lines[i].to, last};
    (vertical ? panel.vertical : panel.horizontal) = count;
    panels.push_back(panel);
  }
}

bool nearly_same(const Box& a, const Box& b) {
  const double x = 0.04 * a.width() + 2, y = 0.04 * a.height() + 2;
  return std::abs(a.left - b.left) < x && std::abs(a.right - b.right) < x &&
         std::abs(a.top - b.top) < y && std::abs(a.bottom - b.bottom) < y;
}

}  // namespace

std::vector<Panel> find_panels(const Rules& rules) {
  std::vector<Panel> panels;
  add_components(rules, panels);
  std::vector<Panel> families;
  add_families(rules.horizontal, false, families);
  add_families(rules.vertical, true, families);
  for (const Panel& family : families)
    if (std::ranges::none_of(
            panels, [&](const Panel& panel) { return nearly_same(panel.plot, family.plot); }))
      panels.push_back(family);
  return panels;
}

}  // namespace curvespice
