#include <algorithm>
#include <cmath>
#include <map>

#include "extractor/document/clip.h"
#include "extractor/figure/rules.h"
#include "extractor/trace/trace.h"
#include "extractor/trace/vector/annotations.h"
#include "extractor/trace/vector/overlap.h"
#include "extractor/trace/vector/stitch.h"
#include "extractor/trace/vector/strokes.h"

namespace curvespice {
namespace {

constexpr double kLeastExtent = 0.08;  // of the plot's width or height: shorter is no curve
constexpr double kCurveLike = 0.035;   // from here on left-over ink is counted
constexpr double kSurelyCurve = 0.4;   // from here on a chain shows how curves are drawn
constexpr double kInset = 0.3;         // an inset drawing keeps within this part of the plot
constexpr double kLargestRing = 0.3;   // a closed line up to this size rings a group of curves

// Larger of width and height in parts of the plot's.
double extent(const Polyline& line, const Box& plot) {
  const Box box = bounding_box(line);
  return std::max(box.width() / plot.width(), box.height() / plot.height());
}

// The frame of a legend, its corners round or not: most of it runs along the page's axes.
bool is_box(const Polyline& line) {
  double along = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Polyline side = {line[i - 1], line[i]};
    if (length_of(side) > 3 && is_ruled(side)) along += length_of(side);
  }
  return along > 0.7 * length_of(line);
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

bool same_manner(const StrokeStyle& a, const StrokeStyle& b) {
  return a.color == b.color && std::abs(a.width - b.width) < 0.12 * std::max(a.width, b.width);
}

// Whether a chain is drawn like one of the chains that run through much of the plot.
bool drawn_like_a_curve(const Chain& chain, const std::vector<Chain>& chains,
                        const Strokes& strokes, const Box& plot, bool& any_curve) {
  const StrokeStyle& own = strokes.styles[static_cast<std::size_t>(chain.style)];
  any_curve = false;
  for (const Chain& other : chains) {
    if (extent(other.points, plot) < kSurelyCurve) continue;
    any_curve = true;
    if (same_manner(own, strokes.styles[static_cast<std::size_t>(other.style)])) return true;
  }
  return false;
}

// Left-over ink counts where it is drawn like a trace, or where its style is met all over the plot;
// an inset drawing in a manner of its own keeps to its corner.
void count_left_over(const std::vector<Chain>& rest, const Strokes& strokes, const Box& plot,
                     TraceReading& reading) {
  const double diagonal = std::hypot(plot.width(), plot.height());
  std::map<int, Polyline> met;
  for (const Chain& chain : rest) {
    Polyline& points = met[chain.style];
    points.insert(points.end(), chain.points.begin(), chain.points.end());
  }
  for (const Chain& chain : rest) {
    if (extent(chain.points, plot) < kCurveLike || is_closed(chain.points)) continue;
    const CurveStyle own = curve_style(strokes.styles[static_cast<std::size_t>(chain.style)]);
    const bool like_a_trace = std::ranges::any_of(reading.traces, [&](const Trace& trace) {
      return trace.style.color == own.color &&
             std::abs(trace.style.width - own.width) < 0.12 * own.width;
    });
    if (!like_a_trace && extent(met[chain.style], plot) < kInset) continue;
    const double length = chain.drawn / diagonal;
    reading.left_over += length;
    reading.left_over_longest = std::max(reading.left_over_longest, length);
  }
}

// A legend that shows a line which no trace has: a curve was missed, or it is not drawn.
void doubt_unmatched_samples(TraceReading& reading) {
  for (const LegendSample& sample : reading.samples) {
    const bool drawn = std::ranges::any_of(reading.traces, [&](const Trace& trace) {
      return trace.style.color == sample.style.color &&
             trace.style.dash.empty() == sample.style.dash.empty();
    });
    if (drawn) continue;
    reading.doubts.push_back("the legend shows a line (" + sample.style.color +
                             ") that no curve is drawn in");
  }
}

}  // namespace

TraceReading trace_curves(const Page& page, const Figure& figure) {
  const Box& plot = figure.plot;
  TraceReading reading;
  Strokes strokes = collect_strokes(page, figure);
  reading.samples = take_legend_samples(page, figure, strokes);
  part_flat_curves(figure, reading.samples, strokes);
  std::vector<Chain> chains = stitch(std::move(strokes.curves), strokes.styles, page.words);
  if (chains.size() > kMostLooseStrokes) {
    reading.doubts.push_back("the plot holds " + std::to_string(chains.size()) +
                             " separate strokes, more than curves are drawn with");
    return reading;
  }
  drop_painted_twice(strokes.styles, chains);
  reading.leaders = take_leaders(page, figure, strokes, chains);
  std::vector<Chain> rest, curves;
  for (Chain& chain : chains) {
    const double size = extent(chain.points, plot);
    const bool ring = is_closed(chain.points) && (size < kLargestRing || is_box(chain.points));
    bool any_curve = false;
    const bool annotation =
        size < kInset && !drawn_like_a_curve(chain, chains, strokes, plot, any_curve) && any_curve;
    (size < kLeastExtent || ring || annotation ? rest : curves).push_back(chain);
  }
  for (Chain& chain : curves) reading.traces.push_back(trace_of(std::move(chain), strokes));
  count_left_over(rest, strokes, plot, reading);
  doubt_unmatched_samples(reading);
  mark_shared(plot, reading.traces);
  return reading;
}

}  // namespace curvespice
