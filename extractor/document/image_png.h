// PNG files of parts of an image.
#pragma once

#include <string>

#include "base/result.h"
#include "extractor/document/page.h"
#include "extractor/document/raster_image.h"

namespace curvespice {

// `part` in pixels of the image, cut at its edges; drawn `scale` times as large.
Result<std::string> png_of_image(const RasterImage& image, const Box& part, double scale);

}  // namespace curvespice
