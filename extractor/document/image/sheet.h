// An image made ready for measuring: upright lines, even light, and how much ink lies on each
// pixel.
//
// Coordinates here and downstream: pixels of the straightened image; the centre of the first pixel
// is (0.5, 0.5), so a line of two pixels in columns 10 and 11 has its centre at 11.0.
#pragma once

#include <opencv2/core.hpp>

#include "extractor/document/raster_image.h"

namespace curvespice {

struct Sheet {
  cv::Mat rgb;              // 8UC3, light evened out (paper is 255)
  cv::Mat ink;              // 32F, 0 = paper, 1 = full ink of any colour
  double skew_degrees = 0;  // the turn that was taken out, positive = it was turned clockwise
  double noise = 0;         // standard deviation of `ink` on bare paper
};

Sheet prepare_sheet(const RasterImage& image);

// Degrees by which the ruled lines of `ink` are turned, -5 to 5; 0 when they are upright to within
// what can be seen or when there are none.
double measure_skew(const cv::Mat& ink);

}  // namespace curvespice
