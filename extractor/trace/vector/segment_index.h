// The segments of a polyline by squares of the plane: near neighbours without a full search.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

class SegmentIndex {
 public:
  // `reach`: the largest distance that will be asked for, page units.
  SegmentIndex(const Polyline& line, double reach);

  // Distance from p to the line where it is below `reach`, else `reach`.
  double distance_to(Point p) const;

 private:
  std::int64_t key(double x, double y) const;

  Polyline line_;
  double reach_, side_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> squares_;
};

}  // namespace curvespice
