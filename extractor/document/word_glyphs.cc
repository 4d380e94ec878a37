#include "extractor/document/word_glyphs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "extractor/document/text_layout.h"

namespace curvespice {
namespace {

constexpr double kBand = 8;  // height of the bands that glyphs are sorted into, points

// Glyphs by horizontal bands, so that a word looks only at its neighbours.
class GlyphBands {
 public:
  explicit GlyphBands(const std::vector<OutlineGlyph>& glyphs) : glyphs_(glyphs) {
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      const int band = band_of(glyphs[i].ink.centre().y);
      if (band < 0 || band > 100000) continue;
      if (bands_.size() <= static_cast<std::size_t>(band))
        bands_.resize(static_cast<std::size_t>(band) + 1);
      bands_[static_cast<std::size_t>(band)].push_back(i);
    }
  }

  // Inked glyphs whose centre lies in the box, in drawn order.
  std::vector<const OutlineGlyph*> inside(const Box& box) const {
    std::vector<std::size_t> found;
    const int last = std::min(band_of(box.bottom), static_cast<int>(bands_.size()) - 1);
    for (int band = std::max(0, band_of(box.top)); band <= last; ++band)
      for (const std::size_t i : bands_[static_cast<std::size_t>(band)]) {
        const Box& ink = glyphs_[i].ink;
        const bool blank = ink.width() == 0 && ink.height() == 0;
        if (!blank && box.contains(ink.centre(), 0.05)) found.push_back(i);
      }
    std::ranges::sort(found);
    std::vector<const OutlineGlyph*> result;
    for (const std::size_t i : found) result.push_back(&glyphs_[i]);
    return result;
  }

 private:
  static int band_of(double y) { return static_cast<int>(std::floor(y / kBand)); }

  const std::vector<OutlineGlyph>& glyphs_;
  std::vector<std::vector<std::size_t>> bands_;
};

// The direction in which the glyphs were set, if it is one of the four (within 3 degrees), else
// the measured one. Nothing when they do not advance.
std::optional<double> drawn_angle(const std::vector<const OutlineGlyph*>& glyphs) {
  if (glyphs.size() < 2) return std::nullopt;
  const Point a = glyphs.front()->origin, b = glyphs.back()->origin;
  if (std::hypot(b.x - a.x, b.y - a.y) < 0.5) return std::nullopt;
  const double angle = std::atan2(a.y - b.y, b.x - a.x) * 180 / std::numbers::pi;
  const double quarter = 90 * std::round(angle / 90);
  return std::abs(angle - quarter) < 3 ? quarter : angle;
}

double angle_of_shape(const Word& word, std::size_t characters) {
  const bool tall = characters > 1 && word.box.height() > 1.6 * word.box.width();
  return tall ? 90 : 0;
}

bool runs_upright(double angle) { return std::abs(std::abs(angle) - 90) < 45; }

// A word of one character has no direction of its own: it takes that of a neighbour in a column of
// rotated words, when there is one.
void turn_single_characters(std::vector<Word>& words) {
  for (Word& word : words) {
    if (word.text.size() > 1 && decode_utf8(word.text).size() > 1) continue;
    for (const Word& other : words) {
      if (!runs_upright(other.angle)) continue;
      const double reach = std::max(word.box.width(), other.box.width());
      const bool same_column = std::abs(other.box.centre().x - word.box.centre().x) < 0.3 * reach;
      const double gap = std::max(other.box.top - word.box.bottom, word.box.top - other.box.bottom);
      if (same_column && gap > -reach && gap < 0.6 * reach) {
        word.angle = other.angle;
        break;
      }
    }
  }
}

}  // namespace

void attach_glyphs(std::vector<Word>& words, const std::vector<OutlineGlyph>& glyphs) {
  const GlyphBands bands(glyphs);
  for (Word& word : words) {
    const std::size_t characters = decode_utf8(word.text).size();
    const std::vector<const OutlineGlyph*> inside = bands.inside(word.box);
    word.angle = angle_of_shape(word, characters);
    if (inside.size() == characters) {
      for (const OutlineGlyph* glyph : inside) word.glyphs.push_back(glyph->ink);
      if (const std::optional<double> angle = drawn_angle(inside)) word.angle = *angle;
    } else if (characters > 1 && inside.size() > 1 && runs_upright(word.angle)) {
      const Point a = inside.front()->origin, b = inside.back()->origin;
      word.angle = b.y < a.y ? 90 : -90;
    }
    word.size = (runs_upright(word.angle) ? word.box.width() : word.box.height()) / 1.16;
  }
  turn_single_characters(words);
}

void drop_doubled(std::vector<Word>& words) {
  std::vector<Word> kept;
  std::unordered_multimap<std::string, std::size_t> seen;
  for (Word& word : words) {
    const auto [first, last] = seen.equal_range(word.text);
    const bool doubled = std::any_of(first, last, [&](const auto& entry) {
      const Point a = kept[entry.second].box.centre(), b = word.box.centre();
      return std::hypot(a.x - b.x, a.y - b.y) < 0.25 * word.box.height();
    });
    if (doubled) continue;
    seen.emplace(word.text, kept.size());
    kept.push_back(std::move(word));
  }
  words = std::move(kept);
}

}  // namespace curvespice
