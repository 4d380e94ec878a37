// Takes modelled lines out of an image's ink and leaves what lies over them.
#pragma once

#include <opencv2/core.hpp>

#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {

// A grey line under a black stroke is subtracted; a black line takes the stroke's ink with it, so
// there the stroke is drawn on where it goes in on one side of the line and out on the other.
// Returns a copy of `ink` (32F).
cv::Mat without_lines(const cv::Mat& ink, const RuledLines& lines);

}  // namespace curvespice
