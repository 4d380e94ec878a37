// Characters with places on the page, and how they make words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

struct PlacedChar {
  char32_t code = 0;
  Point origin;      // on the base line, page coordinates
  Point next;        // where the following character would begin
  Box box;           // of the ink, or of what a usual font would ink
  double size = 0;   // of the font, page units
  double angle = 0;  // degrees, as Word
};

// Characters in drawn order to words: a blank, a gap, another size, angle or base line ends one.
std::vector<Word> words_of(const std::vector<PlacedChar>& characters);

// Width of a character in parts of the font size, after Helvetica's metrics (an SVG names fonts
// that this machine may not have); wider or narrower families by a factor.
double advance_of(char32_t code, std::string_view family);

std::u32string decode_utf8(std::string_view text);  // U+FFFD for what is no UTF-8
std::string encode_utf8(char32_t code);

}  // namespace curvespice
