#include "extractor/trace/raster/color_layers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "extractor/axes/ocr/text_lines.h"
#include "extractor/figure/raster/line_removal.h"

namespace curvespice {
namespace {

constexpr int kBins = 72;          // of the hue circle
constexpr double kHueReach = 25;   // degrees: one colour with its soft edges
constexpr float kColored = 0.16F;  // chroma below this is grey

struct Pixel {
  float ink = 0;     // of the darkest channel
  float chroma = 0;  // darkest minus lightest channel
  float hue = 0;     // degrees
};

Pixel measure(const cv::Vec3b& rgb) {
  const float r = 1 - rgb[0] / 255.0F, g = 1 - rgb[1] / 255.0F, b = 1 - rgb[2] / 255.0F;
  Pixel pixel;
  pixel.ink = std::max({r, g, b});
  pixel.chroma = pixel.ink - std::min({r, g, b});
  // The direction in the plane of colours; grey lies in its middle.
  const float x = r - 0.5F * (g + b), y = 0.8660254F * (g - b);
  pixel.hue = std::atan2(y, x) * 57.29578F;
  if (pixel.hue < 0) pixel.hue += 360;
  return pixel;
}

bool is_colored(const Pixel& pixel) {
  return pixel.chroma > kColored && pixel.chroma > 0.28F * pixel.ink;
}

double hue_distance(double a, double b) {
  const double d = std::fmod(std::abs(a - b), 360.0);
  return std::min(d, 360 - d);
}

// Hues with the ink of at least a short stroke, strongest first, apart from each other.
std::vector<double> find_hues(const PlotPixels& plot) {
  std::array<double, kBins> histogram{};
  for (int y = plot.inside.y; y < plot.inside.y + plot.inside.height; ++y) {
    for (int x = plot.inside.x; x < plot.inside.x + plot.inside.width; ++x) {
      const Pixel pixel = measure(plot.rgb.at<cv::Vec3b>(y, x));
      if (!is_colored(pixel) || pixel.chroma < 0.25F) continue;
      histogram[static_cast<std::size_t>(pixel.hue / 360 * kBins) % kBins] += pixel.chroma;
    }
  }
  std::array<double, kBins> smooth{};
  for (std::size_t k = 0; k < kBins; ++k) {
    for (std::size_t d = 0; d < 5; ++d) smooth[k] += histogram[(k + d + kBins - 2) % kBins];
  }
  std::vector<std::size_t> order(kBins);
  for (std::size_t k = 0; k < kBins; ++k) order[k] = k;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return smooth[a] > smooth[b]; });
  const double least = 0.1 * std::hypot(plot.inside.width, plot.inside.height);
  std::vector<double> hues;
  for (const std::size_t k : order) {
    const double hue = (static_cast<double>(k) + 0.5) * 360 / kBins;
    if (smooth[k] < least || smooth[k] < 0.04 * smooth[order[0]]) break;
    const bool apart = std::all_of(hues.begin(), hues.end(), [&](double other) {
      return hue_distance(hue, other) > kHueReach + 5;
    });
    if (apart) hues.push_back(hue);
  }
  return hues;
}

// Each pixel's ink goes to the layer of its hue; weak colour (a soft edge, JPEG's coarse chroma)
// goes to the nearest of the hues that are there.
std::vector<ColorLayer> distribute(const PlotPixels& plot, const std::vector<double>& hues) {
  std::vector<ColorLayer> layers;
  for (const double hue : hues)
    layers.push_back({cv::Mat::zeros(plot.rgb.size(), CV_32F), false, hue, {}});
  layers.push_back({cv::Mat::zeros(plot.rgb.size(), CV_32F), true, 0, {}});
  for (int y = plot.inside.y; y < plot.inside.y + plot.inside.height; ++y) {
    for (int x = plot.inside.x; x < plot.inside.x + plot.inside.width; ++x) {
      const Pixel pixel = measure(plot.rgb.at<cv::Vec3b>(y, x));
      std::size_t layer = hues.size();
      double nearest = 50;
      const bool faint = pixel.chroma > 0.06F && pixel.chroma > 0.35F * pixel.ink;
      if (is_colored(pixel) || faint) {
        for (std::size_t k = 0; k < hues.size(); ++k) {
          const double distance = hue_distance(hues[k], pixel.hue);
          if (distance < nearest) nearest = distance, layer = k;
        }
      }
      layers[layer].ink.at<float>(y, x) = pixel.ink;
    }
  }
  return layers;
}

bool mostly_inside(const cv::Rect& piece, const Box& word, double margin) {
  const double w = std::min<double>(piece.x + piece.width, word.right + margin) -
                   std::max<double>(piece.x, word.left - margin);
  const double h = std::min<double>(piece.y + piece.height, word.bottom + margin) -
                   std::max<double>(piece.y, word.top - margin);
  return w > 0 && h > 0 && w * h > 0.85 * piece.area();
}

// Three and more letters on one base line that OCR could make nothing of. Dashes of curves have no
// base line in common.
std::vector<Box> unread_words(const cv::Mat& ink, const PlotPixels& plot) {
  const Box whole{0, 0, double(ink.cols), double(ink.rows)};
  TextInk text = find_text_ink(ink, {whole});
  text.digit_height = plot.digit_height;
  std::vector<Box> words;
  for (const GlyphLine& line : find_text_lines(text, {whole})) {
    const auto letters =
        std::count_if(line.glyphs.begin(), line.glyphs.end(), [&](const Glyph& glyph) {
          return glyph.box.height() > 0.45 * plot.digit_height &&
                 std::abs(glyph.box.bottom - line.box.bottom) < 0.2 * plot.digit_height;
        });
    if (line.angle == 0 && letters >= 3 && line.box.height() < 1.6 * plot.digit_height)
      words.push_back(line.box);
  }
  return words;
}

// Pieces of ink that lie in the box of a word.
void remove_text(ColorLayer& layer, const std::vector<Box>& words) {
  layer.text = cv::Mat::zeros(layer.ink.size(), CV_8U);
  cv::Mat labels, boxes, centres;
  const int count =
      cv::connectedComponentsWithStats(layer.ink > 0.25, labels, boxes, centres, 8, CV_32S);
  std::vector<bool> text(static_cast<std::size_t>(count), false);
  for (int k = 1; k < count; ++k) {
    const cv::Rect piece(boxes.at<int>(k, cv::CC_STAT_LEFT), boxes.at<int>(k, cv::CC_STAT_TOP),
                         boxes.at<int>(k, cv::CC_STAT_WIDTH), boxes.at<int>(k, cv::CC_STAT_HEIGHT));
    text[static_cast<std::size_t>(k)] =
        std::any_of(words.begin(), words.end(),
                    [&](const Box& word) { return mostly_inside(piece, word, 1.5); });
  }
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      if (!text[static_cast<std::size_t>(labels.at<int>(y, x))]) continue;
      cv::circle(layer.text, {x, y}, 1, 255, -1);
    }
  }
  layer.ink.setTo(0, layer.text);
}

// Of the piece's pixels those within `edge` of its box, and how much of each side they cover.
bool is_rectangle(const cv::Mat& piece, int area) {
  constexpr int kEdge = 4;
  const int w = piece.cols, h = piece.rows;
  int inner = 0;
  if (w > 2 * kEdge && h > 2 * kEdge) {
    inner = cv::countNonZero(piece(cv::Rect(kEdge, kEdge, w - 2 * kEdge, h - 2 * kEdge)));
  }
  if (inner > 0.04 * area) return false;
  const auto covered = [](const cv::Mat& side, int along) {
    cv::Mat most;
    cv::reduce(side, most, along, cv::REDUCE_MAX);
    return cv::countNonZero(most) > 0.8 * static_cast<double>(most.total());
  };
  return covered(piece.rowRange(0, kEdge), 0) && covered(piece.rowRange(h - kEdge, h), 0) &&
         covered(piece.colRange(0, kEdge), 1) && covered(piece.colRange(w - kEdge, w), 1);
}

// All four sides of a rectangle and nothing within; a curve with a right angle has two.
void remove_legend_frames(ColorLayer& layer, double digit_height, double threshold) {
  cv::Mat labels, boxes, centres;
  const int count =
      cv::connectedComponentsWithStats(layer.ink > threshold, labels, boxes, centres, 8, CV_32S);
  for (int k = 1; k < count; ++k) {
    const cv::Rect box(boxes.at<int>(k, cv::CC_STAT_LEFT), boxes.at<int>(k, cv::CC_STAT_TOP),
                       boxes.at<int>(k, cv::CC_STAT_WIDTH), boxes.at<int>(k, cv::CC_STAT_HEIGHT));
    if (box.width < 2.5 * digit_height || box.height < 1.2 * digit_height || box.height < 9)
      continue;
    const cv::Mat piece = labels(box) == k;
    if (is_rectangle(piece, boxes.at<int>(k, cv::CC_STAT_AREA))) layer.ink.setTo(0, labels == k);
  }
}

// Whether most of the line's length carries the layer's ink.
bool carries_ink(const cv::Mat& ink, const RuledLine& line, bool vertical) {
  const int across = static_cast<int>(line.coordinate);
  int seen = 0, count = 0;
  for (int at = std::max(0, static_cast<int>(line.from)); at < static_cast<int>(line.to); ++at) {
    const int x = vertical ? across : at, y = vertical ? at : across;
    if (x < 0 || y < 0 || x >= ink.cols || y >= ink.rows) continue;
    ++count;
    seen += ink.at<float>(y, x) > 0.15F ? 1 : 0;
  }
  return 2 * seen > count;
}

// Whether the grid is of the layer's colour; a level curve on one of its lines does not make it so.
bool grid_has_color(const cv::Mat& ink, const RuledLines& lines) {
  const auto inked = [&](const std::vector<RuledLine>& all, bool vertical) {
    return std::count_if(all.begin(), all.end(),
                         [&](const RuledLine& line) { return carries_ink(ink, line, vertical); });
  };
  const auto total = static_cast<std::ptrdiff_t>(lines.horizontal.size() + lines.vertical.size());
  return 3 * (inked(lines.horizontal, false) + inked(lines.vertical, true)) >= total;
}

}  // namespace

std::vector<ColorLayer> separate_colors(const PlotPixels& plot) {
  std::vector<ColorLayer> layers = distribute(plot, find_hues(plot));
  for (ColorLayer& layer : layers) {
    if (layer.gray || grid_has_color(layer.ink, plot.lines))
      layer.ink = without_lines(layer.ink, plot.lines);
    std::vector<Box> words = plot.words;
    const std::vector<Box> unread = unread_words(layer.ink, plot);
    words.insert(words.end(), unread.begin(), unread.end());
    remove_text(layer, words);
    for (const double faint : {0.25, 0.1}) remove_legend_frames(layer, plot.digit_height, faint);
  }
  return layers;
}

}  // namespace curvespice
