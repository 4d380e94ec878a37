#include "worker/exchange/exchange.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "worker/exchange/calibration.h"

namespace curvespice {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double span() const { return high - low; }
};

// Places of everything that was set by hand, on the image and in linear values.
struct Extent {
  Range pixel_x, pixel_y, x, y;
  void add(Point pixel, Point linear) {
    pixel_x.add(pixel.x);
    pixel_y.add(pixel.y);
    x.add(linear.x);
    y.add(linear.y);
  }
};

Extent extent_of(const DigitizedPlot& plot, const Calibration& calibration) {
  Extent extent;
  for (const CalibrationPoint& point : plot.calibration)
    extent.add(point.pixel, calibration.at(point.pixel));
  for (const DigitizedCurve& curve : plot.curves)
    for (const Point pixel : curve.pixels) extent.add(pixel, calibration.at(pixel));
  return extent;
}

std::string axis_hint(double low, double high, bool log) {
  // What is left of a zero after arithmetic is not shown to anybody.
  const double nothing = 1e-12 * std::abs(high - low);
  if (!log && std::abs(low) < nothing) low = 0;
  if (!log && std::abs(high) < nothing) high = 0;
  char text[80];
  std::snprintf(text, sizeof text, "%.12g:%.12g:%s", low, high, log ? "log" : "lin");
  return text;
}

// The plot laid straight: the left and lower edges of the box are the ends that `first` names.
struct StraightPlot {
  Box box;
  Point first, last;  // linear values at the lower left and upper right corners
  Point place(Point linear) const {
    return {box.left + (linear.x - first.x) / (last.x - first.x) * box.width(),
            box.bottom - (linear.y - first.y) / (last.y - first.y) * box.height()};
  }
};

StraightPlot straight(const Extent& extent, const Calibration& calibration) {
  const Box box{extent.pixel_x.low, extent.pixel_y.low, extent.pixel_x.high, extent.pixel_y.high};
  const Point first = calibration.at({box.left, box.bottom});
  const Point last = calibration.at({box.right, box.top});
  const bool right = last.x > first.x, up = last.y > first.y;
  return {box,
          {right ? extent.x.low : extent.x.high, up ? extent.y.low : extent.y.high},
          {right ? extent.x.high : extent.x.low, up ? extent.y.high : extent.y.low}};
}

double linear(const Axis& axis, double value) {
  return axis.scale == Scale::log10 ? std::log10(value) : value;
}

// Where values of an extraction lie on the picture of its figure.
class Picture {
 public:
  Picture(const Extraction& extraction, const Axis& y, std::pair<int, int> size)
      : x_(extraction.x),
        y_(y),
        box_(extraction.source.box),
        crop_(extraction.source.crop),
        size_(size) {}

  Point place(double x, double y) const {
    const double across =
        (linear(x_, x) - linear(x_, x_.lo)) / (linear(x_, x_.hi) - linear(x_, x_.lo));
    const double up = (linear(y_, y) - linear(y_, y_.lo)) / (linear(y_, y_.hi) - linear(y_, y_.lo));
    const double page_x = box_[0] + across * (box_[2] - box_[0]);
    const double page_y = box_[3] - up * (box_[3] - box_[1]);
    return {(page_x - crop_[0]) / (crop_[2] - crop_[0]) * size_.first,
            (page_y - crop_[1]) / (crop_[3] - crop_[1]) * size_.second};
  }

 private:
  const Axis &x_, &y_;
  std::array<double, 4> box_, crop_;
  std::pair<int, int> size_;
};

DigitizedPlot plot_of(const Extraction& extraction, const Axis& y, const std::string& axis,
                      std::pair<int, int> size) {
  const Picture picture(extraction, y, size);
  DigitizedPlot plot;
  plot.name = axis;
  plot.log_x = extraction.x.scale == Scale::log10;
  plot.log_y = y.scale == Scale::log10;
  for (const double at_x : {extraction.x.lo, extraction.x.hi})
    for (const double at_y : {y.lo, y.hi})
      plot.calibration.push_back({picture.place(at_x, at_y), at_x, at_y});
  for (const Curve& curve : extraction.curves) {
    if (curve.axis != axis) continue;
    DigitizedCurve digitized{curve.label.empty() ? curve.id : curve.label, {}};
    for (const auto& point : curve.points)
      digitized.pixels.push_back(picture.place(point[0], point[1]));
    plot.curves.push_back(std::move(digitized));
  }
  return plot;
}

}  // namespace

Result<ExtractionParameters> parameters_from(const DigitizedPlot& plot, bool curves) {
  CURVESPICE_ASSIGN(const Calibration calibration, Calibration::of(plot));
  const Extent extent = extent_of(plot, calibration);
  const StraightPlot laid = straight(extent, calibration);
  ExtractionParameters parameters;
  parameters.page = 1;
  parameters.method = "raster";
  parameters.hand.box = laid.box;
  parameters.x =
      axis_hint(calibration.value_x(laid.first.x), calibration.value_x(laid.last.x), plot.log_x);
  parameters.y =
      axis_hint(calibration.value_y(laid.first.y), calibration.value_y(laid.last.y), plot.log_y);
  if (!curves) return parameters;
  for (const DigitizedCurve& curve : plot.curves) {
    if (curve.pixels.size() < 2) continue;  // a point is no curve
    DrawnCurve drawn;
    drawn.label = curve.name;
    for (const Point pixel : curve.pixels)
      drawn.points.push_back(laid.place(calibration.at(pixel)));
    parameters.hand.curves.push_back(std::move(drawn));
  }
  if (parameters.hand.curves.empty())
    return Error{ErrorCode::bad_input, "'" + plot.name + "' has no curve of two points or more"};
  return parameters;
}

Result<DigitizerProject> project_of(const Extraction& extraction, const std::string& png) {
  CURVESPICE_ASSIGN(const auto size, png_size(png));
  for (const Axis* axis : {&extraction.x, &extraction.y})
    if (!(linear(*axis, axis->lo) != linear(*axis, axis->hi)))
      return Error{ErrorCode::bad_input,
                   "an axis of this figure was not read: there is nothing to export"};
  DigitizerProject project;
  project.image = png;
  project.plots.push_back(plot_of(extraction, extraction.y, "y", size));
  if (extraction.y2) project.plots.push_back(plot_of(extraction, *extraction.y2, "y2", size));
  return project;
}

Result<std::pair<int, int>> png_size(const std::string& png) {
  if (png.size() < 24 || png.compare(1, 3, "PNG") != 0)
    return Error{ErrorCode::bad_input, "the picture of the figure is no PNG"};
  const auto number = [&](std::size_t at) {
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
      value = value * 256 + static_cast<unsigned char>(png[i]);
    return value;
  };
  return std::pair{number(16), number(20)};
}

}  // namespace curvespice
