#include "extractor/figure/cells.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

constexpr double kFarthest = 95;  // page units from a plot's edge that its words may stand

struct Interval {
  double from, to;
};

double overlap(Interval a, Interval b) { return std::min(a.to, b.to) - std::max(a.from, b.from); }

Interval x_of(const Box& box) { return {box.left, box.right}; }
Interval y_of(const Box& box) { return {box.top, box.bottom}; }

// The middle of the widest blank between two plots; the blank that touches the far plot (where its
// own labels begin) does not count. Everything is seen along one direction.
double widest_blank(std::vector<Interval> words, double near_edge, double far_edge,
                    bool far_blank_counts) {
  std::ranges::sort(words, {}, &Interval::from);
  double reached = near_edge, best = 0, cut = (near_edge + far_edge) / 2;
  const auto consider = [&](double from, double to) {
    if (to - from > best) best = to - from, cut = (from + to) / 2;
  };
  for (const Interval& word : words) {
    if (word.to <= near_edge || word.from >= far_edge) continue;
    consider(reached, word.from);
    reached = std::max(reached, word.to);
  }
  if (words.empty() || far_blank_counts) consider(reached, far_edge);
  return cut;
}

// A line between the plots that passes the whole side of one: the rail of a page's cells.
bool rail_between(const std::vector<RuledLine>& lines, double from, double to, Interval side,
                  bool nearest_is_low, double& rail) {
  bool found = false;
  for (const RuledLine& line : lines) {
    if (line.coordinate <= from + 3 || line.coordinate >= to - 3) continue;
    if (line.from > side.from + 2 || line.to < side.to - 2) continue;
    if (!found || (nearest_is_low ? line.coordinate < rail : line.coordinate > rail))
      rail = line.coordinate;
    found = true;
  }
  return found;
}

class Cutter {
 public:
  Cutter(const Page& page, const Rules& rules, const std::vector<Figure>& figures)
      : page_(page), rules_(rules), figures_(figures) {}

  Box cell(const Figure& figure) const {
    const Box& plot = figure.plot;
    Box cell{left(plot), top(plot), right(plot), bottom(plot)};
    double rail = 0;
    if (rail_between(rules_.vertical, cell.left, plot.left, y_of(plot), false, rail))
      cell.left = rail;
    if (rail_between(rules_.vertical, plot.right, cell.right, y_of(plot), true, rail))
      cell.right = rail;
    if (rail_between(rules_.horizontal, cell.top, plot.top, x_of(plot), false, rail))
      cell.top = rail;
    if (rail_between(rules_.horizontal, plot.bottom, cell.bottom, x_of(plot), true, rail))
      cell.bottom = rail;
    return cell;
  }

 private:
  std::vector<Interval> words_between(Interval across, double from, double to, bool along_x) const {
    std::vector<Interval> result;
    for (const Word& word : page_.words) {
      const Interval own = along_x ? x_of(word.box) : y_of(word.box);
      const Interval other = along_x ? y_of(word.box) : x_of(word.box);
      if (own.to > from && own.from < to && overlap(other, across) > 0) result.push_back(own);
    }
    return result;
  }

  double right(const Box& plot) const {
    double limit = std::min(page_.width, plot.right + kFarthest);
    for (const Figure& other : figures_) {
      if (other.plot.left < plot.right || overlap(y_of(plot), y_of(other.plot)) <= 0) continue;
      const Interval rows{std::min(plot.top, other.plot.top),
                          std::max(plot.bottom, other.plot.bottom)};
      limit = std::min(limit, widest_blank(words_between(rows, plot.right, other.plot.left, true),
                                           plot.right, other.plot.left, false));
    }
    return limit;
  }
  double left(const Box& plot) const {
    double limit = std::max(0.0, plot.left - kFarthest);
    for (const Figure& other : figures_) {
      if (other.plot.right > plot.left || overlap(y_of(plot), y_of(other.plot)) <= 0) continue;
      const Interval rows{std::min(plot.top, other.plot.top),
                          std::max(plot.bottom, other.plot.bottom)};
      limit = std::max(limit, widest_blank(words_between(rows, other.plot.right, plot.left, true),
                                           other.plot.right, plot.left, false));
    }
    return limit;
  }
  double bottom(const Box& plot) const {
    double limit = std::min(page_.height, plot.bottom + kFarthest);
    for (const Figure& other : figures_) {
      if (other.plot.top < plot.bottom || overlap(x_of(plot), x_of(other.plot)) <= 0) continue;
      limit = std::min(limit,
                       widest_blank(words_between(x_of(plot), plot.bottom, other.plot.top, false),
                                    plot.bottom, other.plot.top, true));
    }
    return limit;
  }
  double top(const Box& plot) const {
    double limit = std::max(0.0, plot.top - kFarthest);
    for (const Figure& other : figures_) {
      if (other.plot.bottom > plot.top || overlap(x_of(plot), x_of(other.plot)) <= 0) continue;
      limit = std::max(limit,
                       widest_blank(words_between(x_of(plot), other.plot.bottom, plot.top, false),
                                    other.plot.bottom, plot.top, true));
    }
    return limit;
  }

  const Page& page_;
  const Rules& rules_;
  const std::vector<Figure>& figures_;
};

}  // namespace

void assign_cells(const Page& page, const Rules& rules, std::vector<Figure>& figures) {
  const std::vector<Figure> all = figures;
  const Cutter cutter(page, rules, all);
  for (Figure& figure : figures) figure.cell = cutter.cell(figure);
}

}  // namespace curvespice
