// Runs of glyphs on an image: connected ink of letter size, put together into lines of text, level
// or turned by a quarter. Nothing is read here.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extractor/document/page.h"

namespace curvespice {

struct Glyph {
  Box box;        // pixels
  int label = 0;  // of its connected ink in TextInk::labels
};

struct GlyphLine {
  std::vector<Glyph> glyphs;  // in reading order
  Box box;
  double angle = 0;  // 0, or 90 for bottom to top
};

// Ink that is neither frame nor grid nor tick mark, as connected pieces.
struct TextInk {
  cv::Mat labels;             // 32S, 0 = none
  std::vector<Glyph> pieces;  // of any size, label k at [k - 1]
  double digit_height = 0;    // usual height of digits and capitals, pixels; 0 = no text seen
};

// `lines_erased`: 32F ink with the ruled lines taken out.
TextInk find_text_ink(const cv::Mat& lines_erased, const std::vector<Box>& plots);

// Inside the plots only what is letter-sized and has company counts: curves are there as well.
std::vector<GlyphLine> find_text_lines(const TextInk& ink, const std::vector<Box>& plots);

}  // namespace curvespice
