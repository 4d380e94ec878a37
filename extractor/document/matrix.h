// Affine maps of the plane, as SVG writes them: x' = a x + c y + e, y' = b x + d y + f.
#pragma once

#include <cmath>

#include "extractor/document/page.h"

namespace curvespice {

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  Point apply(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }

  // The map that applies `inner` first and this one after it.
  Matrix operator*(const Matrix& inner) const {
    return {a * inner.a + c * inner.b,     b * inner.a + d * inner.b,
            a * inner.c + c * inner.d,     b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e, b * inner.e + d * inner.f + f};
  }

  // Mean factor by which lengths grow: what happens to a stroke's width.
  double scale() const { return std::sqrt(std::abs(a * d - b * c)); }

  // The bounding box of a transformed box.
  Box apply_box(const Box& box) const {
    const Point first = apply(Point{box.left, box.top});
    Box result{first.x, first.y, first.x, first.y};
    result.include(apply(Point{box.right, box.top}));
    result.include(apply(Point{box.left, box.bottom}));
    result.include(apply(Point{box.right, box.bottom}));
    return result;
  }
};

}  // namespace curvespice
