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
};

struct Fragment {
  Polyline points;
  int style = 0;         // index into Strokes::styles
  int order = 0;         // painting order of its path
  bool outline = false;  // centre line of a filled shape
};

inline double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

double length_of(const Polyline& line);

// Of the length, the part along the page's axes is at least 97 %: grid, frame, ticks, steps.
bool is_ruled(const Polyline& line);

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
