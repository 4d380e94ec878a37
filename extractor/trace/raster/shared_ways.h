// Curves that go on beneath others: where one stops at another, it runs along it.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "extractor/trace/raster/linking.h"

namespace curvespice {

struct LayeredCurve {
  LinkedCurve curve;
  std::size_t layer = 0;  // of its colour
  double width = 2;       // of its strokes, pixels
  bool continued =
      false;  // an end was carried on along another curve with nothing seen of it there
};

// Continues every curve that stops at another one, `at_edge` of the plot apart, along that one: to
// where a stroke of its own colour leaves it again, which becomes part of the curve, or to its end.
// Points taken over are not `sure` and are marked `shared`.
void follow_beneath(std::vector<LayeredCurve>& curves, const std::function<bool(Point)>& at_edge);

}  // namespace curvespice
