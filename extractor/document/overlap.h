// The area that two boxes of a page share.
#pragma once

#include <algorithm>

#include "extractor/document/page.h"

namespace curvespice {

// In square units of the page; 0 for boxes that do not overlap.
inline double overlap_area(const Box& a, const Box& b) {
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

}  // namespace curvespice
