// Reads single digits by comparing them with digits of common fonts, drawn when the program was
// built. A second opinion beside Tesseract, and a better one on small isolated tick labels.
#pragma once

#include "extractor/axes/ocr/digit_shape.h"

namespace curvespice {

struct DigitGuess {
  char digit = 0;      // '0' to '9'
  float likeness = 0;  // to the nearest drawn digit, 1 = the same
  float margin = 0;    // by which the next other digit is less alike

  // Sure enough to be read without asking anyone else.
  bool sure() const { return likeness > 0.86F && margin > 0.05F; }
};

DigitGuess classify_digit(const DigitShape& shape);

}  // namespace curvespice
