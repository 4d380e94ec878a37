// A connected piece of drawn line inside a plot, before it is known what it belongs to.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "extractor/document/page.h"
#include "extractor/extraction.h"

namespace curvespice {

struct StrokeStyle {
  Color color;
  double width = 0;
  std::vector<double> dash;
  bool outline = false;  // drawn as a filled shape: the width is measured and varies
};

struct Fragment {
  Polyline points;
  int style = 0;  // index into Strokes::styles
  int order = 0;  // painting order of its path
};

inline double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

double length_of(const Polyline& line);

// One segment, or vertices that leave the chord by less than `tolerance`.
bool is_straight(const Polyline& line, double tolerance = 0.1);

bool is_closed(const Polyline& line);

// Unit vector in which the line leaves through its last point, measured over about `reach`.
Point end_direction(const Polyline& line, double reach);
Point start_direction(const Polyline& line, double reach);  // the same, out of its first point

// Shortest distance from a point to a polyline.
double distance_to(Point p, const Polyline& line);

CurveStyle curve_style(const StrokeStyle& style);

}  // namespace curvespice
