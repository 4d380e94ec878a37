// The grid, frame and tick marks that belong to a plot box.
#pragma once

#include "extractor/figure/panels.h"

namespace curvespice {

// A figure with its plot, lines and marks; caption and cell are left empty. Lines interrupted by a
// label box count when their pieces cover more than half of the plot.
Figure figure_of(const Panel& panel, const Rules& rules);

}  // namespace curvespice
