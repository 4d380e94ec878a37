#include "spice-export/report/plot_svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "spice-export/fit/dataset.h"
#include "spice-export/report/html.h"

namespace curvespice {
namespace {

constexpr double kWidth = 470, kHeight = 392;
constexpr double kLeft = 64, kRight = 14, kTop = 12, kPlotHeight = 250;
constexpr double kResidualTop = 306, kResidualHeight = 54;

std::string text(const char* format, double a, double b = 0, double c = 0, double d = 0) {
  char buffer[200];
  std::snprintf(buffer, sizeof buffer, format, a, b, c, d);
  return buffer;
}

// The power of ten, a multiple of three, that suits all ticks of a linear axis.
int engineering_exponent(const Axis& axis) {
  const double largest = std::max(std::abs(axis.lo), std::abs(axis.hi));
  if (!(largest > 0) || axis.unit == "degC" || axis.unit == "%" || axis.unit == "dB" ||
      axis.unit == "deg" || axis.unit == "1" || axis.unit.empty())
    return 0;
  return 3 * static_cast<int>(std::floor(std::log10(largest) / 3 + 1e-9));
}

std::string axis_title(const Axis& axis) {
  std::string title = axis.quantity.empty() ? axis.title : axis.quantity;
  if (axis.unit.empty() || axis.unit == "1") return title;
  const std::string one = axis.scale == Scale::linear
                              ? quantity_text(std::pow(10, engineering_exponent(axis)), axis.unit)
                              : "1 " + unit_text(axis.unit);
  const std::string unit = one.substr(0, 2) == "1 " ? one.substr(2) : unit_text(axis.unit);
  return title + (title.empty() ? "" : " / ") + unit;
}

std::string tick_label(const Axis& axis, double value) {
  if (axis.scale == Scale::linear) {
    value /= std::pow(10, engineering_exponent(axis));
    if (std::abs(value) < 1e-9 * std::max(std::abs(axis.lo), std::abs(axis.hi))) value = 0;
    return number_text(value);
  }
  const double exponent = std::log10(value);
  if (std::abs(exponent) < 2.5) return number_text(value);
  if (std::abs(exponent - std::round(exponent)) > 1e-6) return number_text(value);
  return "10<tspan dy=\"-5\" font-size=\"8\">" + number_text(std::round(exponent)) + "</tspan>";
}

class Plot {
 public:
  Plot(const VerifiedFigure& figure, const Extraction& extraction, const std::string& axis)
      : figure_(figure),
        axis_(axis),
        x_(extraction.x),
        y_(axis == "y2" && extraction.y2 ? *extraction.y2 : extraction.y),
        x_map_{x_.scale, x_.lo, x_.hi},
        y_map_{y_.scale, y_.lo, y_.hi} {}

  std::string draw() {
    out_ = text("<svg class=\"plot\" viewBox=\"0 0 %g %g\" role=\"img\">", kWidth, kHeight);
    out_ += text("<clipPath id=\"box%g\"><rect x=\"%g\" y=\"%g\"", id(), kLeft, kTop) +
            text(" width=\"%g\" height=\"%g\"/></clipPath>", plot_width(), kPlotHeight);
    grid();
    for (std::size_t i = 0; i < figure_.curves.size(); ++i)
      if (figure_.curves[i].axis == axis_) curve(figure_.curves[i], i);
    residuals();
    titles();
    return out_ + "</svg>";
  }

 private:
  double id() const {
    return static_cast<double>(figure_.extraction) * 2 + (axis_ == "y2" ? 1 : 0);
  }
  static double plot_width() { return kWidth - kLeft - kRight; }
  double px(double x) const { return kLeft + x_map_.unit(x) * plot_width(); }
  double py(double y) const { return kTop + (1 - y_map_.unit(y)) * kPlotHeight; }

  void line(const char* style, double x1, double y1, double x2, double y2) {
    out_ += std::string("<path class=\"") + style +
            text("\" d=\"M%.1f %.1fL%.1f %.1f\"/>", x1, y1, x2, y2);
  }

  void label(double x, double y, const char* anchor, const std::string& content) {
    out_ += text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"", x, y) + anchor + "\">" + content +
            "</text>";
  }

  void grid() {
    for (const double value : minor_values(x_))
      line("minor", px(value), kTop, px(value), kTop + kPlotHeight);
    for (const double value : minor_values(y_))
      line("minor", kLeft, py(value), kLeft + plot_width(), py(value));
    for (const double value : tick_values(x_)) {
      line("major", px(value), kTop, px(value), kTop + kPlotHeight);
      line("major", px(value), kResidualTop, px(value), kResidualTop + kResidualHeight);
      label(px(value), kTop + kPlotHeight + 14, "middle", tick_label(x_, value));
    }
    for (const double value : tick_values(y_)) {
      line("major", kLeft, py(value), kLeft + plot_width(), py(value));
      label(kLeft - 6, py(value) + 3.5, "end", tick_label(y_, value));
    }
    frame(kTop, kPlotHeight);
  }

  void frame(double top, double height) {
    out_ += text("<rect class=\"frame\" x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\"/>", kLeft, top,
                 plot_width(), height);
  }

  static std::vector<double> minor_values(const Axis& axis) {
    std::vector<double> values;
    if (axis.scale != Scale::log10) return values;
    const double lo = std::min(axis.lo, axis.hi), hi = std::max(axis.lo, axis.hi);
    for (double decade = std::pow(10, std::floor(std::log10(lo))); decade < hi; decade *= 10)
      for (int i = 2; i < 10; ++i)
        if (decade * i > lo && decade * i < hi) values.push_back(decade * i);
    return values;
  }

  void curve(const VerifiedCurve& curve, std::size_t index) {
    const std::string color = curve_color(index);
    out_ += text("<g clip-path=\"url(#box%g)\">", id());
    std::string path;
    for (const auto& [x, y] : curve.simulated) {
      const double yy = std::clamp(py(y), -1000.0, 2000.0);
      path += text(path.empty() ? "M%.1f %.1f" : "L%.1f %.1f", px(x), yy);
    }
    out_ += "<path class=\"model\" stroke=\"" + color + "\" d=\"" + path + "\"/>";
    // Fewer marks than points, so that the line stays visible between them.
    const std::size_t step = std::max<std::size_t>(1, curve.drawn.size() / 24);
    for (std::size_t i = 0; i < curve.drawn.size(); i += step)
      out_ += text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.7\" stroke=\"", px(curve.drawn[i][0]),
                   py(curve.drawn[i][1])) +
              color + "\"/>";
    out_ += "</g>";
  }

  // Distance from the drawn curve along x, in per cent of the plot.
  void residuals() {
    double reach = 0.005;
    for (const VerifiedCurve& curve : figure_.curves)
      if (curve.axis == axis_) reach = std::max(reach, std::min(curve.errors.max_span, 0.2));
    frame(kResidualTop, kResidualHeight);
    const double middle = kResidualTop + kResidualHeight / 2;
    line("zero", kLeft, middle, kLeft + plot_width(), middle);
    label(kLeft - 6, kResidualTop + 8, "end", "+" + number_text(100 * rounded_up(reach)) + " %");
    label(kLeft - 6, middle + 3.5, "end", "0");
    label(kLeft - 6, kResidualTop + kResidualHeight, "end",
          "\xE2\x88\x92" + number_text(100 * rounded_up(reach)) + " %");
    for (std::size_t c = 0; c < figure_.curves.size(); ++c) {
      const VerifiedCurve& curve = figure_.curves[c];
      if (curve.axis != axis_) continue;
      std::string path;
      for (std::size_t i = 0; i < curve.residuals.size(); ++i) {
        const double shown = std::clamp(curve.residuals[i] / rounded_up(reach), -1.0, 1.0);
        path += text(path.empty() ? "M%.1f %.1f" : "L%.1f %.1f", px(curve.drawn[i][0]),
                     middle - shown * kResidualHeight / 2);
      }
      out_ += "<path class=\"model thin\" stroke=\"" + std::string(curve_color(c)) + "\" d=\"" +
              path + "\"/>";
    }
  }

  static double rounded_up(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
      if (value <= step * decade * 1.0001) return step * decade;
    return value;
  }

  void titles() {
    label(kLeft + plot_width() / 2, kTop + kPlotHeight + 32, "middle",
          html_escaped(axis_title(x_)));
    out_ += text("<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">",
                 kTop + kPlotHeight / 2) +
            html_escaped(axis_title(y_)) + "</text>";
    label(kLeft + plot_width() / 2, kResidualTop + kResidualHeight + 16, "middle",
          "simulated \xE2\x88\x92 extracted, across the curve, % of the plot");
  }

  const VerifiedFigure& figure_;
  std::string axis_;
  const Axis &x_, &y_;
  PlotAxis x_map_, y_map_;
  std::string out_;
};

}  // namespace

const char* curve_color(std::size_t index) {
  constexpr std::array<const char*, 8> kColors = {"#1a5fb4", "#c01c28", "#26803b", "#9141ac",
                                                  "#b5651d", "#0b8a9a", "#5e5c64", "#a51d6a"};
  return kColors[index % kColors.size()];
}

std::vector<double> tick_values(const Axis& axis) {
  std::vector<double> values;
  const double lo = std::min(axis.lo, axis.hi), hi = std::max(axis.lo, axis.hi);
  if (!(hi > lo) || !std::isfinite(lo) || !std::isfinite(hi)) return values;
  if (axis.scale == Scale::log10 && lo > 0) {
    const bool short_axis = hi / lo < 30;
    const int stride = std::max(1, static_cast<int>(std::log10(hi / lo) / 8));
    for (int exponent = static_cast<int>(std::floor(std::log10(lo))); exponent < 40;
         exponent += stride) {
      const double decade = std::pow(10, exponent);
      if (decade > hi * 1.0001) break;
      for (const double step : {1.0, 2.0, 5.0})
        if ((step == 1 || short_axis) && decade * step > lo * 0.9999 && decade * step < hi * 1.0001)
          values.push_back(decade * step);
    }
    return values;
  }
  const double raw = (hi - lo) / 6;
  const double decade = std::pow(10, std::floor(std::log10(raw)));
  double step = decade * 10;
  for (const double candidate : {1.0, 2.0, 5.0})
    if (decade * candidate >= raw * 0.999) {
      step = decade * candidate;
      break;
    }
  for (double value = std::ceil(lo / step - 1e-9) * step; value <= hi + 1e-9 * step; value += step)
    values.push_back(value);
  return values;
}

std::string figure_svg(const VerifiedFigure& figure, const Extraction& extraction,
                       const std::string& axis) {
  return Plot(figure, extraction, axis).draw();
}

}  // namespace curvespice
