#include "extractor/resample.h"

#include <cmath>

#include <gmock/gmock.h>

namespace curvespice {
namespace {

constexpr Box kPlot{0, 0, 200, 100};

// In a plot of side 1.
double distance_to_line(Point p, const Polyline& line) {
  double best = 1e9;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const double dx = (b.x - a.x) / 200, dy = (b.y - a.y) / 100;
    const double px = (p.x - a.x) / 200, py = (p.y - a.y) / 100;
    const double t = std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0., 1.);
    best = std::min(best, std::hypot(px - t * dx, py - t * dy));
  }
  return best;
}

TEST(Resample, NoVertexIsFurtherFromTheResultThanTheChordError) {
  Polyline line;
  for (int i = 0; i <= 2000; ++i) line.push_back({i / 10.0, 50 + 40 * std::sin(i / 150.0)});
  const Resampled result = resample(line, {}, kPlot);
  EXPECT_LT(result.points.size(), 600u);
  for (const Point p : line) EXPECT_LE(distance_to_line(p, result.points), 2.001e-4);
}

TEST(Resample, AStraightLineIsDividedEvenly) {
  const Resampled result = resample({{0, 0}, {200, 0}}, {}, kPlot);
  EXPECT_EQ(result.points.size(), 101u);
}

TEST(Resample, EndsVerticalPartsAndOrderSurvive) {
  const Polyline line = {{0, 100}, {50, 100}, {50, 20}, {30, 20}, {200, 0}};
  const Resampled result = resample(line, {}, kPlot);
  EXPECT_EQ(result.points.front().y, 100);
  EXPECT_EQ(result.points.back().x, 200);
  for (const Point corner : line)
    EXPECT_TRUE(std::ranges::any_of(
        result.points, [&](Point p) { return std::hypot(p.x - corner.x, p.y - corner.y) < 1e-9; }));
}

TEST(Resample, RangesMoveWithTheirPoints) {
  const Polyline line = {{0, 0}, {100, 0}, {100, 50}, {200, 50}};
  const Resampled result = resample(line, {{1, 2}}, kPlot);
  ASSERT_EQ(result.ranges.size(), 1u);
  const auto [from, to] = result.ranges[0];
  EXPECT_NEAR(result.points[static_cast<std::size_t>(from)].x, 100, 1e-9);
  EXPECT_NEAR(result.points[static_cast<std::size_t>(to)].y, 50, 1e-9);
}

}  // namespace
}  // namespace curvespice
