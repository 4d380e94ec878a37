#include "extractor/figure/plot_lines.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

constexpr double kTouch = 1.2;  // page units between a mark and the edge it stands on

struct Range {
  double from, to;
  double length() const { return to - from; }
};

// Lines along one direction that cross the plot, each once: pieces of one coordinate are joined.
std::vector<RuledLine> crossing(const std::vector<RuledLine>& lines, Range across, Range along) {
  std::vector<RuledLine> result;
  for (std::size_t i = 0; i < lines.size();) {
    RuledLine hull{lines[i].coordinate, along.to, along.from, 0};
    double covered = 0, weight = 0, sum = 0;
    std::size_t k = i;
    for (; k < lines.size() && lines[k].coordinate - lines[i].coordinate < 0.15; ++k) {
      const double from = std::max(lines[k].from, along.from), to = std::min(lines[k].to, along.to);
      if (to <= from) continue;
      covered += to - from;
      weight += to - from;
      sum += (to - from) * lines[k].coordinate;
      hull.from = std::min(hull.from, from);
      hull.to = std::max(hull.to, to);
      hull.width = std::max(hull.width, lines[k].width);
    }
    i = k;
    if (covered < 0.5 * along.length()) continue;
    hull.coordinate = sum / weight;
    if (hull.coordinate < across.from - kTouch || hull.coordinate > across.to + kTouch) continue;
    result.push_back(hull);
  }
  return result;
}

// Short lines that stand on the edge at `edge`, outside, inside or through it; and grid lines that
// stick out of it, which is a grid line and its mark drawn on one another.
void add_marks(const std::vector<RuledLine>& lines, Range across, double edge, double longest,
               std::vector<double>& marks) {
  for (const RuledLine& line : lines) {
    if (line.coordinate < across.from - kTouch || line.coordinate > across.to + kTouch) continue;
    const double length = line.to - line.from;
    if (length < 0.7) continue;
    const bool stands = line.from < edge + kTouch && line.to > edge - kTouch;
    const double out_low = edge - line.from, out_high = line.to - edge;
    const bool sticks_out =
        std::min(out_low, out_high) > 0.7 && std::min(out_low, out_high) < longest && stands;
    if ((length <= longest && stands) || sticks_out) marks.push_back(line.coordinate);
  }
}

// Marks on an axis that crosses the plot: on a line from edge to edge, four or more of them.
void add_inner_marks(const std::vector<RuledLine>& axes, const std::vector<RuledLine>& lines,
                     Range across, Range along, double longest, std::vector<double>& marks) {
  for (const RuledLine& axis : axes) {
    const bool inside =
        axis.coordinate > across.from + longest && axis.coordinate < across.to - longest;
    if (!inside || axis.to - axis.from < 0.97 * along.length()) continue;
    std::vector<double> own;
    for (const RuledLine& line : lines) {
      const double length = line.to - line.from;
      const bool stands =
          line.from < axis.coordinate + kTouch && line.to > axis.coordinate - kTouch;
      const bool beside =
          line.coordinate > along.from - kTouch && line.coordinate < along.to + kTouch;
      if (stands && beside && length > 0.7 && length <= longest) own.push_back(line.coordinate);
    }
    if (own.size() >= 4) marks.insert(marks.end(), own.begin(), own.end());
  }
}

void tidy(std::vector<double>& marks) {
  std::ranges::sort(marks);
  const auto same = [](double a, double b) { return b - a < 0.15; };
  marks.erase(std::unique(marks.begin(), marks.end(), same), marks.end());
}

}  // namespace

Figure figure_of(const Panel& panel, const Rules& rules) {
  const Box& plot = panel.plot;
  Figure figure;
  figure.plot = plot;
  figure.framed = panel.framed;
  const Range x{plot.left, plot.right}, y{plot.top, plot.bottom};
  figure.vertical = crossing(rules.vertical, x, y);
  figure.horizontal = crossing(rules.horizontal, y, x);
  const double tall = std::max(9.0, 0.07 * plot.height());
  const double wide = std::max(9.0, 0.07 * plot.width());
  add_marks(rules.vertical, x, plot.bottom, tall, figure.x_marks);
  add_marks(rules.vertical, x, plot.top, tall, figure.x_marks);
  add_marks(rules.horizontal, y, plot.left, wide, figure.y_marks);
  add_marks(rules.horizontal, y, plot.right, wide, figure.y2_marks);
  add_inner_marks(figure.horizontal, rules.vertical, y, x, tall, figure.x_marks);
  add_inner_marks(figure.vertical, rules.horizontal, x, y, wide, figure.y_marks);
  tidy(figure.x_marks);
  tidy(figure.y_marks);
  tidy(figure.y2_marks);
  return figure;
}

}  // namespace curvespice
