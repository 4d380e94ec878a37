#include "extractor/trace/vector/strokes.h"

#include <algorithm>
#include <cmath>

#include "extractor/document/clip.h"
#include "extractor/figure/rules.h"
#include "extractor/trace/vector/outline.h"

namespace curvespice {
namespace {

constexpr double kSmallShape = 0.09;  // of the plot's smaller side: a marker, not a loop

bool is_white(Color color) { return color.r > 250 && color.g > 250 && color.b > 250; }

bool same_dash(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) {
    return std::abs(x - y) < 0.03 * std::max(std::abs(x), std::abs(y)) + 0.01;
  });
}

// Which edge of the plot a point lies on: 1 left, 2 right, 3 top, 4 bottom, 0 none.
int edge_of(Point p, const Box& plot) {
  constexpr double kNear = 0.6;
  if (std::abs(p.y - plot.top) < kNear) return 3;
  if (std::abs(p.y - plot.bottom) < kNear) return 4;
  if (std::abs(p.x - plot.left) < kNear) return 1;
  if (std::abs(p.x - plot.right) < kNear) return 2;
  return 0;
}

// A curve that rides on an axis may lie a hair outside of the frame's centre line: it is moved onto
// it rather than lost. A curve that passes through the edge is left alone.
Polyline riding_moved_in(const Polyline& line, const Box& plot) {
  constexpr double kHair = 0.5;
  const auto moved = [&](Point p) {
    return Point{std::clamp(p.x, plot.left, plot.right), std::clamp(p.y, plot.top, plot.bottom)};
  };
  const auto beside = [&](Point p) {
    return distance(p, moved(p)) < kHair && edge_of(p, plot) != 0;
  };
  Polyline result = line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!beside(line[i])) continue;
    const bool before = i > 0 && beside(line[i - 1]);
    const bool after = i + 1 < line.size() && beside(line[i + 1]);
    if (before || after) result[i] = moved(line[i]);
  }
  return result;
}

std::vector<Polyline> clip_to_plot(const Polyline& line, const Box& plot) {
  return clip_line(riding_moved_in(line, plot), plot);
}

class Collector {
 public:
  Collector(const Page& page, const Figure& figure) : page_(page), figure_(figure) {}

  Strokes collect() {
    for (const Path& path : page_.paths) {
      if (path.stroke && !is_white(*path.stroke))
        add_stroked(path);
      else if (path.fill && !path.stroke && !is_white(*path.fill))
        add_filled(path);
    }
    return std::move(out_);
  }

 private:
  int style_index(const StrokeStyle& wanted) {
    for (std::size_t i = 0; i < out_.styles.size(); ++i) {
      const StrokeStyle& style = out_.styles[i];
      const double wider = std::max(style.width, wanted.width);
      const double tolerance = wanted.outline ? 0.65 * wider : 0.04 * wider + 0.01;
      if (style.color == wanted.color && style.outline == wanted.outline &&
          std::abs(style.width - wanted.width) < tolerance && same_dash(style.dash, wanted.dash))
        return static_cast<int>(i);
    }
    out_.styles.push_back(wanted);
    return static_cast<int>(out_.styles.size()) - 1;
  }

  void add_stroked(const Path& path);
  void add_filled(const Path& path);
  void add_line(const Polyline& line, int style, int order);
  bool is_small(const Box& box) const {
    const double limit = kSmallShape * std::min(figure_.plot.width(), figure_.plot.height());
    return box.width() < limit && box.height() < limit;
  }

  const Page& page_;
  const Figure& figure_;
  Strokes out_;
  std::size_t path_start_ = 0;  // first curve fragment of the path being read
};

void Collector::add_stroked(const Path& path) {
  int style = -1;
  path_start_ = out_.curves.size();
  for (const Polyline& line : path.lines) {
    if (line.size() < 2) continue;
    const Box box = bounding_box(line);
    const Box& reach = figure_.cell;
    if (box.left > reach.right || box.right < reach.left || box.top > reach.bottom ||
        box.bottom < reach.top)
      continue;
    if (style < 0) style = style_index({*path.stroke, path.width, path.dash, false});
    double width = 0;  // filled and stroked: the outline of a curve, or a shape
    const Polyline centre = path.fill && is_closed(line) ? centre_line(line, width) : Polyline{};
    if (centre.size() >= 2) {
      add_line(centre, style_index({*path.stroke, width + path.width, {}, true}), path.order);
      continue;
    }
    add_line(line, style, path.order);
  }
}

// Filled: a thin long shape is a line that was drawn as its outline.
void Collector::add_filled(const Path& path) {
  path_start_ = out_.curves.size();
  for (const Polyline& line : path.lines) {
    if (line.size() < 4) continue;
    const Box box = bounding_box(line);
    if (!figure_.cell.overlaps(box)) continue;
    double width = 0;
    const Polyline centre = centre_line(line, width);
    if (centre.size() >= 2) {
      add_line(centre, style_index({*path.fill, width, {}, true}), path.order);
    } else if (is_small(box) && figure_.plot.contains(box.centre())) {
      out_.shapes.push_back({line, style_index({*path.fill, 0, {}, true}), path.order});
    }
  }
}

// A line that leaves through an edge and comes back through it further on in its own direction.
bool comes_back(const Polyline& before, const Polyline& after, const Box& plot) {
  const int edge = edge_of(before.back(), plot);
  if (edge == 0 || edge != edge_of(after.front(), plot)) return false;
  const bool along_x = edge >= 3;
  const auto along = [&](Point p) { return along_x ? p.x : p.y; };
  const Point out = end_direction(before, 2), in = start_direction(after, 2);
  const double forward = along(after.front()) - along(before.back());
  const double heading = along_x ? out.x : out.y, returning = -(along_x ? in.x : in.y);
  return forward * heading >= 0 && heading * returning >= 0 &&
         (std::abs(heading) > 0.01 || std::abs(returning) > 0.01);
}

void Collector::add_line(const Polyline& line, int style, int order) {
  const Box& plot = figure_.plot;
  if (is_ruled(line)) {
    out_.ruled.push_back({line, style, order});
    return;
  }
  if (is_closed(line) && is_small(bounding_box(line))) {
    if (plot.contains(line.front())) out_.shapes.push_back({line, style, order});
    return;
  }
  for (Polyline& part : clip_to_plot(line, plot)) {
    const bool joins = out_.curves.size() > path_start_ && out_.curves.back().style == style &&
                       comes_back(out_.curves.back().points, part, plot);
    if (joins) {
      Polyline& points = out_.curves.back().points;
      points.insert(points.end(), part.begin(), part.end());
    } else if (length_of(part) > 1e-6) {
      out_.curves.push_back({std::move(part), style, order});
    }
  }
}

// Whether a ruled line runs through the whole plot or is one of its tick marks.
bool is_grid_piece(const Fragment& fragment, const Figure& figure) {
  const Box box = bounding_box(fragment.points);
  const Box& plot = figure.plot;
  const bool is_vertical = box.height() > box.width();
  const double place = is_vertical ? box.centre().x : box.centre().y;
  const double extent = is_vertical ? box.height() / plot.height() : box.width() / plot.width();
  const std::vector<double>& marks = is_vertical ? figure.x_marks : figure.y_marks;
  const bool marked =
      std::ranges::any_of(marks, [&](double m) { return std::abs(m - place) < 0.3; });
  return extent > 0.97 || (marked && extent < 0.12);
}

bool touches_an_end(const Fragment& piece, const std::vector<Fragment>& curves) {
  const auto touches = [&](Point p, const Fragment& curve) {
    return distance(p, curve.points.front()) < 0.12 || distance(p, curve.points.back()) < 0.12;
  };
  return std::ranges::any_of(curves, [&](const Fragment& curve) {
    return curve.style == piece.style &&
           (touches(piece.points.front(), curve) || touches(piece.points.back(), curve));
  });
}

// A flat curve goes one way; a pulse or a box that was drawn in one stroke comes back.
bool goes_one_way(const Polyline& line) {
  bool rising = true, falling = true, right = true, left = true;
  for (std::size_t i = 1; i < line.size(); ++i) {
    rising = rising && line[i].y <= line[i - 1].y + 0.05;
    falling = falling && line[i].y >= line[i - 1].y - 0.05;
    right = right && line[i].x >= line[i - 1].x - 0.05;
    left = left && line[i].x <= line[i - 1].x + 0.05;
  }
  return (rising || falling) && (left || right);
}

bool is_gray(Color color) {
  return std::max({color.r, color.g, color.b}) - std::min({color.r, color.g, color.b}) < 24;
}

bool is_sampled(const StrokeStyle& style, const std::vector<LegendSample>& samples) {
  const CurveStyle own = curve_style(style);
  return std::ranges::any_of(samples, [&](const LegendSample& sample) {
    if (sample.style.color != own.color || !same_dash(sample.style.dash, own.dash)) return false;
    return !is_gray(style.color) || std::abs(sample.style.width - own.width) < 0.1 * own.width;
  });
}

// Styles in which slanted lines of some length are drawn, dashes counted together.
std::vector<bool> slanted_styles(const Strokes& strokes, const Box& plot) {
  std::vector<double> lengths(strokes.styles.size());
  for (const Fragment& curve : strokes.curves)
    lengths[static_cast<std::size_t>(curve.style)] += length_of(curve.points);
  std::vector<bool> result;
  for (const double length : lengths)
    result.push_back(length > 0.1 * std::min(plot.width(), plot.height()));
  return result;
}

bool inside_the_frame(const Fragment& line, const Box& plot) {
  const Point c = bounding_box(line.points).centre();
  return edge_of(c, plot) == 0 && plot.contains(c);
}

}  // namespace

void part_flat_curves(const Figure& figure, const std::vector<LegendSample>& samples,
                      Strokes& strokes) {
  const Box& plot = figure.plot;
  const double reach = 0.12 * std::min(plot.width(), plot.height());
  std::vector<int> grid_count(strokes.styles.size());
  const std::vector<bool> slanted = slanted_styles(strokes, plot);
  for (const Fragment& line : strokes.ruled)
    if (is_grid_piece(line, figure)) ++grid_count[static_cast<std::size_t>(line.style)];
  std::vector<Fragment> waiting;
  for (Fragment& line : strokes.ruled) {
    const auto style = static_cast<std::size_t>(line.style);
    const std::vector<Polyline> inside = clip_to_plot(line.points, plot);
    const bool curve_style_known = slanted[style] || is_sampled(strokes.styles[style], samples);
    const bool lone_colour = !is_gray(strokes.styles[style].color) && inside_the_frame(line, plot);
    const bool own_style = grid_count[style] <= (curve_style_known || lone_colour ? 1 : 0);
    if (own_style && goes_one_way(line.points) && !is_closed(line.points) && inside.size() == 1 &&
        (length_of(inside[0]) > reach || slanted[style]))
      strokes.curves.push_back({inside[0], line.style, line.order});
    else
      waiting.push_back(std::move(line));
  }
  // Flat pieces of a curve that was drawn in pieces, where the grid has the curve's own style.
  constexpr std::size_t kMostPairs = 4'000'000;  // of pieces and curves: more is no curve's doing
  for (bool moved = waiting.size() * strokes.curves.size() < kMostPairs; moved;) {
    moved = false;
    for (Fragment& line : waiting) {
      if (line.points.empty() || is_grid_piece(line, figure) || is_closed(line.points)) continue;
      const std::vector<Polyline> inside = clip_to_plot(line.points, plot);
      if (inside.size() != 1 || !touches_an_end(line, strokes.curves)) continue;
      strokes.curves.push_back({inside[0], line.style, line.order});
      line.points.clear();
      moved = true;
    }
  }
  std::erase_if(waiting, [](const Fragment& line) { return line.points.empty(); });
  strokes.ruled = std::move(waiting);
}

Strokes collect_strokes(const Page& page, const Figure& figure) {
  return Collector(page, figure).collect();
}

}  // namespace curvespice
