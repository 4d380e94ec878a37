// Draws the digits of common fonts in small sizes and writes them as the table that
// digit_classifier.cc is built with: `train_digits OUTPUT`.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <cairo.h>

#include "extractor/axes/ocr/digit_shape.h"

namespace {

using curvespice::DigitShape;

constexpr int kSheet = 64;         // pixels, wide enough for the largest digit
constexpr float kVisible = 0.32F;  // ink that counts as part of a glyph, as when reading

struct Font {
  const char* family;
  cairo_font_weight_t weight;
  cairo_font_slant_t slant = CAIRO_FONT_SLANT_NORMAL;
};

std::vector<float> draw(const Font& font, double size, double shift, const char* digit) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, kSheet, kSheet);
  cairo_t* pen = cairo_create(surface);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_set_font_options(pen, options);
  cairo_select_font_face(pen, font.family, font.slant, font.weight);
  cairo_set_font_size(pen, size);
  cairo_move_to(pen, 8 + shift, 48 + shift);
  cairo_show_text(pen, digit);
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  std::vector<float> ink;
  for (int y = 0; y < kSheet; ++y) {
    for (int x = 0; x < kSheet; ++x) ink.push_back(static_cast<float>(data[y * stride + x]) / 255);
  }
  cairo_font_options_destroy(options);
  cairo_destroy(pen);
  cairo_surface_destroy(surface);
  return ink;
}

// The part of the sheet with visible ink.
DigitShape shape_of(const std::vector<float>& ink) {
  int left = kSheet, top = kSheet, right = 0, bottom = 0;
  for (int y = 0; y < kSheet; ++y) {
    for (int x = 0; x < kSheet; ++x) {
      if (ink[static_cast<std::size_t>(y * kSheet + x)] <= kVisible) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = std::max(bottom, y + 1);
    }
  }
  const std::size_t start = static_cast<std::size_t>(top) * kSheet + static_cast<std::size_t>(left);
  return curvespice::digit_shape(ink.data() + start, right - left, bottom - top, kSheet);
}

void write(std::ofstream& out, char digit, const DigitShape& shape) {
  out << "{'" << digit << "', " << shape.aspect << ", {";
  for (const float value : shape.ink)
    out << std::lround(std::clamp(value, -0.5F, 0.5F) * 254) << ',';
  out << "}},\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: train_digits OUTPUT\n");
    return 2;
  }
  const std::vector<Font> fonts = {
      {"Liberation Sans", CAIRO_FONT_WEIGHT_NORMAL},
      {"Liberation Sans", CAIRO_FONT_WEIGHT_BOLD},
      {"Liberation Sans", CAIRO_FONT_WEIGHT_NORMAL, CAIRO_FONT_SLANT_ITALIC},
      {"DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL},
      {"DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD},
      {"Liberation Serif", CAIRO_FONT_WEIGHT_NORMAL},
      {"Liberation Serif", CAIRO_FONT_WEIGHT_BOLD},
      {"DejaVu Serif", CAIRO_FONT_WEIGHT_NORMAL},
      {"Liberation Mono", CAIRO_FONT_WEIGHT_NORMAL}};
  std::ofstream out(arguments[1]);
  for (const Font& font : fonts) {
    for (const double size : {8.5, 11.0, 16.0, 30.0}) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        const char text[] = {digit, '\0'};
        write(out, digit, shape_of(draw(font, size, size < 20 ? 0.4 : 0.0, text)));
        if (size < 20) write(out, digit, shape_of(draw(font, size, 0.0, text)));
      }
    }
  }
  return out.good() ? 0 : 1;
}
