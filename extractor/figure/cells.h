// The part of the page whose words belong to a figure: up to its neighbours, rails and margins.
#pragma once

#include <vector>

#include "extractor/figure/figure.h"
#include "extractor/figure/rules.h"

namespace curvespice {

// Fills `cell` of every figure. Between two plots the cut runs through the widest blank.
void assign_cells(const Page& page, const Rules& rules, std::vector<Figure>& figures);

}  // namespace curvespice
