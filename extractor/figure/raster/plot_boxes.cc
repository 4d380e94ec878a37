#include <algorithm>
#include <cmath>
#include <vector>

#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {
namespace {

constexpr double kSmallestSide = 60;  // pixels: less cannot be read as a chart

// How far the ends of two lines that form a corner may miss each other: a line's own width, or the
// tick mark by which an axis goes on beyond the corner.
double corner_reach(const RuledLine& a, const RuledLine& b) {
  return 6 + a.width + b.width + 0.02 * std::min(a.to - a.from, b.to - b.from);
}

bool near(double a, double b, double reach) { return std::abs(a - b) <= reach; }

bool long_enough(const RuledLine& line) { return line.to - line.from >= kSmallestSide; }

// The line of `lines` that closes the box's side at `coordinate` from `from` to `to`.
bool has_line(const std::vector<RuledLine>& lines, double coordinate, double from, double to) {
  const double reach = 4 + 0.02 * (to - from);
  return std::any_of(lines.begin(), lines.end(), [&](const RuledLine& line) {
    return near(line.coordinate, coordinate, 4) && line.from <= from + reach &&
           line.to >= to - reach;
  });
}

double snapped(const std::vector<RuledLine>& lines, double coordinate, double from, double to,
               double reach) {
  double best = coordinate, distance = reach;
  for (const RuledLine& line : lines) {
    if (line.to - line.from < 0.9 * (to - from) || line.to < from || line.from > to) continue;
    if (std::abs(line.coordinate - coordinate) >= distance) continue;
    distance = std::abs(line.coordinate - coordinate);
    best = line.coordinate;
  }
  return best;
}

PlotBox box_at(const RuledLines& lines, const RuledLine& left, const RuledLine& bottom) {
  PlotBox plot;
  plot.line_width = std::max(1.0, std::min(left.width, bottom.width));
  plot.box = {left.coordinate, left.from, bottom.to, bottom.coordinate};
  Box& box = plot.box;
  const double reach = corner_reach(left, bottom);
  box.top = snapped(lines.horizontal, box.top, box.left, box.right, reach);
  box.right = snapped(lines.vertical, box.right, box.top, box.bottom, reach);
  plot.top = has_line(lines.horizontal, box.top, box.left, box.right);
  plot.right = has_line(lines.vertical, box.right, box.top, box.bottom);
  return plot;
}

bool inside(const Box& inner, const Box& outer) {
  return inner.left >= outer.left - 3 && inner.right <= outer.right + 3 &&
         inner.top >= outer.top - 3 && inner.bottom <= outer.bottom + 3;
}

// Legends and table cells lie in boxes too; only the outermost of nested ones stays.
std::vector<PlotBox> outermost(std::vector<PlotBox> plots) {
  std::sort(plots.begin(), plots.end(), [](const PlotBox& a, const PlotBox& b) {
    return a.box.width() * a.box.height() > b.box.width() * b.box.height();
  });
  std::vector<PlotBox> kept;
  for (const PlotBox& plot : plots) {
    const bool nested = std::any_of(kept.begin(), kept.end(), [&](const PlotBox& outer) {
      return inside(plot.box, outer.box);
    });
    if (!nested) kept.push_back(plot);
  }
  return kept;
}

}  // namespace

std::vector<PlotBox> find_plot_boxes(const RuledLines& lines) {
  std::vector<PlotBox> plots;
  for (const RuledLine& left : lines.vertical) {
    if (!long_enough(left)) continue;
    for (const RuledLine& bottom : lines.horizontal) {
      if (!long_enough(bottom)) continue;
      const double reach = corner_reach(left, bottom);
      if (!near(left.to, bottom.coordinate, reach) || !near(bottom.from, left.coordinate, reach))
        continue;
      plots.push_back(box_at(lines, left, bottom));
    }
  }
  return outermost(std::move(plots));
}

}  // namespace curvespice
