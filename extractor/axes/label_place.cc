#include "extractor/axes/label_place.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace curvespice {

double text_height(const Page& page, const Box& cell) {
  std::vector<double> heights;
  for (const Word& word : page.words)
    if (cell.contains(word.box.centre()) && std::abs(word.angle) < 20)
      heights.push_back(word.box.height());
  if (heights.empty()) return 0.12 * page.units_per_inch;
  std::nth_element(heights.begin(), heights.begin() + heights.size() / 2, heights.end());
  return heights[heights.size() / 2];
}

double axis_line(const Figure& figure, AxisSide side) {
  const Box& plot = figure.plot;
  switch (side) {
    case AxisSide::bottom:
      return figure.inner_x_axis.value_or(plot.bottom);
    case AxisSide::top:
      return plot.top;
    case AxisSide::left:
      return figure.inner_y_axis.value_or(plot.left);
    case AxisSide::right:
      return plot.right;
  }
  return 0;
}

Box gutter(const Figure& figure, AxisSide side, double height) {
  const Box& p = figure.plot;
  const Box& c = figure.cell;
  const double wide = 2.5 * height, line = axis_line(figure, side);
  switch (side) {
    case AxisSide::bottom:
      if (figure.inner_x_axis)
        return {p.left - wide, line - 0.3 * height, p.right + wide, line + 2 * height};
      return {p.left - wide, line - 0.3 * height, p.right + wide,
              std::min(c.bottom, line + 6 * height)};
    case AxisSide::top:
      return {p.left - wide, std::max(c.top, line - 5 * height), p.right + wide,
              line + 0.3 * height};
    case AxisSide::left:
      if (figure.inner_y_axis)
        return {std::max(p.left, line - 6 * height), p.top - height, line + 0.8 * height,
                p.bottom + height};
      return {std::max(c.left, line - 0.5 * p.width()), p.top - height, line + 0.3 * height,
              p.bottom + height};
    case AxisSide::right:
      return {line - 0.3 * height, p.top - height, std::min(c.right, line + 8 * height),
              p.bottom + height};
  }
  return p;
}

double distance_from_axis(const Figure& figure, const Box& label, AxisSide side) {
  const double line = axis_line(figure, side);
  switch (side) {
    case AxisSide::bottom:
      return label.top - line;
    case AxisSide::top:
      return line - label.bottom;
    case AxisSide::left:
      return line - label.right;
    case AxisSide::right:
      return label.left - line;
  }
  return 0;
}

}  // namespace curvespice
