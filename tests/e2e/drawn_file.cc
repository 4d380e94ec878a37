#include "tests/e2e/drawn_file.h"

#include <cmath>
#include <string>

#include <cairo-pdf.h>
#include <cairo.h>

namespace curvespice::e2e {
namespace {

constexpr double kWidth = 595, kHeight = 842;  // A4

void text(cairo_t* page, double x, double y, const std::string& words) {
  cairo_move_to(page, x, y);
  cairo_show_text(page, words.c_str());
}

void finish(cairo_surface_t* surface, cairo_t* page) {
  cairo_destroy(page);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
}

void draw_axes(cairo_t* page) {
  cairo_set_line_width(page, 0.5);
  for (int i = 0; i <= 5; ++i) {
    const double x = 150 + 60 * i, y = 500 - 60 * i;
    cairo_move_to(page, x, 200);
    cairo_line_to(page, x, 500);
    cairo_move_to(page, 150, y);
    cairo_line_to(page, 450, y);
    cairo_stroke(page);
    text(page, x - 6, 514, i == 0 ? "0" : "0." + std::to_string(2 * i));
    text(page, 130, y + 3, std::to_string(20 * i));
  }
  text(page, 250, 532, "Forward voltage VF (V)");
  text(page, 150, 560, "Figure 1. Forward current IF (mA) against forward voltage");
}

void draw_curve(cairo_t* page) {
  cairo_set_line_width(page, 1.2);
  for (int i = 0; i <= 200; ++i) {
    const double volts = 0.96 * i / 200;
    const double milliamperes = 1e-5 * std::expm1(volts / 0.0595);
    if (milliamperes > 100) break;
    cairo_line_to(page, 150 + 300 * volts, 500 - 3 * milliamperes);
  }
  cairo_stroke(page);
}

}  // namespace

void draw_text_pdf(const std::filesystem::path& file, int pages) {
  cairo_surface_t* surface = cairo_pdf_surface_create(file.c_str(), kWidth, kHeight);
  cairo_t* page = cairo_create(surface);
  cairo_set_font_size(page, 9);
  for (int number = 1; number <= pages; ++number) {
    text(page, 60, 60, "Order code " + std::to_string(number));
    for (int line = 0; line < 20; ++line)
      text(page, 60, 90 + 12 * line, "The forward current must not exceed 200 mA at any time.");
    cairo_show_page(page);
  }
  finish(surface, page);
}

void draw_chart_pdf(const std::filesystem::path& file) {
  cairo_surface_t* surface = cairo_pdf_surface_create(file.c_str(), kWidth, kHeight);
  cairo_t* page = cairo_create(surface);
  cairo_set_font_size(page, 9);
  draw_axes(page);
  draw_curve(page);
  cairo_show_page(page);
  finish(surface, page);
}

void draw_png(const std::filesystem::path& file) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 200, 100);
  cairo_t* page = cairo_create(surface);
  cairo_set_source_rgb(page, 1, 1, 1);
  cairo_paint(page);
  cairo_surface_write_to_png(surface, file.c_str());
  finish(surface, page);
}

}  // namespace curvespice::e2e
