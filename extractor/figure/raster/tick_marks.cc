#include <algorithm>
#include <cmath>
#include <vector>

#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {
namespace {

constexpr float kDark = 0.3F;

struct Mark {
  double coordinate = 0;
  double length = 0;
};

// One side of one edge: the edge lies at row `edge` of `ink`, marks grow in direction `step`.
struct EdgeSide {
  const cv::Mat& ink;
  double edge;
  int step;  // +1 = downwards, -1 = upwards
  int from, to;
  double line_width;

  int row(int distance) const {
    const double first = edge + step * (line_width / 2 + 1.0);
    return static_cast<int>(std::floor(first)) + step * distance;
  }
  float at(int distance, int x) const {
    const int y = row(distance);
    return y < 0 || y >= ink.rows || x < 0 || x >= ink.cols ? 0 : ink.at<float>(y, x);
  }
};

int mark_length(const EdgeSide& side, int x, int longest) {
  int length = 0;
  while (length < longest &&
         std::max({side.at(length, x - 1), side.at(length, x), side.at(length, x + 1)}) > kDark) {
    ++length;
  }
  return length;
}

std::vector<Mark> find_marks(const EdgeSide& side, int longest) {
  std::vector<float> profile;
  for (int x = side.from; x < side.to; ++x) profile.push_back((side.at(0, x) + side.at(1, x)) / 2);
  std::vector<Mark> marks;
  for (std::size_t k = 0; k < profile.size();) {
    if (profile[k] < kDark / 2) {
      ++k;
      continue;
    }
    double mass = 0, moment = 0;
    std::size_t end = k, peak = k;
    for (; end < profile.size() && profile[end] >= kDark / 2; ++end) {
      mass += profile[end];
      moment += profile[end] * (side.from + static_cast<double>(end) + 0.5);
      if (profile[end] > profile[peak]) peak = end;
    }
    const int length = mark_length(side, side.from + static_cast<int>(peak), longest);
    if (profile[peak] > kDark && mass < 2 * side.line_width + 2.5 && length >= 2 &&
        length < longest) {
      marks.push_back({moment / mass, static_cast<double>(length)});
    }
    k = end;
  }
  return marks;
}

// Marks of an axis have one or two lengths (major, minor), each many times; what else stands on the
// edge (the foot of a curve, text) has its own.
std::vector<Mark> regular(const std::vector<Mark>& marks) {
  std::vector<Mark> kept;
  for (const Mark& mark : marks) {
    const auto alike = std::count_if(marks.begin(), marks.end(), [&](const Mark& other) {
      return std::abs(other.length - mark.length) <= 1;
    });
    if (alike >= 3) kept.push_back(mark);
  }
  return kept;
}

std::vector<RuledLine> marks_of_edge(const cv::Mat& ink, double edge, double from, double to,
                                     double line_width) {
  std::vector<RuledLine> lines;
  const int longest = std::max(8, static_cast<int>(0.05 * (to - from)));
  for (const int step : {-1, 1}) {
    const EdgeSide side{ink,       edge, step, static_cast<int>(from) - 3, static_cast<int>(to) + 4,
                        line_width};
    for (const Mark& mark : regular(find_marks(side, longest))) {
      RuledLine line;
      line.coordinate = mark.coordinate;
      line.width = line_width;
      const double end = edge + step * (line_width / 2 + mark.length);
      line.from = std::min(edge, end);
      line.to = std::max(edge, end);
      lines.push_back(line);
    }
  }
  return lines;
}

void append(std::vector<RuledLine>& all, const std::vector<RuledLine>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

RuledLines find_tick_marks(const Sheet& sheet, const PlotBox& plot) {
  RuledLines marks;
  const Box& box = plot.box;
  const cv::Mat turned = sheet.ink.t();
  append(marks.vertical,
         marks_of_edge(sheet.ink, box.bottom, box.left, box.right, plot.line_width));
  append(marks.horizontal, marks_of_edge(turned, box.left, box.top, box.bottom, plot.line_width));
  if (plot.top) {
    append(marks.vertical, marks_of_edge(sheet.ink, box.top, box.left, box.right, plot.line_width));
  }
  if (plot.right) {
    append(marks.horizontal,
           marks_of_edge(turned, box.right, box.top, box.bottom, plot.line_width));
  }
  return marks;
}

}  // namespace curvespice
