// The titles of a figure's axes among the words of its cell.
#pragma once

#include <string>
#include <vector>

#include "extractor/axes/quantity.h"
#include "extractor/axes/unit.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

enum class AxisSide { bottom, top, left, right };

struct AxisTitle {
  std::string text;  // as printed, wrapped lines joined; empty when there is none
  Quantity quantity;
  Unit unit;
  bool has_unit = false;
  std::vector<int> words;  // indices into Page::words
};

// `taken`: words that serve as tick labels. `label_edge`: how far the tick labels of this side
// reach, across the axis (the plot's own edge when there are none).
//
// A title stands along the axis (rotated beside a vertical one), at its end, above the vertical
// axis, or inside the plot at its corner; what is not along the axis must carry a quantity or unit.
AxisTitle find_title(const Page& page, const Figure& figure, AxisSide side,
                     const std::vector<int>& taken, double label_edge);

// The quantity of a title whose unit is printed elsewhere; a unit read from the title yields to it.
void understand_with_unit(AxisTitle& title, const Unit& unit);

}  // namespace curvespice
