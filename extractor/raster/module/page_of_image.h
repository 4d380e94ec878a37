// An image as a page of lines and words.
//
// `Page::image` holds the straightened image. Lines come out as thin stroked paths: frames, grids,
// ticks. Curves do not: they are traced from the pixels.
#pragma once

#include "base/result.h"
#include "extractor/axes/ocr/text_reader.h"
#include "extractor/document/page.h"
#include "extractor/document/raster_image.h"

namespace curvespice {

// `dots_per_inch` 0 = not known: the digits of tick labels are about 5 points high.
Result<Page> page_of_image(const RasterImage& image, int number, double dots_per_inch,
                           TextReader& reader);

}  // namespace curvespice
