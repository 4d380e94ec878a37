#include "extractor/trace/vector/overlap.h"

#include <algorithm>
#include <cmath>

#include "extractor/document/clip.h"
#include "extractor/trace/vector/segment_index.h"

namespace curvespice {
namespace {

// Points along the line, vertices included, at most `step` apart.
Polyline samples(const Polyline& line, double step) {
  Polyline result;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double length = distance(line[i - 1], line[i]);
    const int pieces = std::clamp(static_cast<int>(length / step), 1, 500);
    for (int k = 0; k < pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      result.push_back({line[i - 1].x + t * (line[i].x - line[i - 1].x),
                        line[i - 1].y + t * (line[i].y - line[i - 1].y)});
    }
  }
  result.push_back(line.back());
  return result;
}

bool lies_on(const Polyline& line, const SegmentIndex& index, double reach) {
  return std::ranges::all_of(samples(line, 2.0),
                             [&](Point p) { return index.distance_to(p) < reach; });
}

bool boxes_meet(const Polyline& a, const Polyline& b, double margin) {
  const Box one = bounding_box(a), other = bounding_box(b);
  return one.left < other.right + margin && other.left < one.right + margin &&
         one.top < other.bottom + margin && other.top < one.bottom + margin;
}

}  // namespace

void drop_painted_twice(const std::vector<StrokeStyle>& styles, std::vector<Chain>& chains) {
  std::vector<std::size_t> by_length(chains.size());
  for (std::size_t i = 0; i < chains.size(); ++i) by_length[i] = i;
  std::ranges::stable_sort(by_length, [&](std::size_t a, std::size_t b) {
    return length_of(chains[a].points) > length_of(chains[b].points);
  });
  std::vector<bool> dropped(chains.size());
  std::vector<std::size_t> kept;
  for (const std::size_t i : by_length) {
    const StrokeStyle& own = styles[static_cast<std::size_t>(chains[i].style)];
    for (const std::size_t k : kept) {
      const StrokeStyle& other = styles[static_cast<std::size_t>(chains[k].style)];
      if (own.color != other.color || !boxes_meet(chains[i].points, chains[k].points, 1)) continue;
      const double reach = std::max(0.15, 0.3 * std::max(own.width, other.width));
      if (!lies_on(chains[i].points, SegmentIndex(chains[k].points, reach + 0.1), reach)) continue;
      dropped[i] = true;
      break;
    }
    if (!dropped[i]) kept.push_back(i);
  }
  std::vector<Chain> result;
  for (std::size_t i = 0; i < chains.size(); ++i)
    if (!dropped[i]) result.push_back(std::move(chains[i]));
  chains = std::move(result);
}

void mark_shared(const Box& plot, std::vector<Trace>& traces) {
  const double least = 0.02 * std::hypot(plot.width(), plot.height());
  for (std::size_t b = 0; b < traces.size(); ++b) {
    const double reach = std::max(0.3, 0.5 * traces[b].style.width);
    const SegmentIndex index(traces[b].points, reach + 0.1);
    for (std::size_t a = 0; a < traces.size(); ++a) {
      if (a == b || !boxes_meet(traces[a].points, traces[b].points, reach)) continue;
      const Polyline& points = traces[a].points;
      for (std::size_t i = 0; i < points.size();) {
        std::size_t end = i;
        double length = 0;
        while (end < points.size() && index.distance_to(points[end]) < reach) {
          if (end > i) length += distance(points[end - 1], points[end]);
          ++end;
        }
        if (end > i && length >= least)
          traces[a].shared.emplace_back(static_cast<int>(i), static_cast<int>(end - 1));
        i = std::max(end, i + 1);
      }
    }
  }
  for (Trace& trace : traces) std::ranges::sort(trace.shared);
}

}  // namespace curvespice
