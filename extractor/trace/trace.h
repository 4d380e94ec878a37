// Curves of a figure in coordinates of its page, whether they were read from strokes or pixels.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extractor/document/page.h"
#include "extractor/extraction.h"
#include "extractor/figure/figure.h"

namespace curvespice {

struct Trace {
  Polyline points;   // as drawn, clipped to the plot; several vertices may share one x
  CurveStyle style;  // widths and dashes in page units
  // Symbols drawn on the curve: "circle", "square", "triangle", "diamond", "cross"; empty = none.
  std::string marker;
  std::vector<std::pair<int, int>> shared;  // ranges of points where another trace lies on this one
  // Of the trace's own length, the part that lies on ink of its style (1 = all of it).
  double explained = 1;
  // RMS distance of the trace from the ink's centre line, page units (0 for a stroke as drawn).
  double spread = 0;
};

// A short piece of line (or symbol) beside a legend's text.
struct LegendSample {
  Box box;
  CurveStyle style;
  std::string marker;
};

// A thin straight line or arrow that joins a label to a curve, seen from its text end.
struct Leader {
  Point text_end, curve_end;
};

struct TraceReading {
  std::vector<Trace> traces;
  std::vector<LegendSample> samples;
  std::vector<Leader> leaders;
  // Length of ink in the plot that looks like a curve and belongs to none, as a fraction of the
  // plot's diagonal; and the largest connected piece of it.
  double left_over = 0;
  double left_over_longest = 0;
  std::vector<std::string> doubts;  // sentences for the verdict: what was not clear, and where
};

// Reads the curves of `figure` from the strokes of `page`.
TraceReading trace_curves(const Page& page, const Figure& figure);

}  // namespace curvespice
