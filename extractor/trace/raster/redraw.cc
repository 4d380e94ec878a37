#include "extractor/trace/raster/redraw.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "extractor/trace/raster/centre_line.h"
#include "extractor/trace/raster/skeleton.h"

namespace curvespice {
namespace {

void draw(cv::Mat& canvas, const Polyline& line, int thickness) {
  constexpr int kShift = 4;  // sixteenths of a pixel
  const auto fixed = [](double v) {
    return static_cast<int>(std::lround((v - 0.5) * (1 << kShift)));
  };
  for (std::size_t k = 1; k < line.size(); ++k) {
    cv::line(canvas, {fixed(line[k - 1].x), fixed(line[k - 1].y)},
             {fixed(line[k].x), fixed(line[k].y)}, cv::Scalar(255), thickness, cv::LINE_8, kShift);
  }
}

bool is_text(const cv::Rect& piece, const PlotPixels& plot) {
  const Point centre{piece.x + piece.width / 2.0, piece.y + piece.height / 2.0};
  return std::max(piece.width, piece.height) < 2 * plot.digit_height &&
         std::any_of(plot.words.begin(), plot.words.end(), [&](const Box& word) {
           return word.contains(centre, 0.5 * plot.digit_height);
         });
}

}  // namespace

RedrawCheck check_left_over(const LayerStrokes& strokes, const std::vector<const Polyline*>& drawn,
                            const PlotPixels& plot, bool faint) {
  RedrawCheck check;
  cv::Mat covered = cv::Mat::zeros(strokes.mask.size(), CV_8U);
  const int thickness = static_cast<int>(std::ceil(strokes.width)) + 4;
  for (const Polyline* line : drawn) draw(covered, *line, thickness);
  cv::Mat rest = strokes.mask.clone();
  rest.setTo(0, covered);
  cv::Mat labels, boxes, centres;
  const int count = cv::connectedComponentsWithStats(rest, labels, boxes, centres, 8, CV_32S);
  for (int k = 1; k < count; ++k) {
    const cv::Rect box(boxes.at<int>(k, cv::CC_STAT_LEFT), boxes.at<int>(k, cv::CC_STAT_TOP),
                       boxes.at<int>(k, cv::CC_STAT_WIDTH), boxes.at<int>(k, cv::CC_STAT_HEIGHT));
    const double extent = std::hypot(box.width, box.height);
    if (is_text(box, plot)) continue;
    if (faint && std::min(box.width, box.height) < 2 * strokes.width + 2) continue;
    if (std::max(box.width, box.height) < 2 * strokes.width) continue;  // the rim of a thick stroke
    check.left_over += boxes.at<int>(k, cv::CC_STAT_AREA) / std::max(1.0, strokes.width);
    if (extent <= check.longest) continue;
    check.longest = extent;
    check.longest_box = {double(box.x), double(box.y), double(box.x + box.width),
                         double(box.y + box.height)};
  }
  return check;
}

double explained_part(const LinkedCurve& curve, const cv::Mat& ink, float level,
                      const cv::Mat& hiding) {
  std::vector<bool> counts(curve.points.size(), true);
  for (const auto& [from, to] : curve.shared)
    for (int k = from; k <= to; ++k) counts[static_cast<std::size_t>(k)] = false;
  const bool dashed = curve.gaps.size() >= 4;
  std::size_t seen = 0, counted = 0;
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    if (!counts[k] || (dashed && !curve.sure[k])) continue;
    ++counted;
    const int x = static_cast<int>(curve.points[k].x), y = static_cast<int>(curve.points[k].y);
    const bool hidden = !curve.sure[k] && x >= 0 && y >= 0 && x < hiding.cols && y < hiding.rows &&
                        hiding.at<std::uint8_t>(y, x) != 0;
    seen += hidden || ink_at(ink, curve.points[k]) > 0.35F * level ? 1 : 0;
  }
  return counted == 0 ? 0 : static_cast<double>(seen) / static_cast<double>(counted);
}

}  // namespace curvespice
