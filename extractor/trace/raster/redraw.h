// The proof of a tracing: drawn again, it must cover the ink, and all the ink must be covered.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extractor/trace/raster/layer_curves.h"

namespace curvespice {

struct RedrawCheck {
  double left_over = 0;  // length of strokes that no curve covers, pixels
  double longest = 0;    // extent of the largest connected piece of it
  Box longest_box;       // where that is
};

// `drawn` (curves, legend samples) are drawn over the layer's strokes. In a `faint` layer upright
// pieces are what is left of the grid.
RedrawCheck check_left_over(const LayerStrokes& strokes, const std::vector<const Polyline*>& drawn,
                            const PlotPixels& plot, bool faint = false);

// The part of the curve's points that lie on ink of its own layer, or in a gap on something that
// hides it: `hiding` (8U). Points shared with another curve are that one's to explain; the gaps of
// a dashed line count as drawn.
double explained_part(const LinkedCurve& curve, const cv::Mat& ink, float level,
                      const cv::Mat& hiding);

}  // namespace curvespice
