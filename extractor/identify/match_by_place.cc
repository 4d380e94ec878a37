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
constexpr double kSidePrice = 0.1;     // for standing now above, now below the curve
constexpr double kLeaderReach = 1.2;   // from the text to the leader's end
constexpr double kLeaderCost = 0.1;
constexpr double kOrderWorth =
    0.9;  // all labels together may stand this much farther for the order

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
  enum Kind { middle, left_end, right_end, whole_box, either_side } kind;
  double up;     // heights
  double price;  // a label, for being unusual
};

std::vector<Offset> offsets() {
  std::vector<Offset> out;
  for (double up = -kFarthestOffset; up <= kFarthestOffset + 1e-9; up += 0.1)
    out.push_back({Offset::middle, up, kOffsetPrice * std::abs(up)});
  for (double up = 0.6; up <= kFarthestOffset + 1e-9; up += 0.1)
    out.push_back({Offset::either_side, up, kSidePrice + kOffsetPrice * up});
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
               const TraceReading& traces, const std::vector<int>& open, const KnownOrder& order)
      : texts_(texts), candidates_(candidates), traces_(traces), open_(open), order_(order) {}

  std::vector<LabelMatch> match() {
    for (const Offset& offset : offsets()) costs_.push_back(cost_of(offset));
    Assignment best = best_assignment(-1, -1);
    const bool by_physics = keep_order(best);
    std::vector<LabelMatch> out;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const int column = best.column_of_row[i];
      if (column < 0) continue;
      const double worse = best_assignment(static_cast<int>(i), column).total - best.total;
      out.push_back({open_[column], candidates_[i], std::clamp(worse / kFullMargin, 0.0, 1.0),
                     false, by_physics});
    }
    return out;
  }

 private:
  // From here on only matchings in the known order count, unless place speaks clearly against it.
  // True when place alone would have it otherwise.
  bool keep_order(Assignment& best) {
    if (order_.candidates.size() < 2 || order_.open.size() < 2) return false;
    ordered_ = true;
    Assignment ordered = best_assignment(-1, -1);
    ordered_ = ordered.total - best.total < kOrderWorth;
    if (!ordered_) return false;
    const bool otherwise = ordered.column_of_row != best.column_of_row;
    best = std::move(ordered);
    return otherwise;
  }

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
    if (offset.kind == Offset::either_side)
      return std::min(place_cost(text, line, {Offset::middle, offset.up, 0}),
                      place_cost(text, line, {Offset::middle, -offset.up, 0}));
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
      Assignment assignment = ordered_
                                  ? assign_in_order(cost, kAlone, order_.candidates, order_.open)
                                  : assign(cost, kAlone);
      if (first || assignment.total < best.total) best = std::move(assignment);
      first = false;
    }
    return best;
  }

  const std::vector<TextLine>& texts_;
  const std::vector<int>& candidates_;
  const TraceReading& traces_;
  const std::vector<int>& open_;
  const KnownOrder& order_;
  bool ordered_ = false;                                 // matchings against the order do not count
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
                                       const TraceReading& traces, const std::vector<int>& open,
                                       const KnownOrder& order) {
  if (candidates.empty() || open.empty()) return {};
  return PlaceMatcher(texts, candidates, traces, open, order).match();
}

}  // namespace curvespice
