// How well the drawn lines of an axis agree with a scale: the minor grid proves or refutes it.
#pragma once

#include <vector>

#include "extractor/axes/axis_scale.h"
#include "extractor/axes/scale_vote.h"

namespace curvespice {

struct LatticeFit {
  double agreement = 0;  // part of the marks inside the plot that lie on the lattice
  int marks = 0;         // how many there are
  double pitch = 0;      // linear: the step between lines, in values; 0 for log10
};

// Linear: equal pitch, the labels' step or a whole fraction of it, through `anchor`. Logarithmic:
// 1..9 of each decade, or finer where that leaves marks unexplained.
LatticeFit fit_lattice(const AxisScale& scale, double anchor, double label_step,
                       const AxisGeometry& geometry);

// Whether the marks inside the plot are the lattice's lines one by one: none missing, none left
// over, and clearly worse with one more or less before them. True of grids drawn by hand too, whose
// lines are off by more than a tolerance for each could allow. `pitch` gets the step of a linear
// lattice.
bool is_lattice_in_order(const AxisScale& scale, double anchor, double label_step,
                         const AxisGeometry& geometry, double& pitch);

// The lattice value at a coordinate if one is within `tolerance` page units, else the scale's own.
double lattice_value(const AxisScale& scale, double anchor, double pitch, double coordinate,
                     double tolerance);

}  // namespace curvespice
