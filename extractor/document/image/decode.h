// Image files as plain RGB pixels, upright and on white paper.
#pragma once

#include <string_view>

#include "base/result.h"
#include "extractor/document/image/image_header.h"
#include "extractor/document/raster_image.h"

namespace curvespice {

struct DecodedImage {
  RasterImage pixels;
  double dots_per_inch = 0;  // as the file claims; 0 when it does not
};

// Page `number` (from 1; more than 1 only in TIFF). Palettes, grey, 16 bit, CMYK and bilevel become
// RGB; transparency is laid on white; EXIF and TIFF orientation are applied.
Result<DecodedImage> decode_image(std::string_view bytes, const ImageHeader& header, int number);

}  // namespace curvespice
