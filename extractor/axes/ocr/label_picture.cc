#include "extractor/axes/ocr/label_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

#include <opencv2/imgproc.hpp>

namespace curvespice {
namespace {

constexpr int kMargin = 12;  // picture pixels of white around the glyphs

Box around(const std::vector<Glyph>& glyphs) {
  Box box = glyphs.front().box;
  for (const Glyph& glyph : glyphs) {
    box.include({glyph.box.left, glyph.box.top});
    box.include({glyph.box.right, glyph.box.bottom});
  }
  return box;
}

// The soft edge of a glyph (ink without a label) is kept, the ink of others is not.
cv::Mat own_ink(const cv::Mat& ink, const cv::Mat& labels, const std::vector<Glyph>& glyphs,
                const cv::Rect& area) {
  std::set<int> own;
  for (const Glyph& glyph : glyphs) own.insert(glyph.label);
  cv::Mat gray(area.size(), CV_8U, cv::Scalar(255));
  for (int y = 0; y < area.height; ++y) {
    for (int x = 0; x < area.width; ++x) {
      const int label = labels.at<int>(area.y + y, area.x + x);
      if (label != 0 && own.count(label) == 0) continue;
      const float value = std::clamp(ink.at<float>(area.y + y, area.x + x), 0.0F, 1.0F);
      gray.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(std::lround(255 * (1 - value)));
    }
  }
  return gray;
}

void clip_below(cv::Mat& gray, const cv::Rect& area, const Glyph& glyph, double angle,
                double base_line) {
  const int base = static_cast<int>(std::lround(base_line));
  const cv::Rect below = angle == 0
                             ? cv::Rect(cv::Point(static_cast<int>(glyph.box.left) - 1, base),
                                        cv::Point(static_cast<int>(glyph.box.right) + 1,
                                                  static_cast<int>(glyph.box.bottom) + 2))
                             : cv::Rect(cv::Point(base, static_cast<int>(glyph.box.top) - 1),
                                        cv::Point(static_cast<int>(glyph.box.right) + 2,
                                                  static_cast<int>(glyph.box.bottom) + 1));
  const cv::Rect part = below & area;
  gray(part - area.tl()).setTo(255);
}

}  // namespace

Box LabelPicture::to_image(const Box& b) const {
  const double m = kMargin;
  const Box flat{(b.left - m) / scale, (b.top - m) / scale, (b.right - m) / scale,
                 (b.bottom - m) / scale};
  if (angle == 0) {
    return {source.left + flat.left, source.top + flat.top, source.left + flat.right,
            source.top + flat.bottom};
  }
  // Turned clockwise for reading: along the picture is up in the image.
  return {source.left + flat.top, source.bottom - flat.right, source.left + flat.bottom,
          source.bottom - flat.left};
}

LabelPicture cut_label(const cv::Mat& ink, const cv::Mat& labels, const std::vector<Glyph>& glyphs,
                       double angle, double height, const ClippedGlyphs& clipped) {
  const Box box = around(glyphs);
  const cv::Rect area =
      cv::Rect(static_cast<int>(box.left) - 1, static_cast<int>(box.top) - 1,
               static_cast<int>(box.width()) + 2, static_cast<int>(box.height()) + 2) &
      cv::Rect(0, 0, ink.cols, ink.rows);
  LabelPicture picture;
  picture.angle = angle;
  picture.source = {double(area.x), double(area.y), double(area.x + area.width),
                    double(area.y + area.height)};
  cv::Mat gray = own_ink(ink, labels, glyphs, area);
  for (const Glyph& glyph : clipped.glyphs) clip_below(gray, area, glyph, angle, clipped.base_line);
  if (angle != 0) cv::rotate(gray, gray, cv::ROTATE_90_CLOCKWISE);
  picture.scale = height / std::max(1.0, angle == 0 ? box.height() : box.width());
  cv::resize(gray, gray, {}, picture.scale, picture.scale,
             picture.scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
  cv::copyMakeBorder(gray, picture.pixels, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT,
                     cv::Scalar(255));
  return picture;
}

}  // namespace curvespice
