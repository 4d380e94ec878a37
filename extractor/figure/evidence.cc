#include "extractor/figure/evidence.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "extractor/document/clip.h"
#include "extractor/document/text_layout.h"
#include "extractor/figure/figure.h"

namespace curvespice {
namespace {

constexpr double kReach = 42;  // page units from the edge to the far side of its labels

bool is_minus(char32_t c) {
  return c == '-' || c == '+' || c == 0x2212 || c == 0x2013 || c == 0x2012 || c == '~' || c == 0xAD;
}

struct Side {
  bool along_y;    // left and right: labels are told apart by y
  double edge;     // coordinate of the plot's edge
  double outward;  // -1 towards smaller coordinates
};

double near_side(const Box& box, const Side& side) {
  if (side.along_y) return side.outward < 0 ? box.right : box.left;
  return side.outward < 0 ? box.bottom : box.top;
}

// Words beside the edge, centred within the plot's extent.
bool beside(const Word& word, const Box& plot, const Side& side, double reach) {
  const Point c = word.box.centre();
  const double place = side.along_y ? c.y : c.x;
  const double from = side.along_y ? plot.top : plot.left;
  const double to = side.along_y ? plot.bottom : plot.right;
  const double margin = 4 + 0.02 * (to - from);
  if (place < from - margin || place > to + margin) return false;
  const double away = (near_side(word.box, side) - side.edge) * side.outward;
  return away > -3 && away < reach;
}

bool at_line(double place, double size, const std::vector<double>& lines) {
  return std::ranges::any_of(
      lines, [&](double line) { return std::abs(line - place) < 0.35 * size + 0.6; });
}

std::vector<double> line_places(const Figure& figure, bool along_y) {
  std::vector<double> places = along_y ? figure.y_marks : figure.x_marks;
  for (const RuledLine& line : along_y ? figure.horizontal : figure.vertical)
    places.push_back(line.coordinate);
  if (along_y) {
    places.insert(places.end(), figure.y2_marks.begin(), figure.y2_marks.end());
    places.push_back(figure.plot.top);
    places.push_back(figure.plot.bottom);
  } else {
    places.push_back(figure.plot.left);
    places.push_back(figure.plot.right);
  }
  return places;
}

// A rough value, good enough to see whether labels climb: axes/ reads them properly.
double value_of(const std::string& text) {
  std::string plain;
  double factor = 1;
  for (const char32_t c : decode_utf8(text)) {
    if ((c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E') plain += static_cast<char>(c);
    if (is_minus(c) && c != '+') plain += '-';
    if (c == ',') plain += text.find('.') == std::string::npos && text.size() < 5 ? "." : "";
    if (c == 'k' || c == 'K') factor = 1e3;
    if (c == 'M') factor = 1e6;
    if (c == 'm') factor = 1e-3;
  }
  return std::strtod(plain.c_str(), nullptr) * factor;
}

// Most labels that lie on one straight line through two of them, to 3 % of their whole extent.
std::size_t most_on_one_line(const std::vector<std::pair<double, double>>& points) {
  const double extent = points.back().first - points.front().first;
  std::size_t most = 0;
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = a + 1; b < points.size(); ++b) {
      const double rise = points[b].second - points[a].second;
      const double slope = rise / (points[b].first - points[a].first);
      if (rise == 0) continue;
      most = std::max<std::size_t>(most, std::ranges::count_if(points, [&](const auto& p) {
                                     const double place =
                                         points[a].first + (p.second - points[a].second) / slope;
                                     return std::abs(place - p.first) < 0.03 * extent;
                                   }));
    }
  }
  return most;
}

// Labels that climb evenly, or by even factors. `points`: places in order and values.
std::size_t evenly_going(const std::vector<std::pair<double, double>>& points) {
  std::vector<std::pair<double, double>> factors;
  for (const auto& [place, value] : points)
    if (value > 0) factors.emplace_back(place, std::log10(value));
  const std::size_t even = most_on_one_line(points);
  return factors.size() < 3 ? even : std::max(even, most_on_one_line(factors));
}

// Powers of ten whose raised exponents are words of their own all read "10": that is a scale too.
// One label among four may be misprinted, two among six, and so on; of those that OCR read the
// half.
bool is_even(const std::vector<std::pair<double, double>>& labels, bool by_ocr) {
  if (labels.size() < 2) return false;
  const auto tens = std::ranges::count_if(labels, [](const auto& l) { return l.second == 10; });
  if (tens >= 2) return true;
  if (labels.size() == 2) return labels[0].second != labels[1].second;
  std::size_t least = labels.size() < 4 ? labels.size() : (2 * labels.size() + 2) / 3;
  if (by_ocr && labels.size() > 4) least = std::max<std::size_t>(3, (labels.size() + 1) / 2);
  return evenly_going(labels) >= least;
}

// A raised word right behind a taller one: the 3 of 10 to the third.
bool is_exponent(const Page& page, int word, const std::vector<int>& others) {
  const Box& own = page.words[static_cast<std::size_t>(word)].box;
  return std::ranges::any_of(others, [&](int i) {
    const Box& base = page.words[static_cast<std::size_t>(i)].box;
    const double gap = own.left - base.right;
    return i != word && gap > -1.5 && gap < 0.4 * base.height() &&
           own.height() < 0.93 * base.height() && own.bottom < base.bottom - 0.1 * base.height() &&
           own.bottom > base.top;
  });
}

// The numbers nearest to the edge that stand in one row (or column) with at least one other.
LabelColumn label_column(const Page& page, const Figure& figure, const Side& side, double reach) {
  std::vector<int> beside_it, found;
  for (std::size_t i = 0; i < page.words.size(); ++i)
    if (beside(page.words[i], figure.plot, side, reach) && looks_numeric(page.words[i].text))
      beside_it.push_back(static_cast<int>(i));
  for (const int i : beside_it)
    if (!is_exponent(page, i, beside_it)) found.push_back(i);
  const auto box = [&](int i) -> const Box& { return page.words[static_cast<std::size_t>(i)].box; };
  const auto place = [&](int i) { return side.along_y ? box(i).centre().y : box(i).centre().x; };
  const auto distance = [&](int i) { return (near_side(box(i), side) - side.edge) * side.outward; };
  if (found.empty()) return {};
  // The row's own distance: that of the median word among the nearest.
  std::ranges::sort(found, {}, distance);
  LabelColumn best;
  for (const int anchor : found) {
    const double tolerance = side.along_y ? 9 : 4;
    LabelColumn column;
    for (const int i : found)
      if (std::abs(distance(i) - distance(anchor)) < tolerance) column.words.push_back(i);
    std::ranges::sort(column.words, {}, place);
    const double apart = side.along_y ? 4 : 3;
    const auto same = [&](int a, int b) { return std::abs(place(a) - place(b)) < apart; };
    column.words.erase(std::unique(column.words.begin(), column.words.end(), same),
                       column.words.end());
    if (column.words.size() > best.words.size()) best = column;
  }
  std::vector<std::pair<double, double>> labels;
  for (const int i : best.words)
    labels.emplace_back(place(i), value_of(page.words[static_cast<std::size_t>(i)].text));
  best.even = is_even(labels, page.image != nullptr);
  const std::vector<double> lines = line_places(figure, side.along_y);
  for (const int i : best.words)
    best.aligned += at_line(place(i), side.along_y ? box(i).height() : box(i).height(), lines);
  return best;
}

bool is_slanted(const Polyline& line) {
  double slanted = 0;
  if (line.size() == 2) {  // a curve may be drawn in tiny pieces, each a path of its own
    const double dx = std::abs(line[1].x - line[0].x), dy = std::abs(line[1].y - line[0].y);
    return std::min(dx, dy) > 0.02 * std::max(dx, dy);
  }
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = std::abs(line[i].x - line[i - 1].x), dy = std::abs(line[i].y - line[i - 1].y);
    if (dx > 0.12 && dy > 0.12) slanted += dx + dy;
  }
  return slanted > 4;
}

// The bounding box of all slanted ink inside: dashes and fragments count together.
double curve_extent(const Page& page, const Box& plot) {
  Box all{1e9, 1e9, -1e9, -1e9};
  for (const Path& path : page.paths)
    for (const Polyline& line : path.lines) {
      if (line.size() < 2) continue;
      const Box box = bounding_box(line);
      if (!plot.overlaps(box) || !is_slanted(line)) continue;
      all.include({std::max(box.left, plot.left), std::max(box.top, plot.top)});
      all.include({std::min(box.right, plot.right), std::min(box.bottom, plot.bottom)});
    }
  if (all.left > all.right) return 0;
  return std::max(all.width() / plot.width(), all.height() / plot.height());
}

// Not the blocks of a pattern font that mask a label's background.
bool is_readable(const Word& word) {
  return word.size < 24 &&
         std::ranges::any_of(word.text, [](char c) { return c > ' ' && c <= '~'; });
}

void count_shapes(const Page& page, const Box& plot, ChartEvidence& evidence) {
  constexpr double kSmallest = 1, kTallest = 12;  // page units: a point, a capital letter
  for (const Path& path : page.paths) {
    if (!path.fill || path.stroke) continue;
    const Box box = bounding_box(path.lines);
    // A word or a whole label may be one path.
    if (box.height() > kTallest || box.height() < kSmallest || box.width() > 4 * kTallest) continue;
    const Point c = box.centre();
    if (c.x < plot.left && c.x > plot.left - kReach && c.y > plot.top - 5 && c.y < plot.bottom + 5)
      ++evidence.shapes_left;
    if (c.y > plot.bottom && c.y < plot.bottom + 0.7 * kReach && c.x > plot.left - 8 &&
        c.x < plot.right + 8)
      ++evidence.shapes_below;
  }
}

std::size_t count(const LabelColumn& column) { return column.words.size(); }

// Whether the line runs from edge to edge: the frame of a chart inside a cell of the page does not.
bool spans(const RuledLine& line, double low, double high) {
  return line.to - line.from > 0.97 * (high - low);
}

// Numbers left of a vertical line inside the plot, or below a horizontal one, at most of its lines.
LabelColumn inner_column(const Page& page, const Figure& figure, bool along_y,
                         std::optional<double>& axis) {
  constexpr double kInnerReach = 14;  // page units: nothing stands between an axis and its numbers
  const Box& plot = figure.plot;
  const double low = along_y ? plot.left : plot.top, high = along_y ? plot.right : plot.bottom;
  LabelColumn best;
  for (const RuledLine& line : along_y ? figure.vertical : figure.horizontal) {
    if (line.coordinate < low + 8 || line.coordinate > high - 8) continue;
    if (!(along_y ? spans(line, plot.top, plot.bottom) : spans(line, plot.left, plot.right)))
      continue;
    const Side side{along_y, line.coordinate, along_y ? -1.0 : 1.0};
    LabelColumn column = label_column(page, figure, side, kInnerReach);
    const bool scale = column.even && column.aligned >= 4 &&
                       column.aligned + 1 >= static_cast<int>(column.words.size());
    if (!scale || column.words.size() <= best.words.size()) continue;
    best = std::move(column);
    axis = line.coordinate;
  }
  return best;
}

const LabelColumn& better(const LabelColumn& a, const LabelColumn& b) {
  if (a.even != b.even) return a.even ? a : b;
  return count(a) >= count(b) ? a : b;
}

}  // namespace

bool looks_numeric(const std::string& text) {
  const std::u32string s = decode_utf8(text);
  if (s.empty() || s.size() > 9) return false;
  std::size_t digits = 0, others = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char32_t c = s[i];
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c == '.' || c == ',' || is_minus(c) || c == '%' || c == 0xB0 || c == 0xD7 || c == 0xB1)
      continue;
    else if (std::u32string_view(U"kKMGmunpµμEexX").find(c) != std::u32string_view::npos)
      ++others;
    else
      return false;
  }
  return digits > 0 && others <= 1 + digits;
}

ChartEvidence gather_evidence(const Page& page, const Figure& figure) {
  const Box& plot = figure.plot;
  ChartEvidence evidence;
  evidence.left = label_column(page, figure, {true, plot.left, -1}, kReach);
  evidence.right = label_column(page, figure, {true, plot.right, 1}, kReach);
  evidence.top = label_column(page, figure, {false, plot.top, -1}, 0.7 * kReach);
  evidence.bottom = label_column(page, figure, {false, plot.bottom, 1}, 0.7 * kReach);
  if (!evidence.left.even && !evidence.right.even)
    evidence.inner_y = inner_column(page, figure, true, evidence.inner_y_axis);
  if (!evidence.bottom.even && !evidence.top.even)
    evidence.inner_x = inner_column(page, figure, false, evidence.inner_x_axis);
  evidence.curve_extent = curve_extent(page, plot);
  count_shapes(page, plot, evidence);
  for (const Word& word : page.words) {
    if (!plot.contains(word.box.centre()) || !is_readable(word)) continue;
    ++evidence.words_inside;
    evidence.text_cover += word.box.width() * word.box.height();
  }
  evidence.text_cover /= plot.width() * plot.height();
  return evidence;
}

bool is_chart(const ChartEvidence& evidence, const Figure&) {
  const LabelColumn& y = better(better(evidence.left, evidence.right), evidence.inner_y);
  const LabelColumn& x = better(better(evidence.bottom, evidence.top), evidence.inner_x);
  if (evidence.text_cover > 0.35) return false;
  const bool ladders = count(x) + count(y) >= 5 && x.even && y.even && x.aligned >= 1 &&
                       y.aligned >= 1 && x.aligned + y.aligned >= 3;
  if (ladders && evidence.curve_extent > 0.15) return true;
  if (evidence.inner_y_axis || evidence.inner_x_axis) return false;  // cells of a table, perhaps
  return ladders && x.aligned >= 3 && y.aligned >= 3 && evidence.text_cover < 0.1;
}

bool is_chart_with_outlined_labels(const ChartEvidence& evidence, const Figure& figure) {
  constexpr int kLeastShapes = 3;
  const bool grid = figure.vertical.size() >= 3 && figure.horizontal.size() >= 3;
  const bool no_numbers =
      count(better(evidence.left, evidence.right)) + count(better(evidence.bottom, evidence.top)) <
      3;
  return grid && figure.framed && no_numbers && evidence.curve_extent > 0.15 &&
         evidence.words_inside < 12 && evidence.shapes_left >= kLeastShapes &&
         evidence.shapes_below >= kLeastShapes;
}

}  // namespace curvespice
