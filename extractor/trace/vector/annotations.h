// What is drawn like a curve and is none: legend samples, leaders, arrows, rings, markers.
#pragma once

#include <vector>

#include "extractor/trace/trace.h"
#include "extractor/trace/vector/stitch.h"
#include "extractor/trace/vector/strokes.h"

namespace curvespice {

// Short flat lines (or rows of dashes) with a word beside them, inside the plot or around it. They
// are taken out of `strokes.ruled`.
std::vector<LegendSample> take_legend_samples(const Page& page, const Figure& figure,
                                              Strokes& strokes);

// Takes short straight chains that lead from a word to a curve, or end in an arrow head, out of
// `chains`; adds the flat ones among `strokes.ruled`.
std::vector<Leader> take_leaders(const Page& page, const Figure& figure, const Strokes& strokes,
                                 std::vector<Chain>& chains);

// The symbol that is drawn at least three times on a line, "" for none.
std::string marker_on(const Polyline& line, int style, const Strokes& strokes);

}  // namespace curvespice
