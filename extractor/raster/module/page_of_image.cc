#include "extractor/raster/module/page_of_image.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "extractor/axes/ocr/read_words.h"
#include "extractor/figure/raster/line_removal.h"
#include "extractor/figure/raster/ruled_lines.h"
#include "extractor/document/image/sheet.h"

namespace curvespice {
namespace {

constexpr double kDigitPoints = 5.2;  // height of the digits of a tick label in print, 7 pt type

struct LineModel {
  RuledLines lines;
  std::vector<Box> plots;
};

void append(RuledLines& all, const RuledLines& more) {
  all.horizontal.insert(all.horizontal.end(), more.horizontal.begin(), more.horizontal.end());
  all.vertical.insert(all.vertical.end(), more.vertical.begin(), more.vertical.end());
}

bool within(const RuledLine& line, double left, double right, double top, double bottom) {
  return line.coordinate > top + 1.5 && line.coordinate < bottom - 1.5 && line.from > left - 4 &&
         line.to < right + 4;
}

// Inside a plot the long lines are grid, which is measured anew, or level stretches of curves.
RuledLines outside_plots(const RuledLines& lines, const std::vector<PlotBox>& plots) {
  RuledLines kept = lines;
  for (const PlotBox& plot : plots) {
    const Box& b = plot.box;
    std::erase_if(kept.horizontal, [&](const RuledLine& line) {
      return within(line, b.left, b.right, b.top, b.bottom);
    });
    std::erase_if(kept.vertical, [&](const RuledLine& line) {
      return within(line, b.top, b.bottom, b.left, b.right);
    });
  }
  return kept;
}

LineModel model_lines(const Sheet& sheet) {
  LineModel model;
  const RuledLines found = find_long_lines(sheet);
  const std::vector<PlotBox> plots = find_plot_boxes(found);
  model.lines = outside_plots(found, plots);
  for (const PlotBox& plot : plots) {
    append(model.lines, find_grid_lines(sheet, plot));
    append(model.lines, find_tick_marks(sheet, plot));
    model.plots.push_back(plot.box);
  }
  return model;
}

Color color_along(const Sheet& sheet, const RuledLine& line, bool vertical) {
  double sums[3] = {};
  int count = 0;
  for (double at = line.from + 0.5; at < line.to; at += 1) {
    const int x = static_cast<int>(vertical ? line.coordinate : at);
    const int y = static_cast<int>(vertical ? at : line.coordinate);
    if (x < 0 || y < 0 || x >= sheet.rgb.cols || y >= sheet.rgb.rows) continue;
    const auto& pixel = sheet.rgb.at<cv::Vec3b>(y, x);
    for (int c = 0; c < 3; ++c) sums[c] += pixel[c];
    ++count;
  }
  const auto mean = [&](int c) { return static_cast<std::uint8_t>(count ? sums[c] / count : 0); };
  return {mean(0), mean(1), mean(2)};
}

void add_paths(Page& page, const Sheet& sheet, const std::vector<RuledLine>& lines, bool vertical) {
  for (const RuledLine& line : lines) {
    Path path;
    const Point from{line.from, line.coordinate}, to{line.to, line.coordinate};
    path.lines = {vertical ? Polyline{{from.y, from.x}, {to.y, to.x}} : Polyline{from, to}};
    path.stroke = color_along(sheet, line, vertical);
    path.width = line.width;
    path.order = static_cast<int>(page.paths.size());
    page.paths.push_back(std::move(path));
  }
}

std::shared_ptr<const RasterImage> pixels_of(const Sheet& sheet) {
  const cv::Mat& rgb = sheet.rgb;
  std::vector<std::uint8_t> bytes(rgb.data, rgb.data + 3 * rgb.total());  // a clone is continuous
  return std::make_shared<RasterImage>(rgb.cols, rgb.rows, std::move(bytes));
}

// Words inside a plot that OCR is not sure of are pieces of curves rather than text.
bool is_doubtful(const Word& word, const std::vector<Box>& plots) {
  const bool in_plot = std::any_of(plots.begin(), plots.end(), [&](const Box& plot) {
    return plot.contains(word.box.centre());
  });
  return word.text.empty() || word.confidence < (in_plot ? 0.45 : 0.1);
}

}  // namespace

Result<Page> page_of_image(const RasterImage& image, int number, double dots_per_inch,
                           TextReader& reader) {
  const Sheet sheet = prepare_sheet(image);
  Page page;
  page.number = number;
  page.width = image.width();
  page.height = image.height();
  page.image = pixels_of(sheet);

  const LineModel model = model_lines(sheet);
  add_paths(page, sheet, model.lines.horizontal, false);
  add_paths(page, sheet, model.lines.vertical, true);

  const cv::Mat rest = without_lines(sheet.ink, model.lines);
  CURVESPICE_ASSIGN(OcrWords ocr, read_words(rest, model.plots, reader));
  page.words = std::move(ocr.words);
  page.units_per_inch = ocr.digit_height > 0 ? 72 * ocr.digit_height / kDigitPoints
                        : dots_per_inch > 0  ? dots_per_inch
                                             : 96;
  std::erase_if(page.words, [&](const Word& word) { return is_doubtful(word, model.plots); });
  return page;
}

}  // namespace curvespice
