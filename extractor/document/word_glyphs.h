// Joins the words that pdftotext reads with the outlines that pdftocairo draws: where each
// character's ink is, and which way a word runs (pdftotext does not say).
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/document/svg_reader.h"

namespace curvespice {

// Fills `angle`, `size` and, where there is one outline a character, `glyphs` of each word.
void attach_glyphs(std::vector<Word>& words, const std::vector<OutlineGlyph>& glyphs);

// Bold text is often printed twice, a hair apart: of equal words in one place one is kept.
void drop_doubled(std::vector<Word>& words);

}  // namespace curvespice
