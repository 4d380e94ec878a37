#include "extractor/document/text_layout.h"

#include <array>
#include <cctype>
#include <cmath>
#include <numbers>

namespace curvespice {
namespace {

// Helvetica's widths for U+0020..U+007E, thousandths of the size (Adobe font metrics).
constexpr std::array<int, 95> kHelvetica = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

double family_factor(std::string_view family) {
  const std::string name = lower(family);
  if (name.find("dejavu") != std::string::npos || name.find("verdana") != std::string::npos)
    return 1.14;
  if (name.find("times") != std::string::npos || name.find("serif") == 0 ||
      name.find("roman") != std::string::npos)
    return 0.9;
  return 1;
}

bool is_blank(char32_t code) { return code == ' ' || code == 0xA0 || code == '\t' || code == '\n'; }

double distance(Point p, Point q) { return std::hypot(p.x - q.x, p.y - q.y); }

// How far `p` lies beside the base line through `origin` at `angle`.
double off_base_line(Point p, Point origin, double angle) {
  const double a = angle * std::numbers::pi / 180;
  return std::abs((p.x - origin.x) * std::sin(a) + (p.y - origin.y) * std::cos(a));
}

// A right angle when it is one up to rounding.
double tidy_angle(double angle) {
  const double quarter = 90 * std::round(angle / 90);
  return std::abs(angle - quarter) < 0.5 ? quarter + 0.0 : angle;
}

bool continues(const PlacedChar& last, const PlacedChar& next) {
  const double size = std::max(last.size, next.size);
  return std::abs(last.size - next.size) < 0.08 * size && std::abs(last.angle - next.angle) < 1 &&
         off_base_line(next.origin, last.origin, last.angle) < 0.08 * size &&
         distance(last.next, next.origin) < 0.2 * size;
}

}  // namespace

std::vector<Word> words_of(const std::vector<PlacedChar>& characters) {
  std::vector<Word> words;
  const PlacedChar* last = nullptr;
  for (const PlacedChar& c : characters) {
    if (is_blank(c.code)) {
      last = nullptr;
      continue;
    }
    if (!last || !continues(*last, c)) {
      words.push_back(
          {.text = "", .box = c.box, .angle = tidy_angle(c.angle), .size = c.size, .glyphs = {}});
    }
    Word& word = words.back();
    word.text += encode_utf8(c.code);
    word.box.include({c.box.left, c.box.top});
    word.box.include({c.box.right, c.box.bottom});
    word.glyphs.push_back(c.box);
    last = &c;
  }
  return words;
}

double advance_of(char32_t code, std::string_view family) {
  if (lower(family).find("mono") != std::string::npos ||
      lower(family).find("courier") != std::string::npos)
    return 0.6;
  double width = 0.556;
  if (code >= 0x20 && code < 0x7F) width = kHelvetica[code - 0x20] / 1000.0;
  if (code == 0xB0) width = 0.4;
  if (code == 0x2212) width = 0.584;
  if (code == 0x3A9 || code == 0x2126) width = 0.768;
  if (code >= 0x2E80) width = 1;
  return width * family_factor(family);
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const int length = lead < 0x80       ? 1
                       : lead >> 5 == 6  ? 2
                       : lead >> 4 == 14 ? 3
                       : lead >> 3 == 30 ? 4
                                         : 0;
    if (length == 0 || i + static_cast<std::size_t>(length) > text.size()) {
      result += U'\uFFFD';
      ++i;
      continue;
    }
    char32_t code = length == 1 ? lead : lead & (0xFF >> (length + 1));
    for (int k = 1; k < length; ++k)
      code = code << 6 | (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3F);
    result += code;
    i += static_cast<std::size_t>(length);
  }
  return result;
}

std::string encode_utf8(char32_t code) {
  std::string out;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18 & 7));
    tail(12), tail(6), tail(0);
  }
  return out;
}

}  // namespace curvespice
