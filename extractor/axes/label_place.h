// Where the tick labels of a figure's sides stand.
#pragma once

#include "extractor/axes/title.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

inline bool is_vertical(AxisSide side) { return side == AxisSide::left || side == AxisSide::right; }

// Median height of the upright words in the cell, page units; a usual one where there are none.
double text_height(const Page& page, const Box& cell);

// The line that the labels of a side stand beside: the plot's edge, or the axis itself where it
// crosses inside the plot. x of left and right, y of bottom and top.
double axis_line(const Figure& figure, AxisSide side);

// Where the tick labels of a side may stand. `height`: of the text.
Box gutter(const Figure& figure, AxisSide side, double height);

// Between a label and its axis line, negative when it reaches over the line.
double distance_from_axis(const Figure& figure, const Box& label, AxisSide side);

}  // namespace curvespice
