// The curves of one colour layer.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extractor/trace/raster/color_layers.h"
#include "extractor/trace/raster/linking.h"
#include "extractor/trace/raster/plot_pixels.h"

namespace curvespice {

struct LayerStrokes {
  double width = 0;        // usual width of its strokes, pixels; 0 = nothing there
  double drawn_width = 0;  // the ink across a stroke: what it was drawn with, soft edges taken in
  float level = 1;         // ink in the middle of a stroke
  cv::Mat mask;            // 8U, 255 on strokes, the layer's pixels
  std::vector<LinkedCurve> pieces;  // linked over dash gaps, nothing left out yet
};

LayerStrokes find_strokes(const ColorLayer& layer, const PlotPixels& plot);

}  // namespace curvespice
