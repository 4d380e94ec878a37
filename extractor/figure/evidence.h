// What tells a chart from a table, a package drawing, a test circuit or a page border: numbers that
// climb along two of its sides, and ink inside that is neither grid nor text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

// Numbers in a row or column beside a plot, at most one a place.
struct LabelColumn {
  std::vector<int> words;  // indices into Page::words, by place
  int aligned = 0;         // of them, those at a ruled line or an edge
  // The values (or their logarithms) go evenly with the places: a scale, not a list of dimensions.
  bool even = false;
};

struct ChartEvidence {
  LabelColumn left, right, bottom, top;
  // Where no side has a scale: numbers along a line inside, axes that cross within the plot.
  LabelColumn inner_y, inner_x;
  std::optional<double> inner_y_axis, inner_x_axis;  // x and y of those lines
  // Small filled shapes where labels would be: letters drawn as outlines.
  int shapes_left = 0, shapes_below = 0;
  double curve_extent = 0;  // the widest slanted path inside, fraction of the plot's larger side
  double text_cover = 0;    // of the plot's area, the part under words
  int words_inside = 0;
};

struct Figure;

ChartEvidence gather_evidence(const Page& page, const Figure& figure);

// Numbers on two sides that meet at a corner.
bool is_chart(const ChartEvidence& evidence, const Figure& figure);

// A plain grid with a curve on it and, instead of numbers, small shapes along two sides.
bool is_chart_with_outlined_labels(const ChartEvidence& evidence, const Figure& figure);

// "10", "-0.5", "1K", "1.0E+01", ".001", "1,000", "−55": what a tick label looks like.
bool looks_numeric(const std::string& text);

}  // namespace curvespice
