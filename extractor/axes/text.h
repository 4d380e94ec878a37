// Text of datasheets in one spelling, and words joined to lines.
#pragma once

#include <string>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

// One spelling for what fonts and vendors write in many: every dash and minus '-', "µ" for micro,
// "°" for the ring, "Ω" for ohm, 'x' for the times sign, Symbol-font private glyphs as what they
// look like, plain spaces.
std::string plain_text(const std::string& utf8);

// A label as a reader would write it: plain rings ("25 °C" for "25 ˚C", "25qC" and "25 ºC", which
// fonts without a ring make of it), everything else as printed.
std::string tidy_label(const std::string& utf8);

// Lower case of ASCII letters; the rest stays.
std::string lower(std::string text);

// Without spaces at both ends.
std::string trimmed(const std::string& text);

std::string without_spaces(std::string text);

// plain_text in lower case with everything but letters, digits and '%' as single spaces.
std::string words_only(const std::string& utf8);

// True when `phrase` stands in `text` as whole words (both as given by words_only).
bool has_phrase(const std::string& text, const std::string& phrase);

// Words of one reading direction on one base line, sub- and superscripts included.
struct TextLine {
  std::string text;        // as printed, one space between words
  Box box;                 // of the page
  double angle = 0;        // 0, 90 or -90
  double height = 0;       // of its tallest word, across the reading direction
  std::vector<int> words;  // indices into the words it was made from, in reading order
};

// `chosen`: indices into `words`. A gap wider than `gap` heights starts a new line.
std::vector<TextLine> join_lines(const std::vector<Word>& words, const std::vector<int>& chosen,
                                 double gap = 1.0);

}  // namespace curvespice
