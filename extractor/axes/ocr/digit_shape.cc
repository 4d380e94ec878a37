#include "extractor/axes/ocr/digit_shape.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

// Mean of the ink under cell (column, row), pixels that it cuts counting by their part.
float cell_mean(const float* ink, int width, int height, std::size_t stride, int column, int row) {
  const double x0 = width * double(column) / kShapeColumns,
               x1 = width * double(column + 1) / kShapeColumns;
  const double y0 = height * double(row) / kShapeRows, y1 = height * double(row + 1) / kShapeRows;
  double sum = 0, area = 0;
  for (int y = static_cast<int>(y0); y < std::min<double>(height, std::ceil(y1)); ++y) {
    const double tall = std::min(y1, y + 1.0) - std::max<double>(y0, y);
    for (int x = static_cast<int>(x0); x < std::min<double>(width, std::ceil(x1)); ++x) {
      const double part = tall * (std::min(x1, x + 1.0) - std::max<double>(x0, x));
      sum += part * ink[static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x)];
      area += part;
    }
  }
  return static_cast<float>(area > 0 ? sum / area : 0);
}

}  // namespace

DigitShape digit_shape(const float* ink, int width, int height, std::size_t stride) {
  DigitShape shape;
  shape.aspect = static_cast<float>(width) / static_cast<float>(std::max(1, height));
  float mean = 0;
  for (std::size_t k = 0; k < kShapeCells; ++k) {
    const int cell = static_cast<int>(k);
    shape.ink[k] =
        cell_mean(ink, width, height, stride, cell % kShapeColumns, cell / kShapeColumns);
    mean += shape.ink[k] / kShapeCells;
  }
  float length = 0;
  for (float& value : shape.ink) {
    value -= mean;
    length += value * value;
  }
  if (length > 0) {
    for (float& value : shape.ink) value /= std::sqrt(length);
  }
  return shape;
}

float likeness(const DigitShape& a, const DigitShape& b) {
  float sum = 0;
  for (std::size_t k = 0; k < kShapeCells; ++k) sum += a.ink[k] * b.ink[k];
  const float stretch = std::abs(std::log(std::max(a.aspect, 0.01F) / std::max(b.aspect, 0.01F)));
  return sum - 0.25F * std::max(0.0F, stretch - 0.15F);
}

}  // namespace curvespice
