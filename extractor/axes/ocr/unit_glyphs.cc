#include "extractor/axes/ocr/unit_glyphs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <regex>

#include <opencv2/imgproc.hpp>

namespace curvespice {
namespace {

// The glyph alone, turned level, with a pixel of paper around.
cv::Mat upright_mask(const cv::Mat& labels, const Glyph& glyph, double angle) {
  const cv::Rect box(static_cast<int>(glyph.box.left), static_cast<int>(glyph.box.top),
                     static_cast<int>(glyph.box.width()), static_cast<int>(glyph.box.height()));
  cv::Mat mask = labels(box) == glyph.label;
  if (angle != 0) cv::rotate(mask, mask, cv::ROTATE_90_CLOCKWISE);
  cv::copyMakeBorder(mask, mask, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  return mask;
}

double across_end(const Glyph& glyph, double angle) {
  return angle == 0 ? glyph.box.bottom : glyph.box.right;
}
double height_of(const Glyph& glyph, double angle) {
  return angle == 0 ? glyph.box.height() : glyph.box.width();
}
double width_of(const Glyph& glyph, double angle) {
  return angle == 0 ? glyph.box.width() : glyph.box.height();
}

bool encloses_paper(const cv::Mat& mask) {
  cv::Mat paper = mask == 0;
  cv::floodFill(paper, {0, 0}, cv::Scalar(0));
  return cv::countNonZero(paper) > 0.02 * static_cast<double>(mask.total());
}

// A stem along the whole left side, and nothing but it at the foot.
bool has_micro_shape(const cv::Mat& mask) {
  const cv::Rect inner(1, 1, mask.cols - 2, mask.rows - 2);
  const cv::Mat shape = mask(inner);
  const int stem = std::max(1, shape.cols * 35 / 100);
  int rows_with_stem = 0, foot_right = 0;
  const int foot = std::max(1, shape.rows / 8);
  for (int y = 0; y < shape.rows; ++y) {
    rows_with_stem += cv::countNonZero(shape(cv::Rect(0, y, stem, 1))) > 0;
    if (y >= shape.rows - foot) {
      const int from = shape.cols / 2;
      foot_right += cv::countNonZero(shape(cv::Rect(from, y, shape.cols - from, 1)));
    }
  }
  const int top_right =
      cv::countNonZero(shape(cv::Rect(shape.cols / 2, 0, shape.cols - shape.cols / 2, foot)));
  return rows_with_stem >= 0.9 * shape.rows && foot_right == 0 && top_right > 0;
}

// Ink that goes steadily from the lower left to the upper right.
bool leans_like_slash(const cv::Mat& mask) {
  const cv::Rect inner(1, 1, mask.cols - 2, mask.rows - 2);
  const cv::Mat shape = mask(inner);
  if (shape.rows < 1.5 * shape.cols || shape.cols < 3) return false;
  double before = 1e9;
  for (int part = 0; part < 4; ++part) {
    const cv::Mat rows = shape.rowRange(shape.rows * part / 4, shape.rows * (part + 1) / 4);
    const cv::Moments moments = cv::moments(rows, true);
    if (moments.m00 == 0) return false;
    const double middle = moments.m10 / moments.m00;
    if (middle > before - 0.1 * shape.cols) return false;
    before = middle;
  }
  return true;
}

}  // namespace

double base_line(const GlyphLine& line) {
  std::vector<double> ends;
  for (const Glyph& glyph : line.glyphs) {
    if (height_of(glyph, line.angle) >
        0.5 * (line.angle == 0 ? line.box.height() : line.box.width())) {
      ends.push_back(across_end(glyph, line.angle));
    }
  }
  if (ends.empty()) return line.angle == 0 ? line.box.bottom : line.box.right;
  const auto middle = ends.begin() + static_cast<std::ptrdiff_t>((ends.size() - 1) / 2);
  std::nth_element(ends.begin(), middle, ends.end());
  return *middle;
}

std::vector<Glyph> micro_signs(const cv::Mat& labels, const GlyphLine& line, double digit_height) {
  std::vector<Glyph> found;
  const double base = base_line(line);
  for (const Glyph& glyph : line.glyphs) {
    const double descent = across_end(glyph, line.angle) - base;
    const double tall = height_of(glyph, line.angle), wide = width_of(glyph, line.angle);
    if (descent < 0.1 * digit_height || descent > 0.6 * digit_height) continue;
    if (tall < 0.75 * digit_height || tall > 1.4 * digit_height || wide < 0.4 * digit_height ||
        wide > digit_height) {
      continue;
    }
    const cv::Mat mask = upright_mask(labels, glyph, line.angle);
    if (!encloses_paper(mask) && has_micro_shape(mask)) found.push_back(glyph);
  }
  return found;
}

bool has_hole(const cv::Mat& labels, const Glyph& glyph) {
  return encloses_paper(upright_mask(labels, glyph, 0));
}

std::string with_micro(const std::string& text) {
  static const std::regex pattern(R"(^(.*?)[A-Za-z,.]?([HFAVWCs][\])]?)$)");
  std::smatch parts;
  return std::regex_match(text, parts, pattern) ? parts[1].str() + "\u00B5" + parts[2].str() : text;
}

std::string with_ohm(const std::string& text, const cv::Mat& labels,
                     const std::vector<Glyph>& glyphs) {
  static const std::regex pattern(R"(^([\[(]?)([mkMu]?)[QO02]([\])]?)$)");
  std::smatch parts;
  if (!std::regex_match(text, parts, pattern) || text == "0" || text == "2") return text;
  const std::size_t place = parts[1].str().size() + parts[2].str().size();
  if (glyphs.size() != text.size() || has_hole(labels, glyphs[place])) return text;
  return parts[1].str() + parts[2].str() + "\u03A9" + parts[3].str();
}

std::string with_slashes(const std::string& text, const cv::Mat& labels,
                         const std::vector<Glyph>& glyphs, double angle) {
  if (glyphs.size() != text.size()) return text;
  std::string result = text;
  for (std::size_t k = 1; k + 1 < text.size(); ++k) {
    const bool bar = std::string("IJl1|tf").find(text[k]) != std::string::npos;
    if (bar && leans_like_slash(upright_mask(labels, glyphs[k], angle))) result[k] = '/';
  }
  return result;
}

std::string unit_by_shape(const std::string& text, const std::vector<Glyph>& glyphs, double angle) {
  static const std::regex pattern(
      R"(^([\[({]?[0-9.]*)(U|H|M|m|u|n|p|k|µ)([HFAVWCScvws])([\])}]?)$)");
  std::smatch parts;
  if (!std::regex_match(text, parts, pattern)) return text;
  std::string prefix = parts[2].str(), unit = parts[3].str();
  if (prefix == "H" && unit != "H") return text;
  if (unit == "c" || unit == "v" || unit == "w") unit[0] = static_cast<char>(unit[0] - 'a' + 'A');
  const auto place = static_cast<std::size_t>(parts[1].length());
  if (prefix == "U" || prefix == "H") prefix = "\u00B5";
  if (prefix == "M" && glyphs.size() == text.size() && place + 1 < glyphs.size()) {
    const Glyph &first = glyphs[place], &capital = glyphs[place + 1];
    const double height = height_of(capital, angle);
    const double below = across_end(first, angle) - across_end(capital, angle);
    const double top = below + height - height_of(first, angle);
    if (below > 0.12 * height)
      prefix = "\u00B5";
    else if (top > 0.15 * height)
      prefix = "m";
  }
  const std::string open = parts[1].str(), close = parts[4].str();
  return (open == "{" ? "(" : open) + prefix + unit + (close == "}" ? ")" : close);
}

}  // namespace curvespice
