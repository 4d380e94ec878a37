#include "extractor/figure/raster/line_removal.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace curvespice {
namespace {

constexpr float kOpaque = 0.6F;  // a line of more ink hides what lies over it

// The rows of a line and its own ink in each of them. A dotted line has the ink of its dots.
struct Band {
  int first = 0;
  std::vector<float> level;
  int from = 0, to = 0;  // columns
  int last() const { return first + static_cast<int>(level.size()) - 1; }
};

float percentile(std::vector<float> values, double fraction) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

// The ink of a row of the line, stretch by stretch: where a level curve or text lies on half of the
// stretches it does not count. A dotted line needs a high percentile within each: most of its
// pixels lie between the dots.
float usual_ink(const cv::Mat& ink, int row, const Band& band) {
  constexpr int kShortest = 12;  // pixels of a stretch
  const int count = std::clamp((band.to - band.from) / kShortest, 1, 15);
  std::vector<float> stretches;
  for (int k = 0; k < count; ++k) {
    const int from = band.from + (band.to - band.from) * k / count,
              to = band.from + (band.to - band.from) * (k + 1) / count;
    std::vector<float> values;
    for (int x = from; x < to; ++x) values.push_back(ink.at<float>(row, x));
    stretches.push_back(percentile(std::move(values), 0.8));
  }
  return percentile(std::move(stretches), 0.5);
}

Band measure_band(const cv::Mat& ink, const RuledLine& line) {
  Band band;
  const double half = std::max(0.5, line.width / 2);
  band.first = std::max(0, static_cast<int>(std::floor(line.coordinate - half - 0.6)));
  const int last =
      std::min(ink.rows - 1, static_cast<int>(std::floor(line.coordinate + half + 0.6)));
  band.from = std::max(0, static_cast<int>(std::floor(line.from)) - 1);
  band.to = std::min(ink.cols, static_cast<int>(std::ceil(line.to)) + 1);
  for (int y = band.first; y <= last; ++y) band.level.push_back(usual_ink(ink, y, band));
  return band;
}

// Whether a stroke passes the band at column x: ink just above and just below, straight across or
// slanting by up to three columns a row.
bool stroke_passes(const cv::Mat& ink, const Band& band, int x, float& value) {
  const int above = band.first - 1, below = band.last() + 1;
  if (above < 0 || below >= ink.rows) return false;
  const int reach = 2 + 3 * static_cast<int>(band.level.size());
  float best = 0;
  for (int d = 0; d <= reach; ++d) {
    for (const int side : {-1, 1}) {
      const int upper = x - side * d, lower = x + side * d;
      if (upper < 0 || lower < 0 || upper >= ink.cols || lower >= ink.cols) continue;
      best = std::max(best, std::min(ink.at<float>(above, upper), ink.at<float>(below, lower)));
    }
    if (best > 0.3F) break;
  }
  value = best;
  return best > 0.3F;
}

void remove_band(const cv::Mat& ink, cv::Mat& rest, const Band& band) {
  const float strongest = *std::max_element(band.level.begin(), band.level.end());
  for (int x = band.from; x < band.to; ++x) {
    float bridge = 0;
    const bool passes = strongest > kOpaque && stroke_passes(ink, band, x, bridge);
    for (std::size_t k = 0; k < band.level.size(); ++k) {
      float& out = rest.at<float>(band.first + static_cast<int>(k), x);
      const float level = std::min(band.level[k], 0.95F);
      if (strongest > kOpaque) {
        out = passes ? std::min(out, bridge) : 0;
      } else {
        out = std::max(0.0F, (out - level) / (1 - level));
      }
    }
  }
}

void remove_all(cv::Mat& rest, const std::vector<RuledLine>& lines) {
  const cv::Mat before = rest.clone();
  for (const RuledLine& line : lines) {
    const Band band = measure_band(before, line);
    if (!band.level.empty() && band.to > band.from) remove_band(before, rest, band);
  }
}

}  // namespace

cv::Mat without_lines(const cv::Mat& ink, const RuledLines& lines) {
  cv::Mat rest = ink.clone();
  remove_all(rest, lines.horizontal);
  cv::Mat turned = rest.t();
  remove_all(turned, lines.vertical);
  return turned.t();
}

}  // namespace curvespice
