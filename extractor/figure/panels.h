// Places on a page where a plot may be, from ruled lines alone.
#pragma once

#include <vector>

#include "extractor/figure/rules.h"

namespace curvespice {

struct Panel {
  Box plot;
  bool framed = false;  // all four sides are drawn
  bool family = false;  // parallel lines only, nothing across them: weak evidence
  // Lines of the component or family that it was made from; more may lie inside the plot.
  int vertical = 0, horizontal = 0;
};

// Closed frames, L-shaped axes, grids without a frame, and families of parallel lines. Tables and
// page borders are among them: evidence.h tells them from charts.
std::vector<Panel> find_panels(const Rules& rules);

}  // namespace curvespice
