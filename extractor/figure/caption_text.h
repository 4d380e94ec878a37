// The text of captions: where one starts, and the words of its rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/figure/figure.h"

namespace curvespice {

// "Fig.12-": prefix and number; or a heading that begins with its number ("13 Gate charge").
struct CaptionStart {
  std::string prefix, number;
  const Word* word = nullptr;
  const Word* number_word = nullptr;  // where it is a word of its own
};

// Prefix of headings that are numbers alone.
inline constexpr const char* kHeading = "#";

// All places on the page, outside of plots, where a caption or a numbered heading starts.
std::vector<CaptionStart> caption_starts(const std::vector<const Word*>& words,
                                         const std::vector<Figure>& figures);

struct CaptionText {
  std::string text;  // without prefix and number
  Box box;
};

// The words right of the start and the rows below it while they follow closely; never another
// caption's, never the next column's.
CaptionText read_caption(const CaptionStart& start, const std::vector<CaptionStart>& starts,
                         const std::vector<const Word*>& words, const std::vector<Figure>& figures);

std::vector<const Word*> upright_words(const Page& page);

// Whether the word's middle is on the line that `box` is part of.
bool on_line(const Word& word, const Box& box);

// With a space between, where there is something before.
void append_word(std::string& text, const std::string& word);

}  // namespace curvespice
