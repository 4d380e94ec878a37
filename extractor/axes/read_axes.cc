#include "extractor/axes/read_axes.h"

#include <algorithm>
#include <cmath>

#include "extractor/axes/axis_break.h"
#include "extractor/axes/axis_reading.h"
#include "extractor/axes/label_place.h"
#include "extractor/axes/label_unit.h"
#include "extractor/axes/side_vote.h"
#include "extractor/axes/title.h"

namespace curvespice {
namespace {

class AxesReader {
 public:
  AxesReader(const Page& page, const Figure& figure)
      : page_(page), figure_(figure), height_(text_height(page, figure.cell)) {}

  AxesReading read() {
    auto bottom = vote(AxisSide::bottom);
    auto left = vote(AxisSide::left);
    auto right = vote(AxisSide::right);
    AxisSide x_side = AxisSide::bottom, y_side = AxisSide::left;
    if (!bottom) bottom = vote(x_side = AxisSide::top);
    if (!left && right) left.swap(right), y_side = AxisSide::right;
    for (const auto* side : {&bottom, &left, &right})
      if (*side) take(inlier_words(**side));
    if (bottom) out_.x = finish(*bottom, x_side);
    if (left) out_.y = finish(*left, y_side);
    if (right && left) out_.y2 = second_axis(*right);
    if (left && !page_.image && is_broken(page_, figure_, *left)) {
      out_.y.reset();
      out_.doubts.push_back(
          "the y axis is broken: its numbers go on beyond the plot on another scale");
    }
    if (!bottom) out_.doubts.push_back("the numbers of the x axis could not be read");
    if (!left) out_.doubts.push_back("the numbers of the y axis could not be read");
    std::sort(out_.words.begin(), out_.words.end());
    out_.words.erase(std::unique(out_.words.begin(), out_.words.end()), out_.words.end());
    return std::move(out_);
  }

 private:
  std::optional<SideVote> vote(AxisSide side) const {
    return vote_side(page_, figure_, side, height_);
  }

  void take(const std::vector<int>& words) {
    out_.words.insert(out_.words.end(), words.begin(), words.end());
  }

  AxisReading finish(const SideVote& side, AxisSide where) {
    const double edge = label_edge(side, figure_.plot, where);
    const auto among = unit_among_labels(page_, side, where, out_.words);
    if (among) take(among->words);
    AxisTitle title = find_title(page_, figure_, where, out_.words, edge);
    take(title.words);
    if (among) understand_with_unit(title, among->unit);
    return read_axis(side, title, among ? std::optional(among->unit) : std::nullopt, figure_, where,
                     out_.words);
  }

  // Numbers at the right are an axis of their own when they stand close in one column, and have
  // another scale than the left ones or a title.
  std::optional<AxisReading> second_axis(const SideVote& side) {
    double away = 1e9;
    for (const VotingLabel& voter : side.voters) away = std::min(away, voter.away);
    if (side.vote.inliers.size() < kLabelsForProof || away > 2.5 * height_) return std::nullopt;
    AxisReading reading = finish(side, AxisSide::right);
    const bool same = std::abs(reading.axis.lo - out_.y->axis.lo) < 1e-9 &&
                      std::abs(reading.axis.hi - out_.y->axis.hi) < 1e-9;
    if (same && reading.axis.title.empty()) return std::nullopt;
    return reading;
  }

  const Page& page_;
  const Figure& figure_;
  double height_;
  AxesReading out_;
};

}  // namespace

AxesReading read_axes(const Page& page, const Figure& figure) {
  return AxesReader(page, figure).read();
}

}  // namespace curvespice
