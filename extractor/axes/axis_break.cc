#include "extractor/axes/axis_break.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/axes/number.h"
#include "extractor/figure/evidence.h"

namespace curvespice {
namespace {

constexpr double kFarthest = 0.35;     // of the plot's height: how far beyond it the other part's
                                       // first number may stand
constexpr double kSameLine = 0.6;      // page units between a grid line and its other part
constexpr std::size_t kLinesGoOn = 3;  // grid lines that must go on

std::optional<double> value_of(const Word& word) {
  if (std::abs(word.angle) > 5 || !looks_numeric(word.text)) return std::nullopt;
  const auto readings = read_number(word.text);
  return readings.empty() ? std::nullopt : std::optional(readings.front().value);
}

// The column of the tick labels that were read.
Box column_of(const SideVote& side) {
  Box column = side.labels[static_cast<std::size_t>(side.vote.inliers.front().label)].box;
  for (const Inlier& inlier : side.vote.inliers) {
    const Box& box = side.labels[static_cast<std::size_t>(inlier.label)].box;
    column.include({box.left, box.top});
    column.include({box.right, box.bottom});
  }
  return column;
}

// How many grid lines go on at the far side of `beyond`.
std::size_t lines_beyond(const Page& page, const Figure& figure, bool above, double beyond) {
  std::vector<double> found;
  for (const Path& path : page.paths) {
    for (const Polyline& line : path.lines) {
      if (line.size() < 2 || std::abs(line.front().x - line.back().x) > kSameLine) continue;
      const auto [low, high] = std::minmax(line.front().y, line.back().y);
      const bool reaches = above ? low < beyond && high > beyond - 0.3 * figure.plot.height()
                                 : high > beyond && low < beyond + 0.3 * figure.plot.height();
      if (!reaches || high - low < 4) continue;
      for (const RuledLine& own : figure.vertical)
        if (std::abs(own.coordinate - line.front().x) < kSameLine) found.push_back(own.coordinate);
    }
  }
  std::ranges::sort(found);
  const auto same = std::unique(found.begin(), found.end());
  return static_cast<std::size_t>(same - found.begin());
}

// Numbers over or under the plot itself, on the way to the number that is asked about.
bool x_labels_between(const Page& page, const Box& plot, double from, double to) {
  return std::ranges::any_of(page.words, [&](const Word& word) {
    const Point at = word.box.centre();
    return at.x > plot.left && at.x < plot.right && at.y > std::min(from, to) &&
           at.y < std::max(from, to) && value_of(word).has_value();
  });
}

}  // namespace

bool is_broken(const Page& page, const Figure& figure, const SideVote& side) {
  const Box column = column_of(side);
  const Box& plot = figure.plot;
  return std::ranges::any_of(page.words, [&](const Word& word) {
    const Point at = word.box.centre();
    const double height = word.box.height();
    const bool above = at.y<plot.top - 0.5 * height, below = at.y> plot.bottom + 0.5 * height;
    const double edge = above ? plot.top : plot.bottom;
    const bool in_column =
        std::abs(word.box.right - column.right) < height && word.box.right < plot.left;
    if (!(above || below) || !in_column || std::abs(at.y - edge) > kFarthest * plot.height())
      return false;
    const auto value = value_of(word);
    if (!value || (side.vote.scale.scale == Scale::log10 && *value <= 0)) return false;
    if (std::abs(side.vote.scale.coordinate(*value) - at.y) < 2 * height) return false;
    return !x_labels_between(page, plot, edge, at.y) &&
           lines_beyond(page, figure, above, at.y) >= kLinesGoOn;
  });
}

}  // namespace curvespice
