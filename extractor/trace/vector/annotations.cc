#include "extractor/trace/vector/annotations.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/document/clip.h"
#include "extractor/trace/vector/segment_index.h"

namespace curvespice {
namespace {

double diagonal(const Box& box) { return std::hypot(box.width(), box.height()); }

double distance_to_box(Point p, const Box& box) {
  const double dx = std::max({box.left - p.x, 0.0, p.x - box.right});
  const double dy = std::max({box.top - p.y, 0.0, p.y - box.bottom});
  return std::hypot(dx, dy);
}

// One flat line, or the dashes of one, in a single style.
struct FlatRun {
  int style = 0;
  double left = 0, right = 0, y = 0;
  std::vector<std::size_t> members;  // indices into Strokes::ruled
};

std::vector<FlatRun> flat_runs(const Strokes& strokes) {
  std::vector<FlatRun> runs;
  for (std::size_t i = 0; i < strokes.ruled.size(); ++i) {
    const Fragment& line = strokes.ruled[i];
    const Box box = bounding_box(line.points);
    if (box.height() > 0.15 || box.width() > 90) continue;
    runs.push_back({line.style, box.left, box.right, box.centre().y, {i}});
  }
  std::ranges::sort(runs, [](const FlatRun& a, const FlatRun& b) {
    if (a.style != b.style) return a.style < b.style;
    if (std::abs(a.y - b.y) > 0.2) return a.y < b.y;
    return a.left < b.left;
  });
  std::vector<FlatRun> joined;
  for (FlatRun& run : runs) {
    const bool goes_on = !joined.empty() && joined.back().style == run.style &&
                         std::abs(joined.back().y - run.y) <= 0.2 &&
                         run.left - joined.back().right < 5 && run.left >= joined.back().left;
    if (!goes_on) {
      joined.push_back(std::move(run));
      continue;
    }
    joined.back().right = std::max(joined.back().right, run.right);
    joined.back().members.push_back(run.members[0]);
  }
  return joined;
}

// Styles that rule the plot: two or more lines from edge to edge.
std::vector<bool> grid_styles(const Strokes& strokes, const Box& plot) {
  std::vector<int> count(strokes.styles.size());
  for (const Fragment& line : strokes.ruled) {
    const Box box = bounding_box(line.points);
    if (box.width() > 0.95 * plot.width() || box.height() > 0.95 * plot.height())
      ++count[static_cast<std::size_t>(line.style)];
  }
  std::vector<bool> result;
  for (const int lines : count) result.push_back(lines >= 2);
  return result;
}

bool on_a_grid_line(const FlatRun& run, const Figure& figure) {
  return std::ranges::any_of(figure.horizontal, [&](const RuledLine& line) {
    return std::abs(line.coordinate - run.y) < 0.25 && run.left > figure.plot.left - 8 &&
           run.right < figure.plot.right + 8;
  });
}

bool touches_an_edge(const FlatRun& run, const Box& plot) {
  const double x[] = {plot.left, plot.right};
  return run.y > plot.top - 2 && run.y < plot.bottom + 2 &&
         std::ranges::any_of(
             x, [&](double edge) { return run.left < edge + 1 && run.right > edge - 1; });
}

bool has_word_beside(const FlatRun& run, const std::vector<Word>& words) {
  return std::ranges::any_of(words, [&](const Word& word) {
    if (std::abs(word.angle) > 5) return false;
    const double off = std::abs(word.box.centre().y - run.y);
    const double right = word.box.left - run.right, left = run.left - word.box.right;
    return off < 0.5 * word.box.height() + 0.5 &&
           ((right > -1 && right < 16) || (left > -1 && left < 8));
  });
}

// A small filled shape at a line's end.
const Fragment* arrow_head(Point p, const Strokes& strokes) {
  const auto head = std::ranges::find_if(strokes.shapes, [&](const Fragment& shape) {
    const Box box = bounding_box(shape.points);
    return shape.points.size() <= 6 && distance_to_box(p, box) < 1.5 &&
           std::max(box.width(), box.height()) < 9;
  });
  return head == strokes.shapes.end() ? nullptr : &*head;
}

bool is_arrow_tip(Point p, const Strokes& strokes) { return arrow_head(p, strokes) != nullptr; }

// What a leader from `from` to `end` points at: its line may end at the base of the arrow head.
Point pointed_at(Point from, Point end, const Strokes& strokes) {
  const Fragment* head = arrow_head(end, strokes);
  if (!head) return end;
  const auto farther = [&](const Point& a, const Point& b) {
    return std::hypot(a.x - from.x, a.y - from.y) < std::hypot(b.x - from.x, b.y - from.y);
  };
  const Point tip = *std::ranges::max_element(head->points, farther);
  return farther(end, tip) ? tip : end;
}

// A leader with its arrow head at one end: no sample of a legend, whose markers stand in its middle
// or at both ends.
bool is_arrow(const FlatRun& run, const Strokes& strokes) {
  return is_arrow_tip({run.left, run.y}, strokes) != is_arrow_tip({run.right, run.y}, strokes);
}

struct Tip {
  Point from, to;  // `to` is the end nearest to a word
  double to_word = 1e9;
};

Tip towards_text(const Polyline& line, const Figure& figure, const std::vector<Word>& words) {
  Tip tip{line.back(), line.front(), 1e9};
  for (const Word& word : words) {
    if (!figure.cell.overlaps(word.box)) continue;
    const double front = distance_to_box(line.front(), word.box);
    const double back = distance_to_box(line.back(), word.box);
    if (front < tip.to_word) tip = {line.back(), line.front(), front};
    if (back < tip.to_word) tip = {line.front(), line.back(), back};
  }
  return tip;
}

bool ends_on_other(Point p, std::size_t self, const std::vector<Chain>& chains, double reach) {
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (i == self || chains[i].drawn < 2 * chains[self].drawn) continue;
    if (distance_to(p, chains[i].points) < reach) return true;
  }
  return false;
}

// Drawn with a finer pen than some longer chain.
bool is_thinner(const Chain& chain, const std::vector<Chain>& chains, const Strokes& strokes) {
  const auto width = [&](const Chain& c) {
    return strokes.styles[static_cast<std::size_t>(c.style)].width;
  };
  return std::ranges::any_of(chains, [&](const Chain& other) {
    return other.drawn > chain.drawn && width(other) > 1.25 * width(chain);
  });
}

std::string shape_name(const Polyline& shape) {
  const std::size_t corners = shape.size() - 1;
  if (corners == 3) return "triangle";
  if (corners == 4) {
    const bool upright =
        std::abs(shape[0].x - shape[1].x) < 0.1 || std::abs(shape[0].y - shape[1].y) < 0.1;
    return upright ? "square" : "diamond";
  }
  return corners > 7 ? "circle" : "cross";
}

}  // namespace

std::vector<LegendSample> take_legend_samples(const Page& page, const Figure& figure,
                                              Strokes& strokes) {
  std::vector<LegendSample> samples;
  std::vector<bool> taken(strokes.ruled.size());
  const double longest = std::min(60.0, 0.3 * figure.plot.width());
  const std::vector<bool> is_grid = grid_styles(strokes, figure.plot);
  for (const FlatRun& run : flat_runs(strokes)) {
    const double length = run.right - run.left;
    const bool grid_piece =
        is_grid[static_cast<std::size_t>(run.style)] && on_a_grid_line(run, figure);
    if (length < 6 || length > longest || grid_piece || touches_an_edge(run, figure.plot) ||
        !has_word_beside(run, page.words) || is_arrow(run, strokes))
      continue;
    for (const std::size_t i : run.members) taken[i] = true;
    CurveStyle style = curve_style(strokes.styles[static_cast<std::size_t>(run.style)]);
    if (run.members.size() > 2 && style.dash.empty())
      style.dash = {length / static_cast<double>(2 * run.members.size() - 1)};
    const Box box{run.left, run.y - 1, run.right, run.y + 1};
    std::string marker;
    for (const Fragment& shape : strokes.shapes) {
      const Point c = bounding_box(shape.points).centre();
      if (box.contains(c, 1)) marker = shape_name(shape.points);
    }
    samples.push_back({box, style, marker});
  }
  std::vector<Fragment> kept;
  for (std::size_t i = 0; i < taken.size(); ++i)
    if (!taken[i]) kept.push_back(std::move(strokes.ruled[i]));
  strokes.ruled = std::move(kept);
  return samples;
}

std::vector<Leader> take_leaders(const Page& page, const Figure& figure, const Strokes& strokes,
                                 std::vector<Chain>& chains) {
  std::vector<Leader> leaders;
  const double longest = std::min(0.4 * diagonal(figure.plot), 120.0);
  std::vector<bool> taken(chains.size());
  for (std::size_t i = 0; i < chains.size(); ++i) {
    const Polyline& line = chains[i].points;
    const double length = length_of(line);
    const bool dashed = !strokes.styles[static_cast<std::size_t>(chains[i].style)].dash.empty();
    const double limit = is_thinner(chains[i], chains, strokes) ? longest : 0.6 * longest;
    if (dashed || chains[i].pieces > 2 || length > limit || length < 2) continue;
    if (line.size() > 3 && !is_straight(line)) continue;
    const Tip tip = towards_text(line, figure, page.words);
    const bool at_text = tip.to_word < 6;
    const bool on_curve = ends_on_other(tip.from, i, chains, 1.5);
    const bool arrow = is_arrow_tip(line.front(), strokes) || is_arrow_tip(line.back(), strokes);
    if (!(at_text && on_curve) && !(arrow && (at_text || length < 0.2 * diagonal(figure.plot))))
      continue;
    taken[i] = true;
    leaders.push_back({tip.to, pointed_at(tip.to, tip.from, strokes)});
  }
  for (const Fragment& line : strokes.ruled) {
    const double length = length_of(line.points);
    if (line.points.size() > 3 || length < 3 || length > longest) continue;
    const Tip tip = towards_text(line.points, figure, page.words);
    if (tip.to_word > 5 || !figure.plot.contains(tip.from, -0.5)) continue;
    const bool on_curve = std::ranges::any_of(chains, [&](const Chain& chain) {
      return chain.drawn > length && distance_to(tip.from, chain.points) < 2;
    });
    if (on_curve || is_arrow_tip(tip.from, strokes))
      leaders.push_back({tip.to, pointed_at(tip.to, tip.from, strokes)});
  }
  std::vector<Chain> kept;
  for (std::size_t i = 0; i < chains.size(); ++i)
    if (!taken[i]) kept.push_back(std::move(chains[i]));
  chains = std::move(kept);
  return leaders;
}

std::string marker_on(const Polyline& line, int style, const Strokes& strokes) {
  const SegmentIndex index(line, 1.0);
  int count = 0;
  std::string name;
  const Color color = strokes.styles[static_cast<std::size_t>(style)].color;
  for (const Fragment& shape : strokes.shapes) {
    if (strokes.styles[static_cast<std::size_t>(shape.style)].color != color) continue;
    if (index.distance_to(bounding_box(shape.points).centre()) > 0.8) continue;
    ++count;
    name = shape_name(shape.points);
  }
  return count >= 3 ? name : std::string();
}

}  // namespace curvespice
