// Words of an image: lines of glyphs read by Tesseract and checked against the glyphs' geometry.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "base/result.h"
#include "extractor/axes/ocr/text_reader.h"
#include "extractor/document/page.h"

namespace curvespice {

struct OcrWords {
  std::vector<Word> words;
  double digit_height = 0;  // usual height of digits, pixels; 0 = no text seen
};

// `lines_erased`: 32F ink with the ruled lines taken out. A raised exponent is a word of its own,
// as in a vector page. Signs and decimal points, which OCR likes to lose, are taken from the
// glyphs' shapes where the text is a number. Small print is enlarged first.
Result<OcrWords> read_words(const cv::Mat& lines_erased, const std::vector<Box>& plots,
                            TextReader& reader);

}  // namespace curvespice
