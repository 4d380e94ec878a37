// Which strokes in a plot are curves, and which are legend samples, leaders or scraps of text.
#pragma once

#include <vector>

#include "extractor/trace/raster/layer_curves.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// A level stroke, not longer than a word, left of a word and in the middle of its height. Takes the
// samples out of `pieces`.
std::vector<LinkedCurve> take_legend_samples(std::vector<LinkedCurve>& pieces,
                                             const PlotPixels& plot);

// A straight thin stroke from a word to a curve. Takes the leaders out of `curves`.
std::vector<Leader> take_leaders(std::vector<LinkedCurve>& curves, const PlotPixels& plot,
                                 double width);

// Long enough, and no squiggle like the strokes of letters.
bool looks_like_a_curve(const LinkedCurve& curve, const PlotPixels& plot);

// What removing the ruled lines left over: rows of tick marks and dots along an edge, upright lines
// at a tick mark; and where ink is fainter than `usual_ink` of the plot's curves by far, any
// straight upright line and any rectangle: grid beneath a legend, a legend's frame.
bool is_remnant_of_a_rule(const LinkedCurve& curve, const PlotPixels& plot, double usual_ink);

// Mean ink of the image along the curve's sure points, 0 to 1.
double ink_along(const LinkedCurve& curve, const PlotPixels& plot);

}  // namespace curvespice
