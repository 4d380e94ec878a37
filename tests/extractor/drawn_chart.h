// A chart that a test draws: page and figure as the rooms upstream would hand them over.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "extractor/figure/figure.h"

namespace curvespice::drawn {

inline constexpr double kSize = 8;  // of the type, points

// Plot box 200 x 160 at (60, 40), cell around it.
struct Chart {
  Page page;
  Figure figure;

  Chart() {
    page.width = 320, page.height = 260;
    figure.plot = {60, 40, 260, 200};
    figure.framed = true;
    figure.cell = {0, 0, 320, 260};
  }

  double x_at(double fraction) const { return 60 + 200 * fraction; }
  double y_at(double fraction) const { return 200 - 160 * fraction; }

  static double width_of(const std::string& text, double size) {
    int characters = 0;
    for (char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return 0.55 * size * characters;
  }

  void add_word(const std::string& text, const Box& box, double angle) {
    Word word;
    word.text = text;
    word.box = box;
    word.angle = angle;
    page.words.push_back(word);
  }

  // `x`, `y`: left end of the text and middle of its height. Returns its right end.
  double text(double x, double y, const std::string& text, double size = kSize) {
    const double width = width_of(text, size);
    add_word(text, {x, y - size / 2, x + width, y + size / 2}, 0);
    return x + width;
  }

  // Several words on one line.
  void phrase(double x, double y, const std::string& text_of_line, double size = kSize) {
    std::size_t at = 0;
    while (at < text_of_line.size()) {
      const std::size_t end = std::min(text_of_line.find(' ', at), text_of_line.size());
      x = text(x, y, text_of_line.substr(at, end - at), size) + 0.3 * size;
      at = end + 1;
    }
  }

  // Bottom to top, `x` the middle of its height, `y` the lower end.
  void rotated(double x, double y, const std::string& line, double size = kSize) {
    std::size_t at = 0;
    while (at < line.size()) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      const std::string word = line.substr(at, end - at);
      const double width = width_of(word, size);
      add_word(word, {x - size / 2, y - width, x + size / 2, y}, 90);
      y -= width + 0.3 * size;
      at = end + 1;
    }
  }

  void x_label(double fraction, const std::string& label, double shift = 0) {
    text(x_at(fraction) - width_of(label, kSize) / 2 + shift, 208, label);
  }
  void y_label(double fraction, const std::string& label, double shift = 0) {
    text(56 - width_of(label, kSize), y_at(fraction) + shift, label);
  }
  void y2_label(double fraction, const std::string& label) { text(264, y_at(fraction), label); }

  // "10" with a raised exponent of its own size; returns nothing, as print does.
  void power(double x, double y, const std::string& exponent) {
    const double end = text(x, y, "10");
    text(end, y - 3, exponent, 0.7 * kSize);
  }
  void x_power(double fraction, const std::string& exponent) {
    power(x_at(fraction) - 6, 208, exponent);
  }
  void y_power(double fraction, const std::string& exponent) {
    power(56 - 9 - width_of(exponent, 0.7 * kSize), y_at(fraction), exponent);
  }

  void x_grid(double fraction) { figure.vertical.push_back({x_at(fraction), 40, 200, 0.5}); }
  void y_grid(double fraction) { figure.horizontal.push_back({y_at(fraction), 60, 260, 0.5}); }
  void x_grid_even(int intervals) {
    for (int i = 0; i <= intervals; ++i) x_grid(i / static_cast<double>(intervals));
  }
  void y_grid_even(int intervals) {
    for (int i = intervals; i >= 0; --i) y_grid(i / static_cast<double>(intervals));
  }

  // Lines at 1..9 of each decade from 10^0 at the lower end, `decades` wide (may be fractional).
  void x_grid_decades(double decades) {
    for (double place : decade_places(decades)) x_grid(place);
  }
  void y_grid_decades(double decades) {
    const std::vector<double> places = decade_places(decades);
    for (auto place = places.rbegin(); place != places.rend(); ++place) y_grid(*place);
  }
  static std::vector<double> decade_places(double decades) {
    std::vector<double> out;
    for (int n = 0; n <= decades; ++n)
      for (int k = 1; k <= 9; ++k) {
        const double place = (n + std::log10(k)) / decades;
        if (place <= 1 + 1e-9) out.push_back(place);
      }
    return out;
  }

  // 0..10 V linear below, 0..4 A linear at the left: for tests of other things.
  void plain_axes() {
    x_grid_even(5), y_grid_even(4);
    for (int i = 0; i <= 5; ++i) x_label(i / 5.0, std::to_string(2 * i));
    for (int i = 0; i <= 4; ++i) y_label(i / 4.0, std::to_string(i));
    phrase(110, 222, "Forward Voltage, VF (V)");
    rotated(20, 170, "Forward Current, IF (A)");
  }
};

}  // namespace curvespice::drawn
