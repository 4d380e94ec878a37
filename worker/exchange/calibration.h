// The plane of a plot through points of known value: values (or their logarithms) are linear in the
// place on the image, also where that is turned or sheared.
#pragma once

#include <utility>

#include "base/result.h"
#include "worker/exchange/digitizer_project.h"

namespace curvespice {

class Calibration {
 public:
  // By least squares. `bad_input` when the points do not determine an axis, or a value on a
  // logarithmic axis is not positive.
  static Result<Calibration> of(const DigitizedPlot& plot);

  // In decades on logarithmic axes.
  Point at(Point pixel) const;
  double value_x(double linear) const;
  double value_y(double linear) const;

 private:
  struct Plane {
    double constant = 0, by_x = 0, by_y = 0;
    double at(Point p) const { return constant + by_x * p.x + by_y * p.y; }
  };
  static Result<Plane> plane(const DigitizedPlot& plot, bool of_x);

  Plane x_, y_;
  bool log_x_ = false, log_y_ = false;
};

}  // namespace curvespice
