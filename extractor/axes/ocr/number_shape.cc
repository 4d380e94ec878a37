#include "extractor/axes/ocr/number_shape.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <regex>

namespace curvespice {
namespace {

const std::map<std::string, std::string>& signs() {
  static const std::map<std::string, std::string> table = {
      {"\u2212", "-"}, {"\u2013", "-"}, {"\u2014", "-"}, {"~", "-"}, {"_", "-"}, {"\u00B7", "."}};
  return table;
}

std::string plain_signs(std::string text) {
  for (const auto& [from, to] : signs()) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

char as_digit(char c) {
  switch (c) {
    case 'O':
    case 'o':
    case 'D':
    case 'Q':
    case 'U':
      return '0';
    case 'l':
    case 'I':
    case 'i':
    case '|':
    case '!':
    case ']':
    case '[':
    case 'j':
      return '1';
    case 'Z':
    case 'z':
      return '2';
    case 'A':
      return '4';
    case 'S':
    case 's':
      return '5';
    case 'G':
    case 'b':
      return '6';
    case 'T':
      return '7';
    case 'B':
      return '8';
    case 'g':
    case 'q':
      return '9';
    default:
      return c;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Empty when it is no plain number even with confused letters allowed.
std::string plain_digits(const std::string& text) {
  std::string digits;
  int changed = 0;
  for (const char c : text) {
    if (c == '-' || c == '.' || c == ',' || c == '+') continue;
    const char digit = as_digit(c);
    if (!is_digit(digit)) return {};
    changed += digit != c ? 1 : 0;
    digits += digit;
  }
  return 2 * changed <= static_cast<int>(digits.size()) ? digits : std::string();
}

// "1.E+03" with its letters and digits confused: "LE+O3", "I.E-O1".
std::string scientific(const std::string& text) {
  static const std::regex pattern(R"(([0-9LlI|])[.LlI|]?E([-+])([0-9OoQlI]{1,2}))");
  std::smatch parts;
  if (!std::regex_match(text, parts, pattern)) return text;
  std::string number;
  const char lead = parts[1].str()[0];
  number += lead >= '0' && lead <= '9' ? lead : '1';
  number += "E" + parts[2].str();
  for (const char c : parts[3].str()) number += as_digit(c);
  return number;
}

bool is_tall(const Glyph& glyph, const Box& line) {
  return glyph.box.height() > 0.8 * line.height();
}

float mean_ink(const cv::Mat& ink, int column, double top, double bottom) {
  const int from = std::max(0, static_cast<int>(top)),
            to = std::min(ink.rows, static_cast<int>(std::ceil(bottom)));
  float sum = 0;
  for (int y = from; y < to; ++y) sum += ink.at<float>(y, column);
  return to > from ? sum / static_cast<float>(to - from) : 0;
}

// Ink at the foot of the gap between two digits and none above it, darkest inside the gap: what
// only spills over from a digit is darkest at its side.
std::optional<Glyph> faint_point(const Box& gap, const cv::Mat& ink) {
  constexpr float kFaint = 0.2F;
  const double height = gap.height();
  if (gap.width() < 0.22 * height || gap.width() > 0.9 * height) return std::nullopt;
  const int left = static_cast<int>(gap.left), right = static_cast<int>(gap.right);
  if (left < 0 || right > ink.cols) return std::nullopt;
  std::vector<float> foot, above;
  for (int x = left; x < right; ++x) {
    foot.push_back(mean_ink(ink, x, gap.bottom - 0.16 * height, gap.bottom));
    above.push_back(mean_ink(ink, x, gap.top, gap.bottom - 0.3 * height));
  }
  const auto peak = std::max_element(foot.begin(), foot.end());
  const auto at = static_cast<std::size_t>(peak - foot.begin());
  if (*peak < kFaint || above[at] > 0.4F * *peak) return std::nullopt;
  if (at == 0 || at + 1 == foot.size()) return std::nullopt;
  const double half = 0.08 * height, middle = left + static_cast<double>(at) + 0.5;
  return Glyph{{middle - half, gap.bottom - 2 * half, middle + half, gap.bottom}, 0};
}

}  // namespace

bool is_minus(const Glyph& glyph, const Box& line) {
  const double height = line.height(), middle = glyph.box.centre().y;
  return glyph.box.width() >= 1.8 * glyph.box.height() && glyph.box.height() < 0.3 * height &&
         glyph.box.width() > 0.25 * height && middle > line.top + 0.25 * height &&
         middle < line.bottom - 0.12 * height;
}

bool is_point(const Glyph& glyph, const Box& line) {
  const double height = line.height();
  return glyph.box.height() < 0.33 * height && glyph.box.width() < 0.33 * height &&
         glyph.box.bottom > line.bottom - 0.2 * height;
}

std::vector<Glyph> with_faint_points(const std::vector<Glyph>& glyphs, const Box& line,
                                     const cv::Mat& ink) {
  std::vector<Glyph> result;
  for (const Glyph& glyph : glyphs) {
    if (!result.empty() && is_tall(result.back(), line) && is_tall(glyph, line)) {
      const Box between{result.back().box.right, line.top, glyph.box.left, line.bottom};
      if (const auto point = faint_point(between, ink)) result.push_back(*point);
    }
    result.push_back(glyph);
  }
  return result;
}

std::size_t exponent_length(const std::vector<Glyph>& glyphs) {
  if (glyphs.size() < 3) return 0;
  const Box& one = glyphs[0].box;
  const Box& zero = glyphs[1].box;
  const double height = zero.height(), base = zero.bottom;
  if (std::abs(one.bottom - base) > 0.2 * height || std::abs(one.height() - height) > 0.25 * height)
    return 0;
  const std::size_t count = glyphs.size() - 2;
  if (count > 3) return 0;
  for (std::size_t k = 2; k < glyphs.size(); ++k) {
    const Box& box = glyphs[k].box;
    const bool raised = box.bottom < base - 0.22 * height && box.centre().y < zero.centre().y;
    if (!raised || box.height() > 0.95 * height) return 0;
  }
  const Box& last = glyphs.back().box;  // a sign alone is no exponent
  return last.height() > 0.4 * height ? count : 0;
}

std::string number_with_shapes(const std::string& read, const std::vector<Glyph>& glyphs,
                               const Box& line) {
  const std::string text = plain_signs(read);
  const std::string digits = plain_digits(text);
  if (digits.empty()) return scientific(text);
  std::size_t tall = 0;
  for (const Glyph& glyph : glyphs)
    tall += !is_minus(glyph, line) && !is_point(glyph, line) ? 1 : 0;
  if (tall != digits.size()) return with_lost_point(text);  // glyphs that touch: shapes cannot tell
  std::string number;
  std::size_t next = 0;
  for (const Glyph& glyph : glyphs) {
    if (is_minus(glyph, line)) {
      number += '-';
    } else if (is_point(glyph, line)) {
      number += '.';
    } else {
      number += digits[next++];
    }
  }
  return with_lost_point(number);
}

std::string with_lost_point(const std::string& number) {
  const std::size_t first = number.rfind('-', 0) == 0 ? 1 : 0;
  const bool lost = number.size() > first + 1 && number[first] == '0' &&
                    number.find_first_not_of("0123456789", first) == std::string::npos;
  return lost ? number.substr(0, first + 1) + "." + number.substr(first + 1) : number;
}

std::vector<std::string> other_numbers(const std::string& text) {
  std::vector<std::string> numbers;
  std::string digits;
  for (const char c : plain_signs(text)) digits += as_digit(c);
  const std::size_t first = digits.rfind('-', 0) == 0 ? 1 : 0;
  const bool whole = digits.size() > first && digits.size() < first + 5 &&
                     digits.find_first_not_of("0123456789", first) == std::string::npos;
  if (!whole) return numbers;
  if (digits != text) numbers.push_back(digits);
  const std::size_t count = digits.size() - first;
  if (count >= 2) numbers.push_back(digits.substr(0, digits.size() - 1) + "." + digits.back());
  if (count >= 3)
    numbers.push_back(digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2));
  return numbers;
}

}  // namespace curvespice
