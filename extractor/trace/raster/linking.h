// Strands put end to end into curves: dashes, stretches hidden by other ink, by text or by a line.
#pragma once

#include <functional>
#include <vector>

#include "extractor/document/page.h"
#include "extractor/trace/raster/strand.h"

namespace curvespice {

struct LinkedCurve {
  Polyline points;                   // pixels
  std::vector<bool> sure;            // per point: seen on ink of its own
  std::vector<double> dashes, gaps;  // lengths in order, when it is made of several strands
  std::vector<std::pair<int, int>> shared;
  double drawn_length = 0;  // without the gaps
  double spread = 0;        // RMS distance of its sure points from the ink's centre
  bool guessed = false;     // joined where another end would have fitted nearly as well
};

struct LinkOptions {
  double width = 2;  // of the stroke, pixels
  double longest_dash_gap = 20;
  double longest_hidden_gap = 0;  // 0 = none are bridged
  double longest_blank_gap = 0;   // with nothing in it that could be seen: a label's white ground
  // Whether what lies between two ends may hide a stroke there: text, other ink, a ruled line.
  std::function<bool(Point, Point)> may_hide;
  std::vector<Box> labels;  // lines of text in the plot, often on a ground of their own
  double label_margin = 0;  // how far that ground may reach
  // Whether a point lies at an edge of the plot: strokes end there and do not turn back.
  std::function<bool(Point)> at_edge;
  // Whether other ink lies over the stroke at, or right beside, a point.
  std::function<bool(Point)> is_hidden;
};

// Nearest and straightest first, every end at most once. What is joined early gives direction to
// what comes later, so that a row of dots is a line.
std::vector<LinkedCurve> link_strands(const std::vector<Strand>& strands,
                                      const LinkOptions& options);

// Joins curves further across gaps that something hides.
std::vector<LinkedCurve> link_hidden(std::vector<LinkedCurve> curves, const LinkOptions& options);

double polyline_length(const Polyline& line);

}  // namespace curvespice
