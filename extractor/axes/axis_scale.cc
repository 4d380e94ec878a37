#include "extractor/axes/axis_scale.h"

#include <cmath>

namespace curvespice {

double AxisScale::value(double coordinate) const {
  const double place = origin + step * coordinate;
  return scale == Scale::log10 ? std::pow(10.0, place) : place;
}

double AxisScale::coordinate(double value) const {
  return ((scale == Scale::log10 ? std::log10(value) : value) - origin) / step;
}

}  // namespace curvespice
