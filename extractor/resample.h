// A traced line as the points of an extraction: few where it is straight, enough where it bends.
#pragma once

#include <utility>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

struct ResampleOptions {
  double chord_error = 2e-4;   // of the plot's span: no point of the line is further from a chord
  double longest_step = 0.01;  // of the span, so that a straight line on a logarithmic axis is one
};

struct Resampled {
  Polyline points;                          // page coordinates, in drawn order
  std::vector<std::pair<int, int>> ranges;  // the given ranges, moved to the new points
};

// Keeps vertical parts, loops and both ends. `ranges` are pairs of indices into `line`.
Resampled resample(const Polyline& line, const std::vector<std::pair<int, int>>& ranges,
                   const Box& plot, const ResampleOptions& options = {});

}  // namespace curvespice
