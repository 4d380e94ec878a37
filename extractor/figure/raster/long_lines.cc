#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {
namespace {

constexpr int kThickest = 12;  // pixels; thicker is a bar, not a line

// Median over the columns of [from, to) of the ink's centre of gravity in rows around the line.
// The median passes over what touches the line here and there: ticks, text, curves.
RuledLine measure(const cv::Mat& ink, const cv::Rect& found) {
  std::vector<double> centres, masses;
  const int top = std::max(0, found.y - 2), bottom = std::min(ink.rows, found.y + found.height + 2);
  const int step = std::max(1, found.width / 400);
  for (int x = found.x; x < found.x + found.width; x += step) {
    double mass = 0, moment = 0;
    for (int y = top; y < bottom; ++y) {
      const double value = ink.at<float>(y, x);
      mass += value;
      moment += value * (y + 0.5);
    }
    if (mass < 0.1) continue;
    centres.push_back(moment / mass);
    masses.push_back(mass);
  }
  RuledLine line;
  line.from = found.x;
  line.to = found.x + found.width;
  if (centres.empty()) return line;
  const auto middle = static_cast<std::ptrdiff_t>(centres.size() / 2);
  std::nth_element(centres.begin(), centres.begin() + middle, centres.end());
  std::nth_element(masses.begin(), masses.begin() + middle, masses.end());
  line.coordinate = centres[static_cast<std::size_t>(middle)];
  line.width = masses[static_cast<std::size_t>(middle)];
  return line;
}

// Pieces of one line, broken where text or a curve's halo lies over it, become one again.
std::vector<RuledLine> joined(std::vector<RuledLine> pieces, double largest_gap) {
  std::sort(pieces.begin(), pieces.end(), [](const RuledLine& a, const RuledLine& b) {
    return a.from != b.from ? a.from < b.from : a.coordinate < b.coordinate;
  });
  std::vector<RuledLine> lines;
  for (const RuledLine& piece : pieces) {
    RuledLine* before = nullptr;
    for (RuledLine& line : lines) {
      const double gap = piece.from - line.to;
      if (std::abs(line.coordinate - piece.coordinate) < 1.2 && gap < largest_gap &&
          gap > -0.2 * (piece.to - piece.from)) {
        before = &line;
      }
    }
    if (!before) {
      lines.push_back(piece);
      continue;
    }
    if (piece.to - piece.from > before->to - before->from) {
      before->coordinate = piece.coordinate;
      before->width = piece.width;
    }
    before->to = std::max(before->to, piece.to);
  }
  return lines;
}

// A frame with a steep curve beside it is one piece of ink: the lines in it are the bands of rows
// that carry most of its length.
void add_lines_of_piece(const cv::Mat& ink, const cv::Mat& labels, int label, const cv::Rect& box,
                        std::vector<RuledLine>& lines) {
  std::vector<int> lengths(static_cast<std::size_t>(box.height), 0);
  for (int y = 0; y < box.height; ++y) {
    const int* row = labels.ptr<int>(box.y + y) + box.x;
    lengths[static_cast<std::size_t>(y)] =
        static_cast<int>(std::count(row, row + box.width, label));
  }
  const int enough = *std::max_element(lengths.begin(), lengths.end()) / 2;
  for (int y = 0; y < box.height;) {
    int end = y;
    while (end < box.height && lengths[static_cast<std::size_t>(end)] > enough) ++end;
    if (end == y) {
      ++y;
      continue;
    }
    int from = box.width, to = 0;
    for (int k = y; k < end; ++k) {
      const int* row = labels.ptr<int>(box.y + k) + box.x;
      from = std::min(from, static_cast<int>(std::find(row, row + box.width, label) - row));
      for (int x = box.width; x > to; --x) {
        if (row[x - 1] == label) to = x;
      }
    }
    if (end - y <= kThickest)
      lines.push_back(measure(ink, {box.x + from, box.y + y, to - from, end - y}));
    y = end;
  }
}

std::vector<RuledLine> find_horizontal(const cv::Mat& ink, float threshold) {
  // Odd, since OpenCV's opening by an even length shifts what it keeps by a pixel.
  const int shortest = std::max(24, static_cast<int>(0.04 * std::max(ink.cols, ink.rows))) | 1;
  cv::Mat dark = ink > threshold, runs, labels, boxes, centres;
  cv::morphologyEx(dark, runs, cv::MORPH_OPEN, cv::Mat::ones(1, shortest, CV_8U));
  const int count = cv::connectedComponentsWithStats(runs, labels, boxes, centres, 8, CV_32S);
  std::vector<RuledLine> pieces;
  for (int k = 1; k < count; ++k) {
    const cv::Rect box(boxes.at<int>(k, cv::CC_STAT_LEFT), boxes.at<int>(k, cv::CC_STAT_TOP),
                       boxes.at<int>(k, cv::CC_STAT_WIDTH), boxes.at<int>(k, cv::CC_STAT_HEIGHT));
    add_lines_of_piece(ink, labels, k, box, pieces);
  }
  return joined(std::move(pieces), shortest);
}

}  // namespace

RuledLines find_long_lines(const Sheet& sheet) {
  const auto threshold = static_cast<float>(std::max(0.25, 5 * sheet.noise));
  return {find_horizontal(sheet.ink, threshold), find_horizontal(sheet.ink.t(), threshold)};
}

}  // namespace curvespice
