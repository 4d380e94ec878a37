// The centre of a stroke to a fraction of a pixel.
#pragma once

#include <opencv2/core.hpp>

#include "extractor/trace/raster/strand.h"

namespace curvespice {

// Moves each sure point along the stroke's normal to the ink's centre of gravity, cut off where
// the next stroke begins, and smooths over about a stroke's width. `ink`: 32F in the same pixels as
// the strand; (0.5, 0.5) is the centre of the first. Returns the RMS of what smoothing moved.
double refine(Strand& strand, const cv::Mat& ink, double width);

// Ink at a place between pixels; zero outside.
float ink_at(const cv::Mat& ink, Point place);

}  // namespace curvespice
