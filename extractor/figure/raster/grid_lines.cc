#include <algorithm>
#include <cmath>
#include <vector>

#include "extractor/figure/raster/ruled_lines.h"

namespace curvespice {
namespace {

constexpr int kChunks = 20;  // a line is judged piece by piece along its length

// How much darker each row is than the rows beside it, chunk by chunk along the row.
// `values[y][k]`: mean over chunk k; clipped so that a crossing curve weighs no more than a line.
struct RowContrast {
  int first_row = 0;
  std::vector<std::vector<float>> values;
};

float contrast(const cv::Mat& ink, int y, int x) {
  const float two = (ink.at<float>(y - 2, x) + ink.at<float>(y + 2, x)) / 2;
  const float three = (ink.at<float>(y - 3, x) + ink.at<float>(y + 3, x)) / 2;
  return std::clamp(ink.at<float>(y, x) - std::min(two, three), -0.5F, 1.0F);
}

// Columns of `crossing` lines are passed over: the dots of dotted lines that stand side by side
// look like a line across them.
RowContrast row_contrast(const cv::Mat& ink, const cv::Rect& area,
                         const std::vector<RuledLine>& crossing) {
  std::vector<bool> counts(static_cast<std::size_t>(ink.cols), true);
  for (const RuledLine& line : crossing) {
    const int reach = static_cast<int>(std::ceil(line.width / 2 + 0.5));
    for (int x = static_cast<int>(line.coordinate) - reach;
         x <= static_cast<int>(line.coordinate) + reach; ++x) {
      if (x >= 0 && x < ink.cols) counts[static_cast<std::size_t>(x)] = false;
    }
  }
  RowContrast rows;
  rows.first_row = area.y;
  for (int y = area.y; y < area.y + area.height; ++y) {
    std::vector<float> chunks(kChunks, 0);
    for (int k = 0; k < kChunks; ++k) {
      const int from = area.x + area.width * k / kChunks,
                to = area.x + area.width * (k + 1) / kChunks;
      float sum = 0;
      int count = 0;
      for (int x = from; x < to; ++x) {
        if (!counts[static_cast<std::size_t>(x)]) continue;
        sum += contrast(ink, y, x);
        ++count;
      }
      chunks[static_cast<std::size_t>(k)] = sum / static_cast<float>(std::max(1, count));
    }
    rows.values.push_back(std::move(chunks));
  }
  return rows;
}

float median(std::vector<float> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Part of the chunks that carry the line; 0 when it fails to reach one of the edges.
double support(const std::vector<float>& chunks, float strength) {
  int carried = 0;
  for (const float value : chunks) carried += value > 0.35F * strength ? 1 : 0;
  const auto reaches = [&](std::size_t a, std::size_t b) {
    return std::max(chunks[a], chunks[b]) > 0.35F * strength;
  };
  if (!reaches(0, 1) || !reaches(kChunks - 1, kChunks - 2)) return 0;
  return static_cast<double>(carried) / kChunks;
}

double centre_of_peak(const std::vector<float>& profile, std::size_t peak, double& width) {
  double mass = 0, moment = 0;
  for (std::size_t k = peak >= 2 ? peak - 2 : 0; k <= std::min(peak + 2, profile.size() - 1); ++k) {
    const double value = std::max(0.0F, profile[k]);
    mass += value;
    moment += value * (static_cast<double>(k) + 0.5);
  }
  width = mass / std::max(1e-6, static_cast<double>(profile[peak]));
  return moment / mass;
}

struct GridLine {
  RuledLine line;
  float strength = 0;
};

// A line much stronger than its fellows is no grid line but a curve that happens to be level.
// Three of one strength are the major lines among minor ones.
std::vector<RuledLine> without_odd_ones(const std::vector<GridLine>& found) {
  std::vector<float> strengths;
  for (const GridLine& line : found) strengths.push_back(line.strength);
  const float usual = median(strengths);
  std::vector<RuledLine> lines;
  for (const GridLine& line : found) {
    const auto alike = std::count_if(strengths.begin(), strengths.end(), [&](float other) {
      return std::abs(other - line.strength) < 0.25F * line.strength;
    });
    if (found.size() < 3 || line.strength < 3.5F * usual || alike >= 3) lines.push_back(line.line);
  }
  return lines;
}

std::vector<RuledLine> find_across(const cv::Mat& ink, const cv::Rect& area, double noise,
                                   const std::vector<RuledLine>& crossing) {
  const RowContrast rows = row_contrast(ink, area, crossing);
  std::vector<float> profile;
  for (const auto& chunks : rows.values) profile.push_back(median(chunks));
  const float ground = median(profile);
  for (float& value : profile) value -= ground;
  const double chunk_noise = 1.3 * noise / std::sqrt(std::max(1.0, area.width / double{kChunks}));
  const auto threshold = static_cast<float>(std::max(0.012, 3.0 * chunk_noise));

  std::vector<GridLine> found;
  for (std::size_t k = 1; k + 1 < profile.size(); ++k) {
    if (profile[k] < threshold || profile[k] < profile[k - 1] || profile[k] <= profile[k + 1])
      continue;
    if (support(rows.values[k], profile[k]) < 0.75) continue;
    GridLine grid;
    grid.strength = profile[k];
    grid.line.coordinate = rows.first_row + centre_of_peak(profile, k, grid.line.width);
    grid.line.from = area.x;
    grid.line.to = area.x + area.width;
    found.push_back(grid);
  }
  return without_odd_ones(found);
}

// Within the frame's lines. Where an edge is not drawn as a frame, a grid line may lie on it.
cv::Rect interior(const PlotBox& plot, const cv::Mat& ink) {
  const Box& box = plot.box;
  const double margin = plot.line_width / 2 + 1.5, beyond = -2.5;
  cv::Rect area;
  area.x = static_cast<int>(std::ceil(box.left + margin));
  area.y = static_cast<int>(std::ceil(box.top + (plot.top ? margin : beyond)));
  area.width = static_cast<int>(std::floor(box.right - (plot.right ? margin : beyond))) - area.x;
  area.height = static_cast<int>(std::floor(box.bottom - margin)) - area.y;
  return area & cv::Rect(3, 3, ink.cols - 6, ink.rows - 6);
}

// The lines run from edge to edge of the box, as drawn.
void stretch(std::vector<RuledLine>& lines, double from, double to) {
  for (RuledLine& line : lines) {
    line.from = from;
    line.to = to;
  }
}

}  // namespace

RuledLines find_grid_lines(const Sheet& sheet, const PlotBox& plot) {
  RuledLines lines;
  const cv::Rect area = interior(plot, sheet.ink);
  if (area.width < 2 * kChunks || area.height < 2 * kChunks) return lines;
  const cv::Mat ink = sheet.ink, turned_ink = sheet.ink.t();
  const cv::Rect turned(area.y, area.x, area.height, area.width);
  lines.horizontal = find_across(ink, area, sheet.noise, {});
  lines.vertical = find_across(turned_ink, turned, sheet.noise, {});
  const RuledLines first = lines;
  lines.horizontal = find_across(ink, area, sheet.noise, first.vertical);
  lines.vertical = find_across(turned_ink, turned, sheet.noise, lines.horizontal);
  if (lines.vertical.size() < first.vertical.size()) {  // some were none: look across them again
    lines.horizontal = find_across(ink, area, sheet.noise, lines.vertical);
  }
  stretch(lines.horizontal, plot.box.left, plot.box.right);
  stretch(lines.vertical, plot.box.top, plot.box.bottom);
  return lines;
}

}  // namespace curvespice
