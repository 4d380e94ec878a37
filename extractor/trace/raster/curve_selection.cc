#include "extractor/trace/raster/curve_selection.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace curvespice {
namespace {

constexpr double kFaint = 0.55;  // of the curves' ink: fainter lines are grid or frame

Box bounds(const Polyline& points) {
  Box box{points.front().x, points.front().y, points.front().x, points.front().y};
  for (const Point& point : points) box.include(point);
  return box;
}

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

double distance_to_box(Point p, const Box& box) {
  const double dx = std::max({box.left - p.x, 0.0, p.x - box.right});
  const double dy = std::max({box.top - p.y, 0.0, p.y - box.bottom});
  return std::hypot(dx, dy);
}

bool is_sample(const LinkedCurve& piece, const PlotPixels& plot) {
  const Box box = bounds(piece.points);
  const double h = plot.digit_height;
  if (box.width() < 1.0 * h || box.width() > 7.5 * h || box.height() > 1 + 0.06 * box.width())
    return false;
  return std::any_of(plot.words.begin(), plot.words.end(), [&](const Box& word) {
    const double gap = word.left - box.right;
    return gap > 0.15 * h && gap < 2.6 * h && std::abs(word.centre().y - box.centre().y) < 0.45 * h;
  });
}

double distance_to_polyline(Point p, const Polyline& line) {
  double best = 1e18;
  for (const Point& q : line) best = std::min(best, distance(p, q));
  return best;
}

bool is_straight(const Polyline& points, double tolerance) {
  const Point a = points.front(), b = points.back();
  const double size = std::max(1e-9, distance(a, b));
  return std::all_of(points.begin(), points.end(), [&](Point p) {
    return std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / size < tolerance;
  });
}

// The word that the point touches, as far as leaders keep off their words.
bool at_word(Point p, const PlotPixels& plot) {
  return std::any_of(plot.words.begin(), plot.words.end(), [&](const Box& word) {
    return distance_to_box(p, word) < 0.9 * plot.digit_height;
  });
}

// Drawn along at least three sides of its own bounding box, corners rounded or not.
bool follows_its_box(const Polyline& points, const Box& box) {
  constexpr double kNear = 4;
  std::array<double, 4> from{1e9, 1e9, 1e9, 1e9}, to{-1e9, -1e9, -1e9, -1e9};
  for (const Point p : points) {
    const std::array<double, 4> away = {p.x - box.left, box.right - p.x, p.y - box.top,
                                        box.bottom - p.y};
    if (*std::min_element(away.begin(), away.end()) > kNear) return false;
    for (std::size_t side = 0; side < 4; ++side) {
      if (away[side] > kNear) continue;
      const double along = side < 2 ? p.y : p.x;
      from[side] = std::min(from[side], along);
      to[side] = std::max(to[side], along);
    }
  }
  int covered = 0;
  for (std::size_t side = 0; side < 4; ++side)
    covered += to[side] - from[side] > 0.6 * (side < 2 ? box.height() : box.width()) ? 1 : 0;
  return covered >= 3;
}

// Beneath a sample that is known, as long, and no taller than a line of text: a sample as well, its
// text run together with it or not read.
bool continues_legend(const LinkedCurve& piece, const std::vector<LinkedCurve>& samples,
                      const PlotPixels& plot) {
  const Box box = bounds(piece.points);
  const double h = plot.digit_height;
  return box.height() < h && std::any_of(samples.begin(), samples.end(), [&](const LinkedCurve& s) {
           const Box known = bounds(s.points);
           return std::abs(box.left - known.left) < 0.3 * h && box.right > known.right - 0.3 * h &&
                  box.right < known.right + 2.5 * h &&
                  std::abs(box.centre().y - known.centre().y) < 12 * h;
         });
}

}  // namespace

std::vector<LinkedCurve> take_legend_samples(std::vector<LinkedCurve>& pieces,
                                             const PlotPixels& plot) {
  const auto first =
      std::stable_partition(pieces.begin(), pieces.end(),
                            [&](const LinkedCurve& piece) { return !is_sample(piece, plot); });
  std::vector<LinkedCurve> samples(std::make_move_iterator(first),
                                   std::make_move_iterator(pieces.end()));
  pieces.erase(first, pieces.end());
  const auto more = std::stable_partition(
      pieces.begin(), pieces.end(),
      [&](const LinkedCurve& piece) { return !continues_legend(piece, samples, plot); });
  samples.insert(samples.end(), std::make_move_iterator(more),
                 std::make_move_iterator(pieces.end()));
  pieces.erase(more, pieces.end());
  return samples;
}

std::vector<Leader> take_leaders(std::vector<LinkedCurve>& curves, const PlotPixels& plot,
                                 double width) {
  std::vector<Leader> leaders;
  const double longest = 0.35 * std::hypot(plot.inside.width, plot.inside.height);
  std::vector<bool> is_leader(curves.size(), false);
  for (std::size_t k = 0; k < curves.size(); ++k) {
    const Polyline& points = curves[k].points;
    const double length = polyline_length(points);
    if (length > longest || !is_straight(points, 1.2 + 0.3 * width)) continue;
    for (const bool turned : {false, true}) {
      const Point text_end = turned ? points.back() : points.front();
      const Point curve_end = turned ? points.front() : points.back();
      if (!at_word(text_end, plot) || at_word(curve_end, plot)) continue;
      const bool touches = std::any_of(curves.begin(), curves.end(), [&](const LinkedCurve& other) {
        return &other != &curves[k] && polyline_length(other.points) > 1.5 * length &&
               distance_to_polyline(curve_end, other.points) < 3 * width + 2;
      });
      if (!touches) continue;
      leaders.push_back({plot.to_page(text_end), plot.to_page(curve_end)});
      is_leader[k] = true;
      break;
    }
  }
  std::vector<LinkedCurve> rest;
  for (std::size_t k = 0; k < curves.size(); ++k) {
    if (!is_leader[k]) rest.push_back(std::move(curves[k]));
  }
  curves = std::move(rest);
  return leaders;
}

bool looks_like_a_curve(const LinkedCurve& curve, const PlotPixels& plot) {
  const Box box = bounds(curve.points);
  const double diagonal = std::hypot(plot.inside.width, plot.inside.height);
  const double extent = std::hypot(box.width(), box.height());
  if (extent < std::max(0.07 * diagonal, 2.5 * plot.digit_height)) return false;
  const double length = polyline_length(curve.points);
  if (extent < 0.35 * length) return false;
  double bridged = 0;
  for (const double gap : curve.gaps) bridged += gap;
  return bridged < 0.75 * length;
}

double ink_along(const LinkedCurve& curve, const PlotPixels& plot) {
  double sum = 0;
  int count = 0;
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const int x = static_cast<int>(curve.points[k].x), y = static_cast<int>(curve.points[k].y);
    if (!curve.sure[k] || x < 0 || y < 0 || x >= plot.rgb.cols || y >= plot.rgb.rows) continue;
    const auto& pixel = plot.rgb.at<cv::Vec3b>(y, x);
    sum += 1 - std::min({pixel[0], pixel[1], pixel[2]}) / 255.0;
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

bool is_remnant_of_a_rule(const LinkedCurve& curve, const PlotPixels& plot, double usual_ink) {
  const Box box = bounds(curve.points);
  const cv::Rect& in = plot.inside;
  const double beside = std::min({box.right - in.x, in.x + in.width - box.left, box.bottom - in.y,
                                  in.y + in.height - box.top});
  const bool dotted = curve.gaps.size() >= 4;
  if (beside < (dotted ? plot.digit_height : 3)) return true;
  const double middle = box.centre().x;
  const bool at_mark = std::any_of(plot.x_marks.begin(), plot.x_marks.end(),
                                   [&](double mark) { return std::abs(mark - middle) < 1.5; });
  if (at_mark && box.width() < 2.5 && box.height() > 2 * plot.digit_height) return true;
  const bool upright = std::min(box.width(), box.height()) < 2.5;
  return (upright || follows_its_box(curve.points, box)) &&
         ink_along(curve, plot) < kFaint * usual_ink;
}

}  // namespace curvespice
