// Curves that lie on each other: drawn twice by mistake, or truly shared for a while.
#pragma once

#include <vector>

#include "extractor/trace/trace.h"
#include "extractor/trace/vector/stitch.h"

namespace curvespice {

// Of chains that lie within half a line's width on a longer one of the same colour over their whole
// length, the longer one stays (a curve painted twice, an outline around a stroke).
void drop_painted_twice(const std::vector<StrokeStyle>& styles, std::vector<Chain>& chains);

// Fills Trace::shared: ranges of points with another trace on them, at least 2 % of the plot long.
void mark_shared(const Box& plot, std::vector<Trace>& traces);

}  // namespace curvespice
