#include "extractor/axes/ocr/digit_classifier.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace curvespice {
namespace {

struct Template {
  char digit;
  float aspect;
  std::array<std::int8_t, kShapeCells> ink;  // 127 = 0.5 of a shape's unit length
};

// Made by training/train_digits.cc.
constexpr Template kTemplates[] = {
#include <digit_templates.inc>
};

float likeness_to(const DigitShape& shape, const Template& drawn) {
  DigitShape other;
  other.aspect = drawn.aspect;
  for (std::size_t k = 0; k < kShapeCells; ++k)
    other.ink[k] = static_cast<float>(drawn.ink[k]) / 254.0F;
  return likeness(shape, other);
}

}  // namespace

DigitGuess classify_digit(const DigitShape& shape) {
  std::array<float, 10> best;
  best.fill(-1);
  for (const Template& drawn : kTemplates) {
    float& known = best[static_cast<std::size_t>(drawn.digit - '0')];
    known = std::max(known, likeness_to(shape, drawn));
  }
  const auto first = std::max_element(best.begin(), best.end());
  DigitGuess guess;
  guess.digit = static_cast<char>('0' + (first - best.begin()));
  guess.likeness = *first;
  float second = -1;
  for (auto it = best.begin(); it != best.end(); ++it) {
    if (it != first) second = std::max(second, *it);
  }
  guess.margin = guess.likeness - second;
  return guess;
}

}  // namespace curvespice
