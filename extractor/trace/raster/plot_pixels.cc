#include "extractor/trace/raster/plot_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "extractor/document/raster_image.h"

namespace curvespice {
namespace {

constexpr int kMargin = 4;  // pixels around the plot box

RuledLine in_pixels(const RuledLine& line, double scale, double across, double along) {
  return {line.coordinate * scale - across, line.from * scale - along, line.to * scale - along,
          std::max(1.0, line.width * scale)};
}

// The frame's own lines, whether or not the figure lists them among its grid.
void add_edge(std::vector<RuledLine>& lines, double coordinate, double from, double to) {
  const bool known = std::any_of(lines.begin(), lines.end(), [&](const RuledLine& line) {
    return std::abs(line.coordinate - coordinate) < 2;
  });
  if (!known) lines.push_back({coordinate, from, to, 2});
}

double edge_width(const std::vector<RuledLine>& lines, double coordinate) {
  double width = 1;
  for (const RuledLine& line : lines) {
    if (std::abs(line.coordinate - coordinate) < 2) width = std::max(width, line.width);
  }
  return width;
}

}  // namespace

PlotPixels cut_plot(const Page& page, const Figure& figure) {
  PlotPixels plot;
  const RasterImage& image = *page.image;
  plot.scale = image.width() / page.width;
  const double scale = plot.scale;
  const Box box{figure.plot.left * scale, figure.plot.top * scale, figure.plot.right * scale,
                figure.plot.bottom * scale};
  const cv::Rect area =
      cv::Rect(cv::Point(static_cast<int>(box.left) - kMargin, static_cast<int>(box.top) - kMargin),
               cv::Point(static_cast<int>(box.right) + kMargin + 1,
                         static_cast<int>(box.bottom) + kMargin + 1)) &
      cv::Rect(0, 0, image.width(), image.height());
  const cv::Mat whole(image.height(), image.width(), CV_8UC3,
                      const_cast<std::uint8_t*>(image.data()));
  plot.rgb = whole(area).clone();
  plot.corner = {double(area.x), double(area.y)};

  for (const RuledLine& line : figure.vertical) {
    plot.lines.vertical.push_back(in_pixels(line, scale, plot.corner.x, plot.corner.y));
  }
  for (const RuledLine& line : figure.horizontal) {
    plot.lines.horizontal.push_back(in_pixels(line, scale, plot.corner.y, plot.corner.x));
  }
  for (const double x : figure.x_marks) plot.x_marks.push_back(x * scale - plot.corner.x);
  for (const double y : figure.y_marks) plot.y_marks.push_back(y * scale - plot.corner.y);
  const Box own{box.left - plot.corner.x, box.top - plot.corner.y, box.right - plot.corner.x,
                box.bottom - plot.corner.y};
  add_edge(plot.lines.vertical, own.left, own.top, own.bottom);
  add_edge(plot.lines.horizontal, own.bottom, own.left, own.right);
  const auto inset = [&](const std::vector<RuledLine>& lines, double coordinate) {
    return edge_width(lines, coordinate) / 2 + 0.8;
  };
  const int left = static_cast<int>(std::ceil(own.left + inset(plot.lines.vertical, own.left)));
  const int top = static_cast<int>(
      std::ceil(own.top + (figure.framed ? inset(plot.lines.horizontal, own.top) : 0)));
  const int right = static_cast<int>(
      std::floor(own.right - (figure.framed ? inset(plot.lines.vertical, own.right) : 0)));
  const int bottom =
      static_cast<int>(std::floor(own.bottom - inset(plot.lines.horizontal, own.bottom)));
  plot.inside = cv::Rect(left, top, right - left, bottom - top) &
                cv::Rect(0, 0, plot.rgb.cols, plot.rgb.rows);

  std::vector<double> heights;
  for (const Word& word : page.words) {
    if (word.size > 0) heights.push_back(0.72 * word.size * scale);
    if (!figure.plot.contains(word.box.centre())) continue;
    plot.words.push_back(
        {word.box.left * scale - plot.corner.x, word.box.top * scale - plot.corner.y,
         word.box.right * scale - plot.corner.x, word.box.bottom * scale - plot.corner.y});
  }
  if (!heights.empty()) {
    std::nth_element(heights.begin(),
                     heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                     heights.end());
    plot.digit_height = heights[heights.size() / 2];
  }
  return plot;
}

}  // namespace curvespice
