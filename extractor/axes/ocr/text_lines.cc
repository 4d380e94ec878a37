#include "extractor/axes/ocr/text_lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace curvespice {
namespace {

constexpr float kFaintestText = 0.3F;

// Half of what letters have at their darkest, so that neighbours stay apart on a sharp image and
// thin strokes stay whole on a blurred one.
float text_threshold(const cv::Mat& ink) {
  cv::Mat labels, boxes, centres;
  const int count =
      cv::connectedComponentsWithStats(ink > kFaintestText, labels, boxes, centres, 8, CV_32S);
  std::vector<float> darkest(static_cast<std::size_t>(count), 0);
  for (int y = 0; y < ink.rows; ++y) {
    for (int x = 0; x < ink.cols; ++x) {
      float& peak = darkest[static_cast<std::size_t>(labels.at<int>(y, x))];
      peak = std::max(peak, ink.at<float>(y, x));
    }
  }
  std::vector<float> peaks;
  for (int k = 1; k < count; ++k) {
    if (boxes.at<int>(k, cv::CC_STAT_AREA) >= 12)
      peaks.push_back(darkest[static_cast<std::size_t>(k)]);
  }
  if (peaks.empty()) return kFaintestText;
  const auto middle = peaks.begin() + static_cast<std::ptrdiff_t>(peaks.size() / 2);
  std::nth_element(peaks.begin(), middle, peaks.end());
  return std::clamp(*middle / 2, kFaintestText, 0.5F);
}

// Groups of indices that were joined pair by pair.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::size_t root(std::size_t k) {
    while (parent_[k] != k) k = parent_[k] = parent_[parent_[k]];
    return k;
  }
  void join(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

  std::vector<std::vector<std::size_t>> all() {
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t k = 0; k < parent_.size(); ++k) by_root[root(k)].push_back(k);
    std::vector<std::vector<std::size_t>> groups;
    for (auto& entry : by_root) groups.push_back(std::move(entry.second));
    return groups;
  }

 private:
  std::vector<std::size_t> parent_;
};

bool inside_any(const Box& box, const std::vector<Box>& plots) {
  return std::any_of(plots.begin(), plots.end(),
                     [&](const Box& plot) { return plot.contains(box.centre()); });
}

double overlap(double a0, double a1, double b0, double b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}
double gap(double a0, double a1, double b0, double b1) { return -overlap(a0, a1, b0, b1); }

// The commonest height of pieces shaped like digits, outside the plots where the tick labels are.
double usual_digit_height(const std::vector<Glyph>& pieces, const std::vector<Box>& plots,
                          int image_height) {
  std::vector<double> heights;
  for (const Glyph& piece : pieces) {
    const double h = piece.box.height(), w = piece.box.width();
    if (h < 5 || h > 0.1 * image_height || w < 0.15 * h || w > 1.1 * h) continue;
    if (!inside_any(piece.box, plots)) heights.push_back(h);
  }
  if (heights.empty()) return 0;
  std::sort(heights.begin(), heights.end());
  double best = heights[heights.size() / 2];
  std::ptrdiff_t most = 0;
  for (const double h : heights) {
    const auto count = std::upper_bound(heights.begin(), heights.end(), 1.15 * h) -
                       std::lower_bound(heights.begin(), heights.end(), 0.95 * h);
    if (count > most) most = count, best = 1.05 * h;
  }
  return best;
}

bool fits_text(const Glyph& piece, double digit_height, bool in_plot) {
  const double h = piece.box.height(), w = piece.box.width();
  if (in_plot) return h <= 1.7 * digit_height && w <= 1.9 * digit_height;
  return h <= 4 * digit_height && w <= 4 * digit_height;
}

// One above the other, close, and in the same column.
bool stacked(const Box& a, const Box& b, double digit_height) {
  const double across = overlap(a.left, a.right, b.left, b.right);
  return across > 0.4 * std::min(a.width(), b.width()) &&
         gap(a.top, a.bottom, b.top, b.bottom) < 0.9 * digit_height;
}

bool side_by_side(const Box& a, const Box& b, double digit_height) {
  const double size = std::max({digit_height, 0.8 * a.height(), 0.8 * b.height()});
  const double across = overlap(a.top, a.bottom, b.top, b.bottom);
  const double smaller = std::min(a.height(), b.height());
  const double distance = gap(a.left, a.right, b.left, b.right);
  if (distance < 0.25 * size && smaller < 0.4 * size) return across > -0.15 * size;  // dots, signs
  return across > 0.3 * smaller && distance < 0.75 * size;
}

template <typename Near>
std::vector<std::vector<std::size_t>> group(const std::vector<Glyph>& pieces, Near near) {
  Groups groups(pieces.size());
  for (std::size_t a = 0; a < pieces.size(); ++a) {
    for (std::size_t b = a + 1; b < pieces.size(); ++b) {
      if (near(pieces[a].box, pieces[b].box)) groups.join(a, b);
    }
  }
  return groups.all();
}

GlyphLine line_of(const std::vector<Glyph>& pieces, const std::vector<std::size_t>& members,
                  double angle) {
  GlyphLine line;
  line.angle = angle;
  line.box = pieces[members.front()].box;
  for (const std::size_t k : members) {
    const Glyph& piece = pieces[k];
    line.glyphs.push_back(piece);
    line.box.include({piece.box.left, piece.box.top});
    line.box.include({piece.box.right, piece.box.bottom});
  }
  std::sort(line.glyphs.begin(), line.glyphs.end(), [&](const Glyph& a, const Glyph& b) {
    return angle == 0 ? a.box.left < b.box.left : a.box.bottom > b.box.bottom;
  });
  return line;
}

double widest_gap(const GlyphLine& column) {
  double widest = 0;
  for (std::size_t k = 1; k < column.glyphs.size(); ++k) {
    widest = std::max(widest, column.glyphs[k - 1].box.top - column.glyphs[k].box.bottom);
  }
  return widest;
}

// A column of letters that have no neighbours to the left or right is a turned line of text. Short
// ones ("Z [Ω]") must stand quite alone and close together, or they are digits of a scale.
bool is_turned_line(const GlyphLine& column, const std::vector<Glyph>& pieces,
                    double digit_height) {
  if (column.glyphs.size() < 3 || column.box.height() < 1.2 * column.box.width()) return false;
  if (column.box.width() > 2.4 * digit_height) return false;
  int with_neighbours = 0;
  for (const Glyph& glyph : column.glyphs) {
    with_neighbours += std::any_of(pieces.begin(), pieces.end(), [&](const Glyph& other) {
      const bool beside = other.box.left >= column.box.right || other.box.right <= column.box.left;
      return beside && side_by_side(glyph.box, other.box, 0.75 * digit_height);
    });
  }
  if (column.glyphs.size() < 4 || column.box.height() < 2.5 * column.box.width()) {
    return with_neighbours == 0 && widest_gap(column) < 0.65 * digit_height;
  }
  return 2 * with_neighbours < static_cast<int>(column.glyphs.size());
}

std::vector<GlyphLine> take_turned_lines(std::vector<Glyph>& pieces, double digit_height) {
  std::vector<GlyphLine> lines;
  std::vector<Glyph> rest;
  for (const auto& members :
       group(pieces, [&](const Box&a, const Box&b) { return stacked(a, b, digit_height); })) {
    GlyphLine column = line_of(pieces, members, 90);
    if (is_turned_line(column, pieces, digit_height)) {
      lines.push_back(std::move(column));
    } else {
      for (const std::size_t k : members) rest.push_back(pieces[k]);
    }
  }
  pieces = std::move(rest);
  return lines;
}

// Letters and digits have a minimum height; a line of dots and dashes is no text.
bool has_letters(const GlyphLine& line, double digit_height, int needed) {
  const auto tall = std::count_if(line.glyphs.begin(), line.glyphs.end(), [&](const Glyph& glyph) {
    return (line.angle == 0 ? glyph.box.height() : glyph.box.width()) > 0.55 * digit_height;
  });
  return tall >= needed;
}

}  // namespace

TextInk find_text_ink(const cv::Mat& lines_erased, const std::vector<Box>& plots) {
  TextInk ink;
  cv::Mat boxes, centres;
  const int count = cv::connectedComponentsWithStats(lines_erased > text_threshold(lines_erased),
                                                     ink.labels, boxes, centres, 8, CV_32S);
  for (int k = 1; k < count; ++k) {
    const double left = boxes.at<int>(k, cv::CC_STAT_LEFT), top = boxes.at<int>(k, cv::CC_STAT_TOP);
    ink.pieces.push_back({{left, top, left + boxes.at<int>(k, cv::CC_STAT_WIDTH),
                           top + boxes.at<int>(k, cv::CC_STAT_HEIGHT)},
                          k});
  }
  ink.digit_height = usual_digit_height(ink.pieces, plots, lines_erased.rows);
  return ink;
}

std::vector<GlyphLine> find_text_lines(const TextInk& ink, const std::vector<Box>& plots) {
  const double size = ink.digit_height;
  std::vector<Glyph> outside, within;
  for (const Glyph& piece : ink.pieces) {
    const bool in_plot = inside_any(piece.box, plots);
    const double speck = 0.08 * size;  // narrower and lower than this is dirt
    if (!fits_text(piece, size, in_plot) || std::max(piece.box.width(), piece.box.height()) < speck)
      continue;
    (in_plot ? within : outside).push_back(piece);
  }
  std::vector<GlyphLine> lines = take_turned_lines(outside, size);
  const auto beside = [&](const Box& a, const Box& b) { return side_by_side(a, b, size); };
  for (const auto& members : group(outside, beside)) lines.push_back(line_of(outside, members, 0));
  std::erase_if(lines, [&](const GlyphLine& line) { return !has_letters(line, size, 1); });
  for (const auto& members : group(within, beside)) {
    GlyphLine line = line_of(within, members, 0);
    if (has_letters(line, size, 2)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace curvespice
