#include "extractor/document/image/sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace curvespice {
namespace {

constexpr int kLightCell = 32;  // pixels: light is measured on cells of this size

std::uint8_t percentile(const cv::Mat& gray, double fraction) {
  int histogram[256] = {};
  for (int y = 0; y < gray.rows; ++y) {
    const auto* row = gray.ptr<std::uint8_t>(y);
    for (int x = 0; x < gray.cols; ++x) ++histogram[row[x]];
  }
  int rest = static_cast<int>(fraction * static_cast<double>(gray.total()));
  for (int level = 0; level < 256; ++level) {
    if ((rest -= histogram[level]) <= 0) return static_cast<std::uint8_t>(level);
  }
  return 255;
}

// The paper's brightness over the image: a high percentile of each cell, smoothed. Ink covers a
// small part of a cell; where it does not (a black bar), the neighbours speak for it.
cv::Mat paper_brightness(const cv::Mat& gray) {
  const cv::Size cells((gray.cols + kLightCell - 1) / kLightCell,
                       (gray.rows + kLightCell - 1) / kLightCell);
  cv::Mat level(cells, CV_8U);
  for (int y = 0; y < cells.height; ++y) {
    for (int x = 0; x < cells.width; ++x) {
      const cv::Rect cell = cv::Rect(x * kLightCell, y * kLightCell, kLightCell, kLightCell) &
                            cv::Rect(0, 0, gray.cols, gray.rows);
      level.at<std::uint8_t>(y, x) = percentile(gray(cell), 0.75);
    }
  }
  cv::dilate(level, level, cv::Mat::ones(3, 3, CV_8U));
  cv::blur(level, level, {3, 3});
  cv::Mat full;
  cv::resize(level, full, gray.size(), 0, 0, cv::INTER_LINEAR);
  return full;
}

// Divides by the paper's brightness unless the paper is clean white already.
void even_out_light(cv::Mat& rgb) {
  cv::Mat gray;
  cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
  if (percentile(gray, 0.5) < 96) {  // light lines on a dark ground
    cv::bitwise_not(rgb, rgb);
    cv::bitwise_not(gray, gray);
  }
  const cv::Mat paper = paper_brightness(gray);
  double darkest = 0, lightest = 0;
  cv::minMaxLoc(paper, &darkest, &lightest);
  if (darkest >= 254) return;
  for (int y = 0; y < rgb.rows; ++y) {
    auto* row = rgb.ptr<cv::Vec3b>(y);
    const auto* white = paper.ptr<std::uint8_t>(y);
    for (int x = 0; x < rgb.cols; ++x) {
      const int level = std::max<int>(white[x], 64);
      for (int c = 0; c < 3; ++c) {
        row[x][c] = static_cast<std::uint8_t>(std::min(255, row[x][c] * 255 / level));
      }
    }
  }
}

// Ink is what the darkest channel lacks of white, so that a yellow line counts as much as a black
// one. Blended with luma, which JPEG stores at full resolution.
cv::Mat ink_of(const cv::Mat& rgb) {
  cv::Mat ink(rgb.size(), CV_32F);
  for (int y = 0; y < rgb.rows; ++y) {
    const auto* row = rgb.ptr<cv::Vec3b>(y);
    auto* out = ink.ptr<float>(y);
    for (int x = 0; x < rgb.cols; ++x) {
      const int darkest = std::min({row[x][0], row[x][1], row[x][2]});
      out[x] = static_cast<float>(255 - darkest) / 255.0F;
    }
  }
  return ink;
}

// From the differences of neighbours on nearly white pixels: lines do not enter there.
double paper_noise(const cv::Mat& ink) {
  double sum = 0;
  int count = 0;
  for (int y = 0; y < ink.rows; y += 2) {
    const auto* row = ink.ptr<float>(y);
    for (int x = 0; x + 1 < ink.cols; x += 2) {
      if (row[x] > 0.2F || row[x + 1] > 0.2F) continue;
      const double difference = row[x] - row[x + 1];
      sum += difference * difference;
      ++count;
    }
  }
  return count == 0 ? 0 : std::sqrt(sum / (2.0 * count));
}

void turn_upright(cv::Mat& rgb, double degrees) {
  const cv::Point2f centre(static_cast<float>(rgb.cols) / 2, static_cast<float>(rgb.rows) / 2);
  const cv::Mat turn = cv::getRotationMatrix2D(centre, degrees, 1);
  cv::Mat upright;
  cv::warpAffine(rgb, upright, turn, rgb.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT,
                 cv::Scalar::all(255));
  rgb = upright;
}

}  // namespace

Sheet prepare_sheet(const RasterImage& image) {
  Sheet sheet;
  const cv::Mat pixels(image.height(), image.width(), CV_8UC3,
                       const_cast<std::uint8_t*>(image.data()));  // read only: cloned at once
  sheet.rgb = pixels.clone();
  even_out_light(sheet.rgb);
  sheet.ink = ink_of(sheet.rgb);
  sheet.skew_degrees = measure_skew(sheet.ink);
  if (sheet.skew_degrees != 0) {
    turn_upright(sheet.rgb, sheet.skew_degrees);
    sheet.ink = ink_of(sheet.rgb);
  }
  sheet.noise = paper_noise(sheet.ink);
  return sheet;
}

}  // namespace curvespice
