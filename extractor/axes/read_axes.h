// Tick labels, grid and titles of a figure -> scales, units and quantities.
//
// Numbers are rebuilt from the words in the gutters, with alternatives where the print is ambiguous
// ("102" may be 10²), and voted on: the scale that explains most labels and the drawn grid wins, a
// misprinted label is outvoted and reported. Nothing is read that the votes do not carry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/axes/axis_scale.h"
#include "extractor/document/page.h"
#include "extractor/extraction.h"
#include "extractor/figure/figure.h"

namespace curvespice {

struct AxisReading {
  Axis axis;        // as it goes into the extraction, values in SI
  AxisScale scale;  // of the same values
  // The evidence.
  int inliers = 0;                    // labels that lie on the scale
  int snapped = 0;                    // of them, those at a grid line or tick mark
  std::vector<std::string> rejected;  // labels that were outvoted, as printed
  double grid_agreement = 0;          // of the grid lines and marks, the part the scale explains
  int grid_lines = 0;                 // how many lines and marks that is
  bool proven = false;     // three or more labels in one lattice that the drawn grid agrees with
  bool unit_read = false;  // printed, or of a quantity that has none
  double confidence = 0;   // 0..1, from the evidence
  std::vector<std::string> doubts;  // sentences: why it is not proven, what was outvoted
};

struct AxesReading {
  std::optional<AxisReading> x, y, y2;
  std::vector<std::string> doubts;  // why an axis was not read at all
  // Words that serve as tick labels or titles: indices into Page::words, sorted. What is left in
  // the figure's cell may label curves.
  std::vector<int> words;

  bool read() const { return x && y; }
};

// y2 is read only where the right gutter has a scale or a title of its own.
AxesReading read_axes(const Page& page, const Figure& figure);

}  // namespace curvespice
