// Pixels of a page that is an image: 8-bit RGB, rows from the top, without padding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace curvespice {

class RasterImage {
 public:
  // `rgb` holds 3 * width * height bytes.
  RasterImage(int width, int height, std::vector<std::uint8_t> rgb)
      : width_(width), height_(height), rgb_(std::move(rgb)) {}

  int width() const { return width_; }
  int height() const { return height_; }
  const std::uint8_t* data() const { return rgb_.data(); }
  const std::uint8_t* pixel(int x, int y) const {
    return rgb_.data() + 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                              static_cast<std::size_t>(x));
  }

 private:
  int width_, height_;
  std::vector<std::uint8_t> rgb_;
};

}  // namespace curvespice
