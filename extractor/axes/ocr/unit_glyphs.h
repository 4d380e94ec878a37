// The two letters of units that Tesseract's English data does not know: µ and Ω.
//
// µ is known by its shape (the open bowl of a u, and a stem below the base line) and shown to
// Tesseract as the u that it contains; Ω comes back as Q or O and has no closed bowl.
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "extractor/axes/ocr/text_lines.h"

namespace curvespice {

// Where most glyphs of the line end, along the direction across the line (y of a level line, x of
// one that reads upwards).
double base_line(const GlyphLine& line);

// The glyphs of the line that are a µ.
std::vector<Glyph> micro_signs(const cv::Mat& labels, const GlyphLine& line, double digit_height);

// Whether the glyph encloses paper.
bool has_hole(const cv::Mat& labels, const Glyph& glyph);

// "3.3uH" or "3.3,H" -> "3.3µH", for a word with a µ in it; unchanged when it ends in no unit.
std::string with_micro(const std::string& text);

// "(kQ)" -> "(kΩ)" where the glyph read as Q or O is open; `glyphs` are those of the word.
std::string with_ohm(const std::string& text, const cv::Mat& labels,
                     const std::vector<Glyph>& glyphs);

// "VRIV" -> "VR/V": the strokes that lean like a slash, whatever letter they were read as.
std::string with_slashes(const std::string& text, const cv::Mat& labels,
                         const std::vector<Glyph>& glyphs, double angle);

// A unit in the case that its glyphs show: "[MA]" with a low first letter is mA, with one that goes
// below the others µA; "(UH)" and "[HH]" are no units but µH; "nc" is nC. Anything else unchanged.
std::string unit_by_shape(const std::string& text, const std::vector<Glyph>& glyphs, double angle);

}  // namespace curvespice
