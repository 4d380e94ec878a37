// The inside of a plot as pixels, ruled lines in the coordinates of the cut.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extractor/document/page.h"
#include "extractor/figure/figure.h"
#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {

struct PlotPixels {
  cv::Mat rgb;                           // 8UC3, the plot box and what its edge lines cover
  Point corner;                          // pixel of the image at the cut's upper left
  double scale = 1;                      // image pixels per point
  RuledLines lines;                      // grid and frame, cut's pixels
  cv::Rect inside;                       // of the frame's lines
  std::vector<double> x_marks, y_marks;  // tick marks at the edges, cut's pixels
  std::vector<Box> words;                // text inside the plot, cut's pixels
  double digit_height = 8;               // usual height of its text, pixels

  Point to_page(Point in_cut) const {
    return {(in_cut.x + corner.x) / scale, (in_cut.y + corner.y) / scale};
  }
};

// `page` must be an image.
PlotPixels cut_plot(const Page& page, const Figure& figure);

}  // namespace curvespice
