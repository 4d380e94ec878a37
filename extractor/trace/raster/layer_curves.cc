#include "extractor/trace/raster/layer_curves.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "extractor/trace/raster/centre_line.h"
#include "extractor/trace/raster/skeleton.h"

namespace curvespice {
namespace {

// What strokes have in their middle: a high percentile of the layer's ink.
float stroke_level(const cv::Mat& ink) {
  std::vector<float> values;
  for (int y = 0; y < ink.rows; ++y) {
    const float* row = ink.ptr<float>(y);
    std::copy_if(row, row + ink.cols, std::back_inserter(values), [](float v) { return v > 0.2F; });
  }
  if (values.size() < 20) return 0;
  const auto high = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 85 / 100);
  std::nth_element(values.begin(), high, values.end());
  return *high;
}

// Ink spread over the length of the skeleton.
double stroke_width(const cv::Mat& strokes, const cv::Mat& skeleton) {
  const int length = cv::countNonZero(skeleton);
  return length == 0 ? 0 : static_cast<double>(cv::countNonZero(strokes)) / length;
}

// Back from the enlarged skeleton: about one point a pixel again.
Strand to_layer_pixels(const Strand& large, int scale) {
  if (scale == 1) return large;
  Strand strand;
  const int size = static_cast<int>(large.points.size());
  for (int k = 0; k < size; k += scale) {
    const auto at = static_cast<std::size_t>(k + scale > size ? size - 1 : k);  // the end stays
    strand.points.push_back({large.points[at].x / scale, large.points[at].y / scale});
    strand.sure.push_back(large.sure[at]);
  }
  const int last = static_cast<int>(strand.points.size()) - 1;
  for (const auto& [from, to] : large.shared) {
    strand.shared.emplace_back(std::min(last, from / scale), std::min(last, to / scale));
  }
  return strand;
}

// Specks of dirt and of thresholded dither.
void remove_specks(cv::Mat& mask, double smallest) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 255);
  for (int k = 0; k < count; ++k) {
    if (k == 0 || stats.at<int>(k, cv::CC_STAT_AREA) < smallest)
      keep[static_cast<std::size_t>(k)] = 0;
  }
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      mask.at<std::uint8_t>(y, x) = keep[static_cast<std::size_t>(labels.at<int>(y, x))];
    }
  }
}

}  // namespace

LayerStrokes find_strokes(const ColorLayer& layer, const PlotPixels& plot) {
  LayerStrokes strokes;
  strokes.level = stroke_level(layer.ink);
  if (strokes.level < 0.2F) return strokes;
  const double threshold = 0.45 * strokes.level;
  strokes.mask = layer.ink > threshold;
  const double rough_width = stroke_width(strokes.mask, thinned(strokes.mask));
  const int scale = rough_width < 4 ? 2 : 1;  // thin neighbours stay apart when enlarged
  cv::Mat large = strokes.mask;
  if (scale > 1) {
    cv::Mat ink;
    cv::resize(layer.ink, ink, {}, scale, scale, cv::INTER_CUBIC);
    large = ink > threshold;
  }
  remove_specks(large, 0.8 * scale * scale * rough_width * rough_width);
  const cv::Mat skeleton = thinned(large);
  const double width = stroke_width(large, skeleton);
  strokes.width = width / scale;
  std::vector<Strand> strands =
      resolve_crossings(skeleton_graph(skeleton, 0.9 * width), width,
                        std::max(8 * width, 3 * plot.digit_height * scale));
  for (Strand& strand : strands) {
    strand = to_layer_pixels(strand, scale);
    strand.spread = refine(strand, layer.ink, strokes.width);
  }
  double length = 0;
  for (const Strand& strand : strands) length += polyline_length(strand.points);
  strokes.drawn_width = length > 0 ? cv::sum(layer.ink)[0] / strokes.level / length : strokes.width;
  strokes.drawn_width = std::min(strokes.drawn_width, strokes.width);
  LinkOptions options;
  options.width = strokes.width;
  options.longest_dash_gap =
      std::clamp(6 * strokes.width, 0.5 * plot.digit_height, 2.2 * plot.digit_height);
  options.at_edge = [&plot, reach = 2 * strokes.width + 3](Point p) {
    const cv::Rect& box = plot.inside;
    return p.x < box.x + reach || p.y < box.y + reach || p.x > box.x + box.width - reach ||
           p.y > box.y + box.height - reach;
  };
  strokes.pieces = link_strands(strands, options);
  return strokes;
}

}  // namespace curvespice
