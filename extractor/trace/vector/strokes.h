// The ink inside a plot, sorted into ruled lines, open lines that may be curves, and small shapes.
#pragma once

#include <vector>

#include "extractor/figure/figure.h"
#include "extractor/trace/trace.h"
#include "extractor/trace/vector/fragment.h"

namespace curvespice {

struct Strokes {
  std::vector<StrokeStyle> styles;
  std::vector<Fragment> curves;  // open and inside the plot
  std::vector<Fragment> ruled;   // along the page's axes; unclipped, anywhere in the cell
  std::vector<Fragment> shapes;  // closed and small: markers, arrow heads, rings, outlined letters
};

// `curves` holds the slanted ones only, see part_flat_curves(). Lines are cut at the plot's edges;
// a curve that leaves and comes back stays one fragment that runs along the edge meanwhile. White
// ink and what a clip hides do not count.
Strokes collect_strokes(const Page& page, const Figure& figure);

// Moves ruled lines that are flat curves, or flat pieces of slanted ones, over to `curves`. A flat
// curve shows by a style that neither grid, frame nor ticks have; a curve that lies on the axis by
// one that the legend shows.
void part_flat_curves(const Figure& figure, const std::vector<LegendSample>& samples,
                      Strokes& strokes);

}  // namespace curvespice
