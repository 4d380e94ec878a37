#include "extractor/raster/module/page_of_image.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extractor/axes/ocr/read_words.h"
#include "extractor/document/image/sheet.h"
#include "extractor/figure/raster/line_removal.h"
#include "extractor/figure/raster/ruled_lines.h"

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

// Where a tick mark goes on from a corner, the frame's line ends at the corner all the same.
void trim_at_corners(RuledLines& lines, const std::vector<PlotBox>& plots) {
  const auto trim = [](RuledLine& line, double edge_a, double edge_b, double from, double to) {
    const double reach = 10 + 0.03 * (to - from);
    if (std::abs(line.coordinate - edge_a) > 2 && std::abs(line.coordinate - edge_b) > 2) return;
    if (line.from < from && line.from > from - reach) line.from = from;
    if (line.to > to && line.to < to + reach) line.to = to;
  };
  for (const PlotBox& plot : plots) {
    const Box& b = plot.box;
    for (RuledLine& line : lines.horizontal) trim(line, b.top, b.bottom, b.left, b.right);
    for (RuledLine& line : lines.vertical) trim(line, b.left, b.right, b.top, b.bottom);
  }
}

// Of `marks` near the `end` of an axis the one furthest out (`outward` -1: towards 0), else `end`.
// Measured from the axis's own end: minor marks stand close enough to lead on to one another.
double outermost_mark(const std::vector<double>& marks, double end, double reach, int outward) {
  double best = end;
  bool found = false;
  for (const double mark : marks) {
    if (std::abs(mark - end) >= reach || (found && (mark - best) * outward < 0)) continue;
    best = mark;
    found = true;
  }
  return best;
}

// An axis without a frame ends in a tick mark, not in its line's own cap.
void end_at_outermost_mark(PlotBox& plot, const RuledLines& marks) {
  Box& box = plot.box;
  std::vector<double> left, bottom;
  for (const RuledLine& mark : marks.horizontal)
    if (mark.from < box.left + 3) left.push_back(mark.coordinate);
  for (const RuledLine& mark : marks.vertical)
    if (mark.to > box.bottom - 3) bottom.push_back(mark.coordinate);
  const double cap = 3 + 1.5 * plot.line_width;
  if (!plot.top) box.top = outermost_mark(left, box.top, cap, -1);
  if (!plot.right) box.right = outermost_mark(bottom, box.right, cap, 1);
}

LineModel model_lines(const Sheet& sheet) {
  LineModel model;
  const RuledLines found = find_long_lines(sheet);
  std::vector<PlotBox> plots = find_plot_boxes(found);
  for (PlotBox& plot : plots) end_at_outermost_mark(plot, find_tick_marks(sheet, plot));
  model.lines = outside_plots(found, plots);
  trim_at_corners(model.lines, plots);
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

// Mean height of the labelled pixels in every eighth of their width.
Polyline course_of(const cv::Mat& labels, int label, Point corner) {
  Polyline course;
  for (int part = 0; part <= 8; ++part) {
    const int x = std::min(labels.cols - 1, labels.cols * part / 8);
    double sum = 0;
    int count = 0;
    for (int y = 0; y < labels.rows; ++y) {
      if (labels.at<int>(y, x) != label) continue;
      sum += y + 0.5;
      ++count;
    }
    if (count > 0) course.push_back({corner.x + x + 0.5, corner.y + sum / count});
  }
  return course;
}

// The rough course of each piece of ink that spans a good part of a plot: evidence that there are
// curves at all. Where exactly they run is read from the pixels later.
void add_large_pieces(Page& page, const cv::Mat& rest, const std::vector<Box>& plots) {
  for (const Box& plot : plots) {
    const cv::Rect area =
        cv::Rect(cv::Point(static_cast<int>(plot.left) + 4, static_cast<int>(plot.top) + 4),
                 cv::Point(static_cast<int>(plot.right) - 3, static_cast<int>(plot.bottom) - 3)) &
        cv::Rect(0, 0, rest.cols, rest.rows);
    if (area.empty()) continue;
    cv::Mat labels, boxes, centres;
    const int count =
        cv::connectedComponentsWithStats(rest(area) > 0.3, labels, boxes, centres, 8, CV_32S);
    for (int k = 1; k < count; ++k) {
      const cv::Rect box(boxes.at<int>(k, cv::CC_STAT_LEFT), boxes.at<int>(k, cv::CC_STAT_TOP),
                         boxes.at<int>(k, cv::CC_STAT_WIDTH), boxes.at<int>(k, cv::CC_STAT_HEIGHT));
      const bool small = box.width < 0.06 * area.width && box.height < 0.06 * area.height;
      const bool full = boxes.at<int>(k, cv::CC_STAT_AREA) > 0.3 * box.area() && box.area() > 400;
      if (small || full) continue;
      Path path;
      path.lines = {course_of(labels(box), k, {double(area.x + box.x), double(area.y + box.y)})};
      path.stroke = Color{};
      path.width = 1;
      if (path.lines.front().size() > 1) page.paths.push_back(std::move(path));
    }
  }
}

std::shared_ptr<const RasterImage> pixels_of(const Sheet& sheet) {
  const cv::Mat& rgb = sheet.rgb;
  std::vector<std::uint8_t> bytes(rgb.data, rgb.data + 3 * rgb.total());  // a clone is continuous
  return std::make_shared<RasterImage>(rgb.cols, rgb.rows, std::move(bytes));
}

// Upright strokes side by side are dashes of steep curves as often as letters.
bool is_all_bars(const std::string& text) {
  return text.size() <= 2 && text.find_first_not_of("1lI|/\\!") == std::string::npos;
}

// Whether the word's box has the size of its text.
bool is_word_sized(const Word& word, double digit_height) {
  const bool level = word.angle == 0;
  const double across = level ? word.box.height() : word.box.width();
  const double along = level ? word.box.width() : word.box.height();
  return across < 2.2 * digit_height &&
         along < 1.4 * digit_height * (1 + static_cast<double>(word.text.size()));
}

// Words inside a plot that OCR is not sure of may be pieces of curves; three glyphs and more in a
// row are text even if it could not be made out.
bool is_doubtful(const Word& word, const std::vector<Box>& plots, double digit_height) {
  if (word.text.empty()) return true;
  const bool in_plot = std::any_of(plots.begin(), plots.end(), [&](const Box& plot) {
    return plot.contains(word.box.centre());
  });
  // Tesseract gives a line's last word no confidence at all now and then.
  const bool digits = word.text.find_first_of("0123456789") != std::string::npos;
  const double least = word.text.size() < 3 && !digits ? 0.45 : 0.1;
  if (!in_plot) return word.confidence < least && word.text.size() < 4;
  const bool letters =
      word.text == "=" || std::any_of(word.text.begin(), word.text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0;
      });
  if (!letters || is_all_bars(word.text) || !is_word_sized(word, digit_height)) return true;
  return word.confidence < (word.text.size() >= 3 ? 0.2 : 0.45);
}

// From pixels to points, everything on the page.
void scale_page(Page& page, double factor) {
  const auto scale = [&](Point& point) { point = {point.x * factor, point.y * factor}; };
  const auto scale_box = [&](Box& box) {
    box = {box.left * factor, box.top * factor, box.right * factor, box.bottom * factor};
  };
  page.width *= factor;
  page.height *= factor;
  for (Path& path : page.paths) {
    for (Polyline& line : path.lines) std::for_each(line.begin(), line.end(), scale);
    path.width *= factor;
  }
  for (Word& word : page.words) {
    scale_box(word.box);
    word.size *= factor;
    std::for_each(word.glyphs.begin(), word.glyphs.end(), scale_box);
  }
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
  add_large_pieces(page, rest, model.plots);
  CURVESPICE_ASSIGN(OcrWords ocr, read_words(rest, model.plots, reader));
  page.words = std::move(ocr.words);
  std::erase_if(page.words,
                [&](const Word& word) { return is_doubtful(word, model.plots, ocr.digit_height); });
  scale_page(page, dots_per_inch > 0      ? 72 / dots_per_inch
                   : ocr.digit_height > 0 ? kDigitPoints / ocr.digit_height
                                          : 72.0 / 96);
  return page;
}

}  // namespace curvespice
