// Draws a chart the way datasheets do: frame, grid, tick labels, axis titles, curves with inline
// labels, notes inside the plot and a caption below. Page units: points, y down.
#pragma once

#include <string>
#include <vector>

#include "example/simulation.h"

using cairo_t = struct _cairo;

namespace curvespice::example {

struct ChartAxis {
  std::string title;  // "Forward voltage VF (V)"
  bool logarithmic = false;
  double lo = 0, hi = 1;  // in the unit of the title; whole decades when logarithmic
  double major = 0.2;     // labelled step of a linear axis
  double minor = 0.1;     // grid step of a linear axis
};

struct ChartCurve {
  std::string label;            // "25 °C"; empty when there is one curve
  std::vector<Sample> samples;  // in the axes' units; what lies outside the plot is not drawn
  Sample label_at;              // left end of the label's base line, in the axes' units
};

struct Chart {
  double left = 0, top = 0, width = 0, height = 0;  // of the plot box
  ChartAxis x, y;
  std::vector<ChartCurve> curves;
  std::vector<std::string> notes;         // conditions, one a line
  double notes_x = 0.55, notes_y = 0.08;  // upper left of the notes, fractions of the plot box
  std::vector<std::string> key;           // what numbered labels mean, below the x axis
  std::string caption;                    // "Figure 1. Forward current ..."
};

void draw_chart(cairo_t* page, const Chart& chart);

// Text of `size` points whose left end (align 0), middle (0.5) or right end (1) is at x.
void draw_text(cairo_t* page, const std::string& text, double x, double y, double size,
               double align = 0, bool bold = false);

}  // namespace curvespice::example
