// A glyph's ink on a fixed grid, whatever its size: what digits are compared by.
#pragma once

#include <array>
#include <cstddef>

namespace curvespice {

inline constexpr int kShapeColumns = 9, kShapeRows = 14;
inline constexpr std::size_t kShapeCells = std::size_t{kShapeColumns} * kShapeRows;

struct DigitShape {
  std::array<float, kShapeCells> ink{};  // zero mean, unit length
  float aspect = 0;                      // width / height
};

// `ink`: height rows of width values, 0 = paper, 1 = ink; each row `stride` values after the last.
DigitShape digit_shape(const float* ink, int width, int height, std::size_t stride);

// -1 to 1: 1 = the same picture.
float likeness(const DigitShape& a, const DigitShape& b);

}  // namespace curvespice
