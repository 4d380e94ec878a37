// Points spread evenly along a drawn curve, in coordinates of the plot box (0..1 both ways).
#pragma once

#include <cstddef>
#include <vector>

namespace curvespice {

struct PlotPoint {
  double x = 0, y = 0;
};

struct ResampledPoint {
  PlotPoint at;
  PlotPoint direction;  // unit vector along the curve, taken over 1 % of the box either way
};

// `count` points from end to end by arc length; nothing for a curve without length.
std::vector<ResampledPoint> resample(const std::vector<PlotPoint>& drawn, std::size_t count);

}  // namespace curvespice
