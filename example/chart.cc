#include "example/chart.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include <cairo.h>

namespace curvespice::example {
namespace {

constexpr double kTickSize = 7.5;
constexpr double kTextSize = 8;

double text_width(cairo_t* page, const std::string& text, double size) {
  cairo_text_extents_t extents;
  cairo_set_font_size(page, size);
  cairo_text_extents(page, text.c_str(), &extents);
  return extents.x_advance;
}

double fraction(const ChartAxis& axis, double value) {
  if (!axis.logarithmic) return (value - axis.lo) / (axis.hi - axis.lo);
  return std::log10(value / axis.lo) / std::log10(axis.hi / axis.lo);
}

double page_x(const Chart& chart, double value) {
  return chart.left + fraction(chart.x, value) * chart.width;
}

double page_y(const Chart& chart, double value) {
  return chart.top + (1 - fraction(chart.y, value)) * chart.height;
}

int decades(const ChartAxis& axis) {
  return static_cast<int>(std::lround(std::log10(axis.hi / axis.lo)));
}

std::vector<double> labelled_values(const ChartAxis& axis) {
  std::vector<double> values;
  if (axis.logarithmic) {
    for (int i = 0; i <= decades(axis); ++i) values.push_back(axis.lo * std::pow(10, i));
    return values;
  }
  const long count = std::lround((axis.hi - axis.lo) / axis.major);
  for (long i = 0; i <= count; ++i) values.push_back(axis.lo + static_cast<double>(i) * axis.major);
  return values;
}

std::vector<double> grid_values(const ChartAxis& axis) {
  std::vector<double> values;
  if (axis.logarithmic) {
    for (int i = 0; i < decades(axis); ++i)
      for (int digit = 1; digit < 10; ++digit) values.push_back(digit * axis.lo * std::pow(10, i));
    return values;
  }
  const long count = std::lround((axis.hi - axis.lo) / axis.minor);
  for (long i = 0; i <= count; ++i) values.push_back(axis.lo + static_cast<double>(i) * axis.minor);
  return values;
}

void line(cairo_t* page, double x0, double y0, double x1, double y1) {
  cairo_move_to(page, x0, y0);
  cairo_line_to(page, x1, y1);
  cairo_stroke(page);
}

void draw_grid(cairo_t* page, const Chart& chart) {
  cairo_set_source_rgb(page, 0.72, 0.72, 0.72);
  cairo_set_line_width(page, 0.35);
  for (double value : grid_values(chart.x)) {
    const double x = page_x(chart, value);
    line(page, x, chart.top, x, chart.top + chart.height);
  }
  for (double value : grid_values(chart.y)) {
    const double y = page_y(chart, value);
    line(page, chart.left, y, chart.left + chart.width, y);
  }
  cairo_set_source_rgb(page, 0, 0, 0);
  cairo_set_line_width(page, 0.8);
  cairo_rectangle(page, chart.left, chart.top, chart.width, chart.height);
  cairo_stroke(page);
}

// A power of ten is drawn as 10 with a small raised exponent, the rest as a plain decimal.
// `align` as in draw_text.
void draw_tick_label(cairo_t* page, const ChartAxis& axis, double value, double x, double y,
                     double align) {
  if (!axis.logarithmic) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", std::fabs(value) < 1e-9 ? 0.0 : value);
    draw_text(page, text, x, y, kTickSize, align);
    return;
  }
  const std::string exponent = std::to_string(std::lround(std::log10(value)));
  const double base_width = text_width(page, "10", kTickSize);
  const double width = base_width + text_width(page, exponent, kTickSize * 0.7);
  const double left = x - align * width;
  draw_text(page, "10", left, y, kTickSize);
  draw_text(page, exponent, left + base_width, y - kTickSize * 0.4, kTickSize * 0.7);
}

void draw_axes(cairo_t* page, const Chart& chart) {
  const double bottom = chart.top + chart.height;
  for (double value : labelled_values(chart.x))
    draw_tick_label(page, chart.x, value, page_x(chart, value), bottom + 10, 0.5);
  for (double value : labelled_values(chart.y))
    draw_tick_label(page, chart.y, value, chart.left - 4, page_y(chart, value) + 2.7, 1);
  draw_text(page, chart.x.title, chart.left + chart.width / 2, bottom + 22, kTextSize, 0.5);
  cairo_save(page);
  cairo_translate(page, chart.left - 30, chart.top + chart.height / 2);
  cairo_rotate(page, -std::numbers::pi / 2);
  draw_text(page, chart.y.title, 0, 0, kTextSize, 0.5);
  cairo_restore(page);
  double y = bottom + 34;
  for (const std::string& line : chart.key) {
    draw_text(page, line, chart.left, y, kTickSize);
    y += 10;
  }
  draw_text(page, chart.caption, chart.left - 34, y + 4, kTextSize, 0, true);
}

bool inside(const Chart& chart, const Sample& sample) {
  return sample.x >= chart.x.lo && sample.x <= chart.x.hi && sample.y >= chart.y.lo &&
         sample.y <= chart.y.hi;
}

// The curve ends exactly on the frame: the last step across it is cut where it crosses.
void draw_curve(cairo_t* page, const Chart& chart, const ChartCurve& curve) {
  cairo_save(page);
  cairo_rectangle(page, chart.left, chart.top, chart.width, chart.height);
  cairo_clip(page);
  cairo_set_line_width(page, 1.1);
  cairo_set_line_join(page, CAIRO_LINE_JOIN_ROUND);
  const auto& samples = curve.samples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool near = inside(chart, samples[i]) || (i > 0 && inside(chart, samples[i - 1])) ||
                      (i + 1 < samples.size() && inside(chart, samples[i + 1]));
    // Far below the lowest decade there is nothing to draw, and zero has no logarithm.
    if (near && (!chart.y.logarithmic || samples[i].y > 0))
      cairo_line_to(page, page_x(chart, samples[i].x), page_y(chart, samples[i].y));
  }
  cairo_stroke(page);
  cairo_restore(page);
}

// On white, as the notes are: the grid does not run through the text.
void draw_on_white(cairo_t* page, const std::string& text, double x, double y) {
  cairo_set_source_rgb(page, 1, 1, 1);
  cairo_rectangle(page, x - 1, y - 7, text_width(page, text, kTickSize) + 2, 9);
  cairo_fill(page);
  cairo_set_source_rgb(page, 0, 0, 0);
  draw_text(page, text, x, y, kTickSize);
}

void draw_notes(cairo_t* page, const Chart& chart) {
  double y = chart.top + chart.notes_y * chart.height;
  const double x = chart.left + chart.notes_x * chart.width;
  for (const std::string& note : chart.notes) {
    draw_on_white(page, note, x, y);
    y += 10;
  }
}

}  // namespace

void draw_text(cairo_t* page, const std::string& text, double x, double y, double size,
               double align, bool bold) {
  cairo_select_font_face(page, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_move_to(page, x - align * text_width(page, text, size), y);
  cairo_show_text(page, text.c_str());
}

void draw_chart(cairo_t* page, const Chart& chart) {
  draw_grid(page, chart);
  draw_axes(page, chart);
  draw_notes(page, chart);
  for (const ChartCurve& curve : chart.curves)
    if (!curve.label.empty())
      draw_on_white(page, curve.label, page_x(chart, curve.label_at.x),
                    page_y(chart, curve.label_at.y));
  for (const ChartCurve& curve : chart.curves) draw_curve(page, chart, curve);
}

}  // namespace curvespice::example
