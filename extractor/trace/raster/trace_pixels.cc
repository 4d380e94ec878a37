#include "extractor/trace/raster/trace_pixels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extractor/axes/ocr/text_lines.h"
#include "extractor/trace/raster/color_layers.h"
#include "extractor/trace/raster/curve_selection.h"
#include "extractor/trace/raster/layer_curves.h"
#include "extractor/trace/raster/redraw.h"
#include "extractor/trace/raster/shared_ways.h"

namespace curvespice {
namespace {

constexpr double kFaintLayer = 0.55;  // of the curves' ink: grid and frames of legends are fainter
constexpr double kAtEdge = 5;         // pixels: what ends so near the frame ends at it
constexpr double kCentreError = 0.1;  // pixels: of a centre of gravity on soft edges

// Groups of letter-sized ink that OCR could make nothing of: labels all the same.
std::vector<Box> unread_text(const cv::Mat& ink, const PlotPixels& plot) {
  const Box whole{0, 0, double(ink.cols), double(ink.rows)};
  TextInk text = find_text_ink(ink, {whole});
  text.digit_height = plot.digit_height;
  std::vector<Box> boxes;
  for (const GlyphLine& line : find_text_lines(text, {whole})) boxes.push_back(line.box);
  return boxes;
}

// Words that stand one behind the other, as one box.
std::vector<Box> lines_of_words(const PlotPixels& plot) {
  std::vector<Box> lines;
  std::vector<Box> words = plot.words;
  std::sort(words.begin(), words.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
  for (const Box& word : words) {
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const Box& other) {
      return word.left - other.right < plot.digit_height &&
             std::abs(word.centre().y - other.centre().y) < 0.5 * plot.digit_height;
    });
    if (line == lines.end()) {
      lines.push_back(word);
    } else {
      line->include({word.left, word.top});
      line->include({word.right, word.bottom});
    }
  }
  return lines;
}

// The ink of other layers, removed text and ruled lines: what a stroke may pass beneath.
cv::Mat hiding_ink(const PlotPixels& plot, const std::vector<ColorLayer>& layers, std::size_t own) {
  cv::Mat mask = cv::Mat::zeros(plot.rgb.size(), CV_8U);
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (k != own) mask.setTo(255, layers[k].ink > 0.25);
  }
  // Under a stroke that it nearly touches, a curve drawn straight from end to end lies beside it.
  cv::dilate(mask, mask, cv::Mat::ones(5, 5, CV_8U));
  std::vector<Box> words = plot.words;
  const std::vector<Box> unread = unread_text(layers.back().ink, plot);
  words.insert(words.end(), unread.begin(), unread.end());
  for (const Box& word : words) {
    const int margin = static_cast<int>(0.35 * plot.digit_height);
    const cv::Rect box(
        cv::Point(static_cast<int>(word.left) - margin, static_cast<int>(word.top) - margin),
        cv::Point(static_cast<int>(word.right) + margin, static_cast<int>(word.bottom) + margin));
    mask(box & cv::Rect(0, 0, mask.cols, mask.rows)).setTo(255);
  }
  const auto band = [&](const RuledLine& line, bool vertical) {
    const int first = static_cast<int>(std::floor(line.coordinate - line.width / 2 - 1));
    const int size = static_cast<int>(std::ceil(line.width)) + 2;
    const cv::Rect box =
        vertical ? cv::Rect(first, 0, size, mask.rows) : cv::Rect(0, first, mask.cols, size);
    mask(box & cv::Rect(0, 0, mask.cols, mask.rows)).setTo(255);
  };
  for (const RuledLine& line : plot.lines.vertical) band(line, true);
  for (const RuledLine& line : plot.lines.horizontal) band(line, false);
  return mask;
}

// Where a layer's strokes are covered, with a pixel's margin.
cv::Mat ink_of_others(const std::vector<ColorLayer>& layers, std::size_t own) {
  cv::Mat mask = cv::Mat::zeros(layers[own].ink.size(), CV_8U);
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (k != own && !layers[k].gray) mask.setTo(255, layers[k].ink > 0.4);
  }
  cv::dilate(mask, mask, cv::Mat::ones(3, 3, CV_8U));
  return mask;
}

double hidden_part(const cv::Mat& mask, Point a, Point b) {
  const int steps = std::max(2, static_cast<int>(std::hypot(b.x - a.x, b.y - a.y)));
  int hidden = 0;
  for (int k = 0; k <= steps; ++k) {
    const int x = static_cast<int>(a.x + (b.x - a.x) * k / steps),
              y = static_cast<int>(a.y + (b.y - a.y) * k / steps);
    hidden +=
        x >= 0 && y >= 0 && x < mask.cols && y < mask.rows && mask.at<std::uint8_t>(y, x) != 0;
  }
  return static_cast<double>(hidden) / (steps + 1);
}

std::string hex(const std::array<int, 3>& rgb) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
  return text;
}

// The colour in the middle of the stroke: the darker half of what lies along it, so that soft edges
// do not pale it.
std::string color_along(const LinkedCurve& curve, const cv::Mat& rgb) {
  std::vector<std::array<int, 3>> seen;
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const int x = static_cast<int>(curve.points[k].x), y = static_cast<int>(curve.points[k].y);
    if (!curve.sure[k] || x < 0 || y < 0 || x >= rgb.cols || y >= rgb.rows) continue;
    const auto& pixel = rgb.at<cv::Vec3b>(y, x);
    seen.push_back({pixel[0], pixel[1], pixel[2]});
  }
  if (seen.empty()) return "#000000";
  const auto quarter = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 4);
  std::nth_element(seen.begin(), quarter, seen.end(), [](const auto& a, const auto& b) {
    return a[0] + a[1] + a[2] < b[0] + b[1] + b[2];
  });
  return hex(*quarter);
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<double> dash_of(const LinkedCurve& curve, double width, double scale) {
  if (curve.gaps.size() < 2) return {};
  // Crossings leave gaps too, but few and far apart.
  const double length = polyline_length(curve.points);
  if (length / static_cast<double>(curve.gaps.size()) > 30 * width) return {};
  return {median(curve.dashes) / scale, median(curve.gaps) / scale};
}

CurveStyle style_of(const LinkedCurve& curve, const PlotPixels& plot, double width) {
  return {color_along(curve, plot.rgb), dash_of(curve, width, plot.scale), width / plot.scale};
}

Trace trace_of(const LinkedCurve& curve, const PlotPixels& plot, const ColorLayer& layer,
               const LayerStrokes& strokes, const cv::Mat& hiding) {
  Trace trace;
  for (const Point& point : curve.points) trace.points.push_back(plot.to_page(point));
  trace.style = style_of(curve, plot, strokes.drawn_width);
  trace.shared = curve.shared;
  trace.explained = explained_part(curve, layer.ink, strokes.level, hiding);
  trace.spread = std::hypot(curve.spread, kCentreError) / plot.scale;
  return trace;
}

Box page_box(const Polyline& points, const PlotPixels& plot) {
  const Point first = plot.to_page(points.front());
  Box box{first.x, first.y, first.x, first.y};
  for (const Point& point : points) box.include(plot.to_page(point));
  return box;
}

class Tracing {
 public:
  explicit Tracing(const PlotPixels& plot) : plot_(plot), layers_(separate_colors(plot)) {}

  TraceReading run() {
    for (std::size_t k = 0; k < layers_.size(); ++k) trace_layer(k);
    leave_out_remnants();
    follow_beneath(curves_, [&](Point p) { return near_edge(p, kAtEdge); });
    report();
    const double diagonal = std::hypot(plot_.inside.width, plot_.inside.height);
    reading_.left_over /= diagonal;
    reading_.left_over_longest /= diagonal;
    return std::move(reading_);
  }

 private:
  // What was found in one layer beside its curves.
  struct Found {
    LayerStrokes strokes;
    std::vector<LinkedCurve> samples, remnants;
    cv::Mat hiding;  // 8U, where a stroke of the layer may pass unseen
  };

  void trace_layer(std::size_t k) {
    const ColorLayer& layer = layers_[k];
    found_.emplace_back();
    LayerStrokes& strokes = found_.back().strokes;
    strokes = find_strokes(layer, plot_);
    if (strokes.width == 0) return;
    found_.back().samples = take_legend_samples(strokes.pieces, plot_);
    found_.back().hiding = hiding_ink(plot_, layers_, k);
    std::vector<LinkedCurve> curves =
        link_hidden(std::move(strokes.pieces), link_options(k, strokes));
    const std::vector<Leader> leaders = take_leaders(curves, plot_, strokes.width);
    reading_.leaders.insert(reading_.leaders.end(), leaders.begin(), leaders.end());
    for (LinkedCurve& curve : curves) {
      if (looks_like_a_curve(curve, plot_))
        curves_.push_back({std::move(curve), k, strokes.width, false});
    }
  }

  // Three and more that cross the plot straight from edge to edge are a grid that was not seen as
  // one.
  bool is_one_of_a_grid(const LinkedCurve& curve) const {
    const bool level = crosses_straight(curve, true), upright = crosses_straight(curve, false);
    if (!level && !upright) return false;
    return std::count_if(curves_.begin(), curves_.end(), [&](const LayeredCurve& other) {
             return crosses_straight(other.curve, level);
           }) >= 3;
  }

  bool crosses_straight(const LinkedCurve& curve, bool level) const {
    if (curve.points.empty()) return false;
    Box box{curve.points.front().x, curve.points.front().y, curve.points.front().x,
            curve.points.front().y};
    for (const Point p : curve.points) box.include(p);
    const double along =
        level ? box.width() / plot_.inside.width : box.height() / plot_.inside.height;
    return along > 0.7 && (level ? box.height() : box.width()) < 2.5;
  }

  // What is as faint as the grid beside the curves' own ink is no curve.
  void leave_out_remnants() {
    for (const LayeredCurve& curve : curves_)
      usual_ink_ = std::max(usual_ink_, ink_along(curve.curve, plot_));
    std::vector<bool> remnant;
    for (const LayeredCurve& curve : curves_) {
      remnant.push_back(is_remnant_of_a_rule(curve.curve, plot_, usual_ink_) ||
                        is_one_of_a_grid(curve.curve));
    }
    std::vector<LayeredCurve> kept;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      LayeredCurve& curve = curves_[k];
      if (remnant[k])
        found_[curve.layer].remnants.push_back(std::move(curve.curve));
      else
        kept.push_back(std::move(curve));
    }
    curves_ = std::move(kept);
  }

  LinkOptions link_options(std::size_t k, const LayerStrokes& strokes) const {
    LinkOptions options;
    options.width = strokes.width;
    options.longest_hidden_gap = 0.2 * plot_.inside.width;
    options.longest_blank_gap = 14 * plot_.digit_height;
    options.labels = lines_of_words(plot_);
    options.label_margin = 0.8 * plot_.digit_height;
    options.may_hide = [mask = found_[k].hiding](Point a, Point b) {
      return hidden_part(mask, a, b) > 0.7;
    };
    const cv::Mat others = ink_of_others(layers_, k);
    options.is_hidden = [others](Point p) {
      const int x = static_cast<int>(p.x), y = static_cast<int>(p.y);
      return x >= 0 && y >= 0 && x < others.cols && y < others.rows &&
             others.at<std::uint8_t>(y, x) != 0;
    };
    return options;
  }

  // A curve that stops at another one may go on beneath it.
  void doubt_ends() {
    const auto stops_at_other = [&](const LayeredCurve& curve, Point end) {
      return std::any_of(curves_.begin(), curves_.end(), [&](const LayeredCurve& other) {
        return &other != &curve && touches(other.curve.points, end, 3 * curve.width + 3);
      });
    };
    if (std::any_of(curves_.begin(), curves_.end(),
                    [](const LayeredCurve& curve) { return curve.curve.guessed; })) {
      reading_.doubts.emplace_back(
          "curves meet where they are hidden: which goes on as which is not certain");
    }
    for (const LayeredCurve& curve : curves_) {
      if (curve.continued) {
        reading_.doubts.emplace_back(
            "a curve stops where it meets another one: it was carried on beneath it");
        return;
      }
      for (const Point end : {curve.curve.points.front(), curve.curve.points.back()}) {
        if (near_edge(end, 3 * curve.width + 4) || !stops_at_other(curve, end)) continue;
        reading_.doubts.emplace_back(
            "a curve stops where it meets another one: it may go on beneath it");
        return;
      }
    }
  }

  bool near_edge(Point p, double reach) const {
    const cv::Rect& box = plot_.inside;
    return p.x < box.x + reach || p.y < box.y + reach || p.x > box.x + box.width - reach ||
           p.y > box.y + box.height - reach;
  }

  static bool touches(const Polyline& line, Point p, double reach) {
    return std::any_of(line.begin(), line.end(),
                       [&](Point q) { return std::hypot(p.x - q.x, p.y - q.y) < reach; });
  }

  void report() {
    for (const LayeredCurve& curve : curves_) {
      reading_.traces.push_back(trace_of(curve.curve, plot_, layers_[curve.layer],
                                         found_[curve.layer].strokes, found_[curve.layer].hiding));
    }
    doubt_ends();
    for (std::size_t k = 0; k < layers_.size(); ++k) report_layer(k);
  }

  void report_layer(std::size_t k) {
    const LayerStrokes& strokes = found_[k].strokes;
    if (strokes.width == 0) return;
    std::vector<const Polyline*> drawn;
    for (const LinkedCurve& sample : found_[k].samples) {
      reading_.samples.push_back(
          {page_box(sample.points, plot_), style_of(sample, plot_, strokes.drawn_width), ""});
      drawn.push_back(&sample.points);
    }
    for (const LayeredCurve& curve : curves_)
      if (curve.layer == k) drawn.push_back(&curve.curve.points);
    for (const LinkedCurve& remnant : found_[k].remnants) drawn.push_back(&remnant.points);
    const bool faint = strokes.level < kFaintLayer * usual_ink_;
    const RedrawCheck check = check_left_over(strokes, drawn, plot_, faint);
    reading_.left_over += check.left_over;
    reading_.left_over_longest = std::max(reading_.left_over_longest, check.longest);
  }

  const PlotPixels& plot_;
  std::vector<ColorLayer> layers_;
  std::vector<Found> found_;  // of each layer
  std::vector<LayeredCurve> curves_;
  double usual_ink_ = 0;  // of the darkest curve
  TraceReading reading_;
};

}  // namespace

TraceReading trace_pixels(const Page& page, const Figure& figure) {
  const PlotPixels plot = cut_plot(page, figure);
  if (plot.inside.width < 20 || plot.inside.height < 20) {
    TraceReading reading;
    reading.doubts.emplace_back("the plot is too small to trace curves in it");
    return reading;
  }
  return Tracing(plot).run();
}

}  // namespace curvespice
