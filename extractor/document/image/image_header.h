// Kind and size of an image file from its first bytes, without decoding a pixel.
//
// A bomb (a few bytes that unpack to gigabytes) is refused on what its header claims.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace curvespice {

enum class ImageKind { png, jpeg, tiff, bmp, webp };

struct ImageHeader {
  ImageKind kind = ImageKind::png;
  std::int64_t width = 0, height = 0;  // pixels as stored, before any EXIF rotation
  int pages = 1;                       // more than one only for TIFF
};

inline constexpr std::int64_t kImagePixelLimit = 60'000'000;  // A4 at 600 dpi has 35 million
inline constexpr int kImagePageLimit = 500;

// `bad_input` when it is none of these kinds or its header is damaged; `too_large` over the limits.
Result<ImageHeader> read_image_header(std::string_view bytes);

// EXIF orientation of a JPEG, 1 to 8; 1 (upright) when there is none.
int exif_orientation(std::string_view jpeg);

}  // namespace curvespice
