#include "extractor/axes/label_unit.h"

#include <algorithm>
#include <cmath>

#include "extractor/axes/label_place.h"
#include "extractor/axes/text.h"

namespace curvespice {
namespace {

// From the middle of the first label to that of the last along the axis; across it, a little more
// than the labels themselves cover.
Box between_labels(const SideVote& side, AxisSide where) {
  const auto& inliers = side.vote.inliers;
  const Box& first = side.labels[inliers.front().label].box;
  Box hull = first;
  double height = 0;
  for (const Inlier& inlier : inliers) {
    const TickLabel& label = side.labels[inlier.label];
    hull.include({label.box.left, label.box.top});
    hull.include({label.box.right, label.box.bottom});
    height = std::max(height, label.height);
  }
  const Point a = first.centre(), b = side.labels[inliers.back().label].box.centre();
  const double slack = 0.4 * height;
  if (is_vertical(where))
    return {hull.left - slack, std::min(a.y, b.y), hull.right + slack, std::max(a.y, b.y)};
  return {std::min(a.x, b.x), hull.top - slack, std::max(a.x, b.x), hull.bottom + slack};
}

// A lone C among numbers is what is left of a degree, a lone F or H a unit like any other.
std::optional<Unit> unit_of(const std::string& text) {
  const std::string plain = trimmed(plain_text(text));
  if (plain == "C") return Unit{"degC"};
  return read_unit(plain);
}

}  // namespace

std::optional<LabelUnit> unit_among_labels(const Page& page, const SideVote& side, AxisSide where,
                                           const std::vector<int>& taken) {
  if (side.vote.inliers.size() < kLabelsForProof) return std::nullopt;
  const Box place = between_labels(side, where);
  std::vector<int> chosen;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const int index = static_cast<int>(i);
    const bool free = std::find(taken.begin(), taken.end(), index) == taken.end();
    if (free && std::abs(page.words[i].angle) < 20 && place.contains(page.words[i].box.centre()))
      chosen.push_back(index);
  }
  std::optional<LabelUnit> found;
  for (const TextLine& line : join_lines(page.words, chosen)) {
    const std::optional<Unit> unit = unit_of(line.text);
    if (!unit) continue;
    if (found && (found->unit.si != unit->si || found->unit.factor != unit->factor))
      return std::nullopt;
    found = LabelUnit{*unit, line.words};
  }
  return found;
}

}  // namespace curvespice
