// A straight or logarithmic map between plot coordinates and an axis's quantity.
#pragma once

#include "extractor/extraction.h"

namespace curvespice {

// Plot coordinates: points or pixels of the page, y down. Values: SI units of the axis's `unit`.
struct AxisScale {
  Scale scale = Scale::linear;
  double origin = 0, step = 1;  // value (or log10 of it) = origin + step * coordinate
  double residual = 0;          // RMS of the ticks it was fitted to, fraction of the span

  double value(double coordinate) const;
  double coordinate(double value) const;  // of a logarithmic axis: value > 0
};

}  // namespace curvespice
