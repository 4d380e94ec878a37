// Polylines and polygons cut at the edges of a box.
#pragma once

#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

// The parts of an open line inside `box` (edges included), cut exactly at it, in drawn order.
std::vector<Polyline> clip_line(const Polyline& line, const Box& box);

// The part of a closed polygon inside `box`; empty when there is none (Sutherland-Hodgman).
Polyline clip_polygon(const Polyline& polygon, const Box& box);

Box bounding_box(const Polyline& line);                // of a non-empty line
Box bounding_box(const std::vector<Polyline>& lines);  // a zero box when all are empty

}  // namespace curvespice
