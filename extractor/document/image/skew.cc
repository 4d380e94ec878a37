#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extractor/document/image/sheet.h"

namespace curvespice {
namespace {

constexpr double kRadians = 3.14159265358979323846 / 180;
constexpr double kLargest = 5;  // degrees

// Ink of `ink` summed along lines turned by `degrees` clockwise from horizontal, as a measure of
// how sharply the sums change: ruled lines give tall narrow peaks at their own angle only.
double sharpness(const cv::Mat& ink, double degrees) {
  const double slope = std::tan(degrees * kRadians);
  const int spread = static_cast<int>(std::ceil(std::abs(slope) * ink.cols)) + 2;
  std::vector<double> sums(static_cast<std::size_t>(ink.rows + 2 * spread), 0.0);
  std::vector<int> shift(static_cast<std::size_t>(ink.cols));
  std::vector<float> part(static_cast<std::size_t>(ink.cols));
  for (int x = 0; x < ink.cols; ++x) {
    const double offset = spread - slope * (x - ink.cols / 2.0);
    shift[static_cast<std::size_t>(x)] = static_cast<int>(std::floor(offset));
    part[static_cast<std::size_t>(x)] = static_cast<float>(offset - std::floor(offset));
  }
  for (int y = 0; y < ink.rows; ++y) {
    const auto* row = ink.ptr<float>(y);
    for (int x = 0; x < ink.cols; ++x) {
      if (row[x] < 0.1F) continue;
      const auto k = static_cast<std::size_t>(x);
      const auto at = static_cast<std::size_t>(y + shift[k]);
      sums[at] += row[x] * (1 - part[k]);
      sums[at + 1] += row[x] * part[k];
    }
  }
  double total = 0;
  for (std::size_t k = 1; k < sums.size(); ++k)
    total += (sums[k] - sums[k - 1]) * (sums[k] - sums[k - 1]);
  return total;
}

struct Peak {
  double degrees = 0, value = 0;
};

Peak sharpest(const cv::Mat& ink, const cv::Mat& turned, double from, double to, double step) {
  Peak best{0, -1};
  for (double degrees = from; degrees <= to + step / 2; degrees += step) {
    // Vertical lines turned clockwise lean the other way in the transposed image.
    const double value = sharpness(ink, degrees) + sharpness(turned, -degrees);
    if (value > best.value) best = {degrees, value};
  }
  return best;
}

cv::Mat shrunk(const cv::Mat& ink, int longest) {
  const double factor = static_cast<double>(longest) / std::max(ink.rows, ink.cols);
  if (factor >= 1) return ink;
  cv::Mat small;
  cv::resize(ink, small, {}, factor, factor, cv::INTER_AREA);
  return small;
}

}  // namespace

double measure_skew(const cv::Mat& ink) {
  const cv::Mat coarse = shrunk(ink, 400), fine = shrunk(ink, 1400);
  Peak peak = sharpest(coarse, coarse.t(), -kLargest, kLargest, 0.25);
  const cv::Mat turned = fine.t();
  peak = sharpest(fine, turned, peak.degrees - 0.2, peak.degrees + 0.2, 0.1);
  peak = sharpest(fine, turned, peak.degrees - 0.06, peak.degrees + 0.06, 0.02);
  const double upright = sharpness(fine, 0) + sharpness(turned, 0);
  const double visible = 0.7 / std::max(ink.rows, ink.cols) / kRadians;  // less than a pixel in all
  if (std::abs(peak.degrees) < visible || peak.value < 1.02 * upright) return 0;
  return peak.degrees;
}

}  // namespace curvespice
