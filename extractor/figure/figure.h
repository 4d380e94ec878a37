// Where a chart is on its page: plot box, grid, tick marks, caption.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

// A straight line of the frame, grid or an axis. `coordinate` is its centre line: x of a vertical
// one, y of a horizontal one; it runs from `from` to `to` along the other coordinate.
struct RuledLine {
  double coordinate = 0;
  double from = 0, to = 0;
  double width = 0;
};

struct Figure {
  Box plot;  // between the centre lines of the frame (or of the axes and the last grid lines)
  bool framed = false;
  std::vector<RuledLine> vertical;    // frame and grid lines across the plot, sorted
  std::vector<RuledLine> horizontal;  // the same
  std::vector<double> x_marks;        // short tick marks at the bottom or top edge, x
  std::vector<double> y_marks;        // at the left edge, y
  std::vector<double> y2_marks;       // at the right edge, y
  // Axes that cross inside the plot: where the numbers stand left of, and below.
  std::optional<double> inner_y_axis;  // x
  std::optional<double> inner_x_axis;  // y
  bool outlined_labels = false;        // its numbers are drawn as shapes: to be read by OCR
  bool outlined_text = false;          // so is text inside the plot
  Box cell;                            // the part of the page whose words belong to this figure
  std::string number;                  // as printed: "3", "8.10"; empty when there is none
  std::string caption;                 // without the number; empty when there is none
};

}  // namespace curvespice
