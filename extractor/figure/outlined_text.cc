#include "extractor/figure/outlined_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace curvespice {
namespace {

constexpr double kSmallest = 0.4, kTallest = 12;  // page units: a decimal point, a capital letter
constexpr std::size_t kLetters = 4;               // in a row, at least
constexpr double kRaised = 0.8;                   // of a letter's height: rings and indices
constexpr int kWidths = 3;                        // different ones among them

Box box_of(const Path& path) {
  constexpr double kFar = std::numeric_limits<double>::max();
  Box box{kFar, kFar, -kFar, -kFar};
  for (const Polyline& line : path.lines)
    for (const Point& p : line) box.include(p);
  return box;
}

bool is_dark(const Color& color) { return color.r + color.g + color.b < 3 * 160; }

// Whether `next` follows `last` on one line of text.
bool follows(const Box& last, const Box& next, double height) {
  const double gap = next.left - last.right;
  return gap > -0.3 * height && gap < height &&
         std::abs(next.centre().y - last.centre().y) < kRaised * height;
}

// How many of the letters differ in width from all before them.
int different_widths(const std::vector<LetterShape>& letters) {
  std::vector<double> widths;
  for (const LetterShape& letter : letters) {
    const double width = letter.box.width();
    if (std::ranges::none_of(widths, [&](double known) {
          return std::abs(known - width) < 0.12 * std::max(known, width);
        }))
      widths.push_back(width);
  }
  return static_cast<int>(widths.size());
}

}  // namespace

std::vector<LetterShape> letter_shapes(const Page& page) {
  std::vector<LetterShape> out;
  for (std::size_t i = 0; i < page.paths.size(); ++i) {
    const Path& path = page.paths[i];
    if (!path.fill || path.stroke || path.lines.empty() || !is_dark(*path.fill)) continue;
    const Box box = box_of(path);
    const double size = std::max(box.height(), box.width());
    if (size < kSmallest || size > kTallest) continue;
    const bool covered =
        std::ranges::any_of(page.words, [&](const Word& word) { return word.box.overlaps(box); });
    if (!covered) out.push_back({i, box});
  }
  return out;
}

std::vector<LetterShape> outlined_text(const std::vector<LetterShape>& shapes, const Box& plot) {
  std::vector<LetterShape> open, out;
  for (const LetterShape& shape : shapes)
    if (plot.contains(shape.box.centre())) open.push_back(shape);
  std::ranges::stable_sort(open, {}, [](const LetterShape& shape) { return shape.box.left; });
  while (!open.empty()) {
    std::vector<LetterShape> row = {open.front()}, rest;
    double height = std::max(row[0].box.height(), row[0].box.width());
    for (std::size_t i = 1; i < open.size(); ++i) {
      const bool next = follows(row.back().box, open[i].box, height);
      (next ? row : rest).push_back(open[i]);
      if (next) height = std::max(height, open[i].box.height());
    }
    if (row.size() >= kLetters && different_widths(row) >= kWidths)
      out.insert(out.end(), row.begin(), row.end());
    open = std::move(rest);
  }
  return out;
}

}  // namespace curvespice
