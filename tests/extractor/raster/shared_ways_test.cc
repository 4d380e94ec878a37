#include "extractor/trace/raster/shared_ways.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace curvespice {
namespace {

LayeredCurve line(Point from, Point to, std::size_t layer) {
  LayeredCurve layered;
  layered.layer = layer;
  const int count = static_cast<int>(std::hypot(to.x - from.x, to.y - from.y));
  for (int k = 0; k <= count; ++k) {
    const double t = double(k) / count;
    layered.curve.points.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    layered.curve.sure.push_back(true);
  }
  layered.curve.drawn_length = count;
  return layered;
}

const auto kAtEdge = [](Point p) { return p.x < 3 || p.x > 397 || p.y < 3 || p.y > 297; };

TEST(SharedWays, CurveThatRunsIntoAnotherGoesOnAlongItToItsEnd) {
  // A level curve that bends into another one's steep rise: both began in the corner.
  std::vector<LayeredCurve> curves = {line({1, 299}, {20, 20}, 0), line({399, 218}, {9, 220}, 1)};
  follow_beneath(curves, kAtEdge);
  ASSERT_EQ(curves.size(), 2U);
  const Point end = curves[1].curve.points.back();
  EXPECT_NEAR(end.x, 1, 1.5);
  EXPECT_NEAR(end.y, 299, 1.5);
  EXPECT_TRUE(curves[1].continued);
  EXPECT_FALSE(curves[1].curve.sure.back());
  EXPECT_FALSE(curves[1].curve.shared.empty());
  EXPECT_FALSE(curves[0].continued);
}

TEST(SharedWays, PiecesOfOneColorOnBothSidesOfACoveredStretchBecomeOneCurve) {
  std::vector<LayeredCurve> curves = {line({1, 100}, {399, 200}, 0), line({1, 90}, {120, 129}, 1),
                                      line({260, 166}, {399, 230}, 1)};
  follow_beneath(curves, kAtEdge);
  ASSERT_EQ(curves.size(), 2U);
  const LayeredCurve& joined = curves[1];
  EXPECT_FALSE(joined.continued);
  EXPECT_GT(std::abs(joined.curve.points.back().x - joined.curve.points.front().x), 390);
}

TEST(SharedWays, CurveThatEndsAloneOrAtTheEdgeStaysAsItIs) {
  std::vector<LayeredCurve> curves = {line({1, 100}, {399, 100}, 0), line({50, 200}, {300, 210}, 1),
                                      line({399, 102}, {200, 280}, 2)};
  const std::size_t alone = curves[1].curve.points.size(), at_edge = curves[2].curve.points.size();
  follow_beneath(curves, kAtEdge);
  ASSERT_EQ(curves.size(), 3U);
  EXPECT_EQ(curves[1].curve.points.size(), alone);
  EXPECT_EQ(curves[2].curve.points.size(), at_edge);
}

}  // namespace
}  // namespace curvespice
