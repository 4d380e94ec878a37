// What the shapes of a number's glyphs say, beside what OCR read.
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "extractor/axes/ocr/text_lines.h"

namespace curvespice {

// Wide, flat and half way up.
bool is_minus(const Glyph& glyph, const Box& line);

// Small and on the base line.
bool is_point(const Glyph& glyph, const Box& line);

// Adds the points between digits of a level line that are too faint or too close to a digit to be
// pieces of ink of their own. `ink`: 32F, the pixels of the glyphs' boxes.
std::vector<Glyph> with_faint_points(const std::vector<Glyph>& glyphs, const Box& line,
                                     const cv::Mat& ink);

// How many glyphs at the end of the line are a raised exponent behind a "10"; 0 when there is none.
std::size_t exponent_length(const std::vector<Glyph>& glyphs);

// "08" -> "0.8": no number begins with a nought that another digit follows.
std::string with_lost_point(const std::string& number);

// Numbers that `text` stands for when a point was lost or a letter read for a digit: "48" -> "4.8",
// "B" -> "8". Empty when there is none.
std::vector<std::string> other_numbers(const std::string& text);

// `read` with the letters that OCR confuses with digits turned into them, and with the sign and the
// point that the glyphs show. Unchanged when it is no number.
std::string number_with_shapes(const std::string& read, const std::vector<Glyph>& glyphs,
                               const Box& line);

}  // namespace curvespice
