#include "extractor/document/svg_text.h"

#include <cmath>
#include <numbers>
#include <string>

#include <pugixml.hpp>

#include "extractor/document/path_data.h"
#include "extractor/document/text_layout.h"

namespace curvespice {
namespace {

struct LocalChar {
  char32_t code = 0;
  double x = 0, y = 0, advance = 0, size = 0;
};

// Characters from one absolute position to the next; the anchor moves them together.
struct Chunk {
  std::string anchor;
  std::vector<LocalChar> characters;
};

// "3 4.5 6" or "0.32em" in user units.
std::vector<double> lengths(const char* text, double font_size) {
  std::vector<double> result;
  NumberScanner scan(text);
  for (double value = 0; scan.next(value);) {
    if (scan.peek() == 'e' || scan.peek() == 'E') value *= font_size;
    while (std::isalpha(static_cast<unsigned char>(scan.peek()))) scan.skip();
    result.push_back(value);
  }
  return result;
}

class TextWalker {
 public:
  explicit TextWalker(const StyleSheet& sheet) : sheet_(sheet) {}

  void walk(const pugi::xml_node& node, const SvgStyle& style) {
    place(node, style);
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        add(child.value(), style);
      else if (std::string(child.name()) == "tspan" || std::string(child.name()) == "a" ||
               std::string(child.name()) == "textPath")
        walk(child, style_of(child, style, sheet_));
    }
    y_ -= shift_;
    shift_ = 0;
  }
  const std::vector<Chunk>& chunks() const { return chunks_; }

 private:
  void place(const pugi::xml_node& node, const SvgStyle& style) {
    const std::vector<double> xs = lengths(node.attribute("x").value(), style.font_size);
    const std::vector<double> ys = lengths(node.attribute("y").value(), style.font_size);
    const std::vector<double> dx = lengths(node.attribute("dx").value(), style.font_size);
    const std::vector<double> dy = lengths(node.attribute("dy").value(), style.font_size);
    if (!xs.empty()) x_ = xs[0];
    if (!ys.empty()) y_ = ys[0];
    if (!dx.empty()) x_ += dx[0];
    if (!dy.empty()) y_ += dy[0];
    if (!xs.empty() || !ys.empty() || chunks_.empty()) chunks_.push_back({style.text_anchor, {}});
    const std::string shift = node.attribute("baseline-shift").value();
    if (shift == "super") shift_ = -0.4 * style.font_size;
    if (shift == "sub") shift_ = 0.2 * style.font_size;
    y_ += shift_;
    pending_x_.assign(xs.begin() + (xs.empty() ? 0 : 1), xs.end());
  }

  void add(const char* text, const SvgStyle& style) {
    for (char32_t code : decode_utf8(text)) {
      const bool blank = code == ' ' || code == '\n' || code == '\t' || code == '\r';
      if (blank && chunks_.back().characters.empty()) continue;
      if (blank) code = ' ';
      const double advance = advance_of(code, style.font_family) * style.font_size;
      chunks_.back().characters.push_back({code, x_, y_, advance, style.font_size});
      x_ += advance;
      if (!pending_x_.empty()) {  // a list of positions: one for each further character
        x_ = pending_x_.front();
        pending_x_.erase(pending_x_.begin());
      }
    }
  }

  const StyleSheet& sheet_;
  double x_ = 0, y_ = 0, shift_ = 0;
  std::vector<double> pending_x_;
  std::vector<Chunk> chunks_;
};

double anchor_shift(const Chunk& chunk) {
  if (chunk.characters.empty() || (chunk.anchor != "middle" && chunk.anchor != "end")) return 0;
  std::size_t last = chunk.characters.size() - 1;
  while (last > 0 && chunk.characters[last].code == ' ') --last;
  const double width =
      chunk.characters[last].x + chunk.characters[last].advance - chunk.characters.front().x;
  return chunk.anchor == "end" ? -width : -width / 2;
}

// A digit's ink is about 0.72 of the size high; the box of a word reaches from ascent to descent.
PlacedChar placed(const LocalChar& c, double shift, const Matrix& to_page) {
  const double x = c.x + shift;
  const Point along{to_page.a, to_page.b};
  PlacedChar result;
  result.code = c.code;
  result.origin = to_page.apply({x, c.y});
  result.next = to_page.apply({x + c.advance, c.y});
  result.box = to_page.apply_box(Box{x, c.y - 0.72 * c.size, x + c.advance, c.y});
  result.size = c.size * to_page.scale();
  result.angle = -std::atan2(along.y, along.x) * 180 / std::numbers::pi;
  return result;
}

}  // namespace

std::vector<Word> words_of_text(const pugi::xml_node& text, const Matrix& to_page,
                                const SvgStyle& style, const StyleSheet& sheet) {
  TextWalker walker(sheet);
  walker.walk(text, style);
  std::vector<PlacedChar> characters;
  for (const Chunk& chunk : walker.chunks()) {
    const double shift = anchor_shift(chunk);
    for (const LocalChar& c : chunk.characters) characters.push_back(placed(c, shift, to_page));
  }
  return words_of(characters);
}

}  // namespace curvespice
