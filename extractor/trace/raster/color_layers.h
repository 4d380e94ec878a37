// The ink of a plot taken apart by colour, ruled lines and text removed.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extractor/trace/raster/plot_pixels.h"

namespace curvespice {

struct ColorLayer {
  cv::Mat ink;        // 32F, 0 to 1, in the cut's pixels
  bool gray = false;  // black and grey ink; otherwise one hue
  double hue = 0;     // degrees, of a coloured layer
  cv::Mat text;       // 8U, what was taken out as text (255): strokes may go on beneath
};

// Coloured layers first, the grey one last. Layers without a stroke's worth of ink are left out.
std::vector<ColorLayer> separate_colors(const PlotPixels& plot);

}  // namespace curvespice
