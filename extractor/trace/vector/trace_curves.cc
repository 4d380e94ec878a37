#include <algorithm>
#include <cmath>

#include "extractor/document/clip.h"
#include "extractor/trace/trace.h"
#include "extractor/trace/vector/annotations.h"
#include "extractor/trace/vector/overlap.h"
#include "extractor/trace/vector/stitch.h"
#include "extractor/trace/vector/strokes.h"

namespace curvespice {
namespace {

constexpr double kLeastExtent = 0.08;  // of the plot's width or height: shorter is no curve
constexpr double kCurveLike = 0.035;   // from here on left-over ink is counted
constexpr double kLargestRing = 0.3;   // a closed line up to this size rings a group of curves

// Larger of width and height in parts of the plot's.
double extent(const Polyline& line, const Box& plot) {
  const Box box = bounding_box(line);
  return std::max(box.width() / plot.width(), box.height() / plot.height());
}

Trace trace_of(Chain chain, const Strokes& strokes) {
  Trace trace;
  trace.style = curve_style(strokes.styles[static_cast<std::size_t>(chain.style)]);
  if (chain.dash > 0) trace.style.dash = {chain.dash, chain.gap};
  trace.marker = marker_on(chain.points, chain.style, strokes);
  // Dashes leave gaps by design; what is missing beyond them was guessed.
  const double length = length_of(chain.points);
  const double expected = chain.dash > 0 ? chain.dash / (chain.dash + chain.gap) : 1;
  trace.explained = length > 0 ? std::min(1.0, chain.drawn / (length * expected)) : 0;
  trace.points = std::move(chain.points);
  return trace;
}

void count_left_over(const std::vector<Chain>& rest, const Box& plot, TraceReading& reading) {
  const double diagonal = std::hypot(plot.width(), plot.height());
  for (const Chain& chain : rest) {
    if (extent(chain.points, plot) < kCurveLike || is_closed(chain.points)) continue;
    const double length = chain.drawn / diagonal;
    reading.left_over += length;
    reading.left_over_longest = std::max(reading.left_over_longest, length);
  }
}

}  // namespace

TraceReading trace_curves(const Page& page, const Figure& figure) {
  const Box& plot = figure.plot;
  TraceReading reading;
  Strokes strokes = collect_strokes(page, figure);
  reading.samples = take_legend_samples(page, figure, strokes);
  part_flat_curves(figure, strokes);
  std::vector<Chain> chains = stitch(std::move(strokes.curves), page.words);
  drop_painted_twice(strokes.styles, chains);
  reading.leaders = take_leaders(page, figure, strokes, chains);
  std::vector<Chain> rest;
  for (Chain& chain : chains) {
    const double size = extent(chain.points, plot);
    const bool ring = is_closed(chain.points) && size < kLargestRing;
    if (size < kLeastExtent || ring)
      rest.push_back(std::move(chain));
    else
      reading.traces.push_back(trace_of(std::move(chain), strokes));
  }
  count_left_over(rest, plot, reading);
  mark_shared(plot, reading.traces);
  return reading;
}

}  // namespace curvespice
