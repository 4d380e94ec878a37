// Curves that were drawn as the filled outline of their stroke.
#pragma once

#include "extractor/document/page.h"

namespace curvespice {

// The middle between the two long sides of a thin closed shape and its mean width; empty when the
// shape is not thin (its width is over a twelfth of its length, or over 4 page units).
Polyline centre_line(const Polyline& outline, double& width);

}  // namespace curvespice
