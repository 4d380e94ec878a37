// A figure redrawn in its own axes: extracted points, simulated lines, residuals below.
#pragma once

#include <string>
#include <vector>

#include "extractor/extraction.h"
#include "spice-export/verify/verification.h"

namespace curvespice {

// The colour of curve `index` in plots and legends: eight that stay apart in print.
const char* curve_color(std::size_t index);

// Inline SVG for the curves of `figure` that are drawn against `axis` ("y" or "y2").
std::string figure_svg(const VerifiedFigure& figure, const Extraction& extraction,
                       const std::string& axis);

// Values for tick marks within the axis; of a log axis its decades (or 1-2-5 within one).
std::vector<double> tick_values(const Axis& axis);

}  // namespace curvespice
