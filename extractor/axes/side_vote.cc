#include "extractor/axes/side_vote.h"

#include <algorithm>
#include <cmath>

#include "extractor/axes/label_place.h"
#include "extractor/axes/lattice.h"

namespace curvespice {
namespace {

constexpr double kUnevenGrid = 2.2;       // times the usual accuracy
constexpr double kUnevenAgreement = 0.9;  // of such a grid, for a proof

std::vector<VotingLabel> voters_of(const std::vector<TickLabel>& labels, const Figure& figure,
                                   AxisSide side) {
  std::vector<VotingLabel> out;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const TickLabel& label = labels[i];
    const Point centre = label.box.centre();
    const double away = std::max(0.0, distance_from_axis(figure, label.box, side));
    out.push_back(
        {static_cast<int>(i), is_vertical(side) ? centre.y : centre.x, label.height, away, &label});
  }
  return out;
}

// Labels of one row (horizontal axes) or one column (vertical axes) vote together.
bool together(const TickLabel& a, const TickLabel& b, AxisSide side) {
  if (!is_vertical(side)) return std::abs(a.box.bottom - b.box.bottom) < 0.45 * a.height;
  const double overlap = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
  return overlap > 0.4 * std::min(a.box.width(), b.box.width());
}

std::vector<std::vector<VotingLabel>> groups_of(const std::vector<VotingLabel>& voters,
                                                AxisSide side) {
  std::vector<int> group(voters.size(), -1);
  int count = 0;
  for (std::size_t i = 0; i < voters.size(); ++i) {
    if (group[i] >= 0) continue;
    std::vector<std::size_t> open = {i};
    group[i] = count;
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (std::size_t j = 0; j < voters.size(); ++j) {
        if (group[j] >= 0 || !together(*voters[at].label, *voters[j].label, side)) continue;
        group[j] = count;
        open.push_back(j);
      }
    }
    ++count;
  }
  std::vector<std::vector<VotingLabel>> out(count);
  for (std::size_t i = 0; i < voters.size(); ++i) out[group[i]].push_back(voters[i]);
  return out;
}

AxisGeometry geometry_of(const Page& page, const Figure& figure, AxisSide side) {
  AxisGeometry out;
  const Box& p = figure.plot;
  out.accuracy = page.image ? 1.0 : 0.3 * page.units_per_inch / 72;
  const bool along_x = !is_vertical(side);
  out.first = along_x ? p.left : p.bottom;
  out.last = along_x ? p.right : p.top;
  const std::vector<double>& marks = along_x                   ? figure.x_marks
                                     : side == AxisSide::right ? figure.y2_marks
                                                               : figure.y_marks;
  out.marks = marks;
  // A right axis with marks of its own need not agree with the grid, which is the left one's.
  if (side != AxisSide::right || marks.size() < kLabelsForProof)
    for (const RuledLine& line : along_x ? figure.vertical : figure.horizontal)
      out.marks.push_back(line.coordinate);
  out.marks.push_back(out.first);
  out.marks.push_back(out.last);
  std::sort(out.marks.begin(), out.marks.end());
  const auto same = [&](double a, double b) { return b - a < out.accuracy; };
  out.marks.erase(std::unique(out.marks.begin(), out.marks.end(), same), out.marks.end());
  return out;
}

// The best row or column of labels on one geometry; its score, 0 when none agrees.
double vote_groups(SideVote& best, const Figure& figure, AxisSide side, double height) {
  double best_score = 0;
  for (const auto& group : groups_of(voters_of(best.labels, figure, side), side)) {
    const auto vote = vote_scale(group, best.geometry);
    if (!vote) continue;
    double away = 1e9;
    for (const VotingLabel& voter : group) away = std::min(away, voter.away);
    const double score = vote->score / (1 + away / (6 * height));
    if (score <= best_score) continue;
    best_score = score;
    best.vote = *vote;
    best.voters = group;
  }
  return best_score;
}

// Takes a grid whose lines are those of the scale one by one for agreement, however they are off.
bool prove_in_order(SideVote& side) {
  ScaleVote& vote = side.vote;
  const double anchor = vote.inliers.front().value;
  if (!is_lattice_in_order(vote.scale, anchor, label_step(vote.inliers), side.geometry, vote.pitch))
    return false;
  vote.grid_agreement = 1;
  return true;
}

}  // namespace

// Some vendors' grids are drawn by hand, lines up to a point off: where the grid does not agree it
// is tried once more with a wide tolerance, and must then agree all the better, or be the lattice
// of the labels line by line.
std::optional<SideVote> vote_side(const Page& page, const Figure& figure, AxisSide side,
                                  double height) {
  SideVote strict;
  strict.labels = find_tick_labels(page, gutter(figure, side, height));
  strict.geometry = geometry_of(page, figure, side);
  if (vote_groups(strict, figure, side, height) <= 0) return std::nullopt;
  constexpr int kTelling = 8;  // lines: fewer agree with anything when the tolerance is wide
  if (strict.vote.grid_agreement >= kGridAgreement || strict.vote.grid_lines == 0) return strict;
  SideVote wide = strict;
  wide.uneven = true;
  wide.geometry.accuracy *= kUnevenGrid;
  vote_groups(wide, figure, side, height);
  const bool agrees =
      wide.vote.grid_agreement >= kUnevenAgreement && strict.vote.grid_lines >= kTelling;
  if (!agrees && page.image) return strict;
  if (!agrees && !prove_in_order(wide)) {
    strict.uneven = prove_in_order(strict);
    return strict;
  }
  // The labels of the copy point into the original's: they are read again from its own.
  for (VotingLabel& voter : wide.voters) voter.label = nullptr;
  return wide;
}
std::vector<int> inlier_words(const SideVote& side) {
  std::vector<int> out;
  for (const Inlier& inlier : side.vote.inliers) {
    const auto& words = side.labels[inlier.label].words;
    out.insert(out.end(), words.begin(), words.end());
  }
  return out;
}

// How far the labels reach away from the plot: the title stands beyond.
double label_edge(const SideVote& side, const Box& plot, AxisSide where) {
  double edge = where == AxisSide::bottom ? plot.bottom
                : where == AxisSide::top  ? plot.top
                : where == AxisSide::left ? plot.left
                                          : plot.right;
  for (const Inlier& inlier : side.vote.inliers) {
    const Box& box = side.labels[inlier.label].box;
    if (where == AxisSide::bottom) edge = std::max(edge, box.bottom);
    if (where == AxisSide::top) edge = std::min(edge, box.top);
    if (where == AxisSide::left) edge = std::min(edge, box.left);
    if (where == AxisSide::right) edge = std::max(edge, box.right);
  }
  return edge;
}
}  // namespace curvespice
