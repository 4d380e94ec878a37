// Straight upright lines of an image with the centre of each to a fraction of a pixel.
//
// Three kinds are found, each with what the one before gave: long dark lines (frames, axes, dark
// grids), grid lines of a plot box however faint or dotted, and tick marks at its edges.
#pragma once

#include <vector>

#include "extractor/document/image/sheet.h"
#include "extractor/figure/figure.h"

namespace curvespice {

struct RuledLines {
  std::vector<RuledLine> horizontal, vertical;  // not sorted
};

// Dark lines longer than a word, of any length from 4 % of the image on.
RuledLines find_long_lines(const Sheet& sheet);

// A rectangle that may be a plot: its left and bottom line meet in a corner.
struct PlotBox {
  Box box;  // between the centre lines; where an edge is not drawn, to its lines' ends
  double line_width = 1;            // of its axes
  bool top = false, right = false;  // whether these edges are drawn
};

std::vector<PlotBox> find_plot_boxes(const RuledLines& lines);

// Grid lines strictly inside the box that cross it from edge to edge. A flat stretch of a curve is
// none: it does not reach both edges with the same strength.
RuledLines find_grid_lines(const Sheet& sheet, const PlotBox& plot);

// Short marks at right angles to an edge of the box, beginning at it. In `vertical` those at the
// bottom and top edge, in `horizontal` those at the left and right edge.
RuledLines find_tick_marks(const Sheet& sheet, const PlotBox& plot);

}  // namespace curvespice
