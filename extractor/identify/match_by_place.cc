#include <algorithm>
#include <cmath>

#include "extractor/identify/assignment.h"
#include "extractor/identify/match_labels.h"

namespace curvespice {
namespace {

// In heights of the label's type.
constexpr double kAlone = 1.6;       // farther from every curve than this is no label
constexpr double kFullMargin = 0.5;  // this much farther from any other curve leaves no doubt
constexpr double kFarthestOffset = 1.6;
constexpr double kOffsetPrice = 0.06;  // labels sit on their curve unless the others say so
constexpr double kLeaderReach = 1.2;   // from the text to the leader's end
constexpr double kLeaderCost = 0.1;

double distance_to_segment(Point a, Point b, Point p) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t =
      length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

double distance_to_box(const Box& box, Point p) {
  const double dx = std::max({box.left - p.x, 0.0, p.x - box.right});
  const double dy = std::max({box.top - p.y, 0.0, p.y - box.bottom});
  return std::hypot(dx, dy);
}

// Where a label points at: its middle moved up or down, or one of its ends.
struct Offset {
  enum Kind { middle, left_end, right_end, whole_box } kind;
  double up;     // heights
  double price;  // a label, for being unusual
};

std::vector<Offset> offsets() {
  std::vector<Offset> out;
  for (double up = -kFarthestOffset; up <= kFarthestOffset + 1e-9; up += 0.1)
    out.push_back({Offset::middle, up, kOffsetPrice * std::abs(up)});
  out.push_back({Offset::left_end, 0, kOffsetPrice});
  out.push_back({Offset::right_end, 0, kOffsetPrice});
  out.push_back({Offset::whole_box, 0, 0.15});
  return out;
}

Point pointed_at(const TextLine& text, const Offset& offset) {
  const Point middle = text.box.centre();
  const double h = text.height;
  switch (offset.kind) {
    case Offset::left_end:
      return {text.box.left - 0.4 * h, middle.y};
    case Offset::right_end:
      return {text.box.right + 0.4 * h, middle.y};
    default:
      return {middle.x, middle.y - offset.up * h};
  }
}

class PlaceMatcher {
 public:
  PlaceMatcher(const std::vector<TextLine>& texts, const std::vector<int>& candidates,
               const TraceReading& traces, const std::vector<int>& open)
      : texts_(texts), candidates_(candidates), traces_(traces), open_(open) {}

  std::vector<LabelMatch> match() {
    for (const Offset& offset : offsets()) costs_.push_back(cost_of(offset));
    const Assignment best = best_assignment(-1, -1);
    std::vector<LabelMatch> out;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const int column = best.column_of_row[i];
      if (column < 0) continue;
      const double worse = best_assignment(static_cast<int>(i), column).total - best.total;
      out.push_back(
          {open_[column], candidates_[i], std::clamp(worse / kFullMargin, 0.0, 1.0), false});
    }
    return out;
  }

 private:
  std::vector<std::vector<double>> cost_of(const Offset& offset) const {
    std::vector<std::vector<double>> cost;
    for (int candidate : candidates_) {
      const TextLine& text = texts_[candidate];
      const Leader* leader = leader_of(text);
      cost.emplace_back();
      for (int trace : open_) {
        const Polyline& line = traces_.traces[trace].points;
        const double reach = leader
                                 ? kLeaderCost + distance_to(line, leader->curve_end) / text.height
                                 : offset.price + place_cost(text, line, offset);
        cost.back().push_back(std::min(reach, kAlone + 0.5));
      }
    }
    return cost;
  }

  static double place_cost(const TextLine& text, const Polyline& line, const Offset& offset) {
    if (offset.kind != Offset::whole_box)
      return distance_to(line, pointed_at(text, offset)) / text.height;
    double nearest = 1e9;
    for (const Point& p : line) nearest = std::min(nearest, distance_to_box(text.box, p));
    return (nearest + 0.2 * distance_to(line, text.box.centre())) / text.height;
  }

  // The leader that starts at this text and at no other that is nearer.
  const Leader* leader_of(const TextLine& text) const {
    for (const Leader& leader : traces_.leaders) {
      const double reach = distance_to_box(text.box, leader.text_end);
      if (reach > kLeaderReach * text.height) continue;
      const bool nearest = std::none_of(candidates_.begin(), candidates_.end(), [&](int other) {
        return distance_to_box(texts_[other].box, leader.text_end) < reach;
      });
      if (nearest) return &leader;
    }
    return nullptr;
  }

  // The best over all offsets, with one pair forbidden.
  Assignment best_assignment(int row, int column) const {
    Assignment best;
    bool first = true;
    for (std::vector<std::vector<double>> cost : costs_) {
      if (row >= 0) cost[row][column] = 1e3;
      Assignment assignment = assign(cost, kAlone);
      if (first || assignment.total < best.total) best = std::move(assignment);
      first = false;
    }
    return best;
  }

  const std::vector<TextLine>& texts_;
  const std::vector<int>& candidates_;
  const TraceReading& traces_;
  const std::vector<int>& open_;
  std::vector<std::vector<std::vector<double>>> costs_;  // of each offset
};

}  // namespace

double distance_to(const Polyline& line, Point point) {
  double nearest = 1e300;
  for (std::size_t i = 1; i < line.size(); ++i)
    nearest = std::min(nearest, distance_to_segment(line[i - 1], line[i], point));
  return nearest;
}

std::vector<LabelMatch> match_by_place(const std::vector<TextLine>& texts,
                                       const std::vector<int>& candidates,
                                       const TraceReading& traces, const std::vector<int>& open) {
  if (candidates.empty() || open.empty()) return {};
  return PlaceMatcher(texts, candidates, traces, open).match();
}

}  // namespace curvespice
