#include "extractor/document/path_data.h"

#include <cmath>

#include <gmock/gmock.h>

#include "extractor/document/clip.h"
#include "extractor/document/svg_shapes.h"

namespace curvespice {
namespace {

using ::testing::SizeIs;

TEST(FlattenPath, RelativeAndAbsoluteCommandsDrawTheSame) {
  const auto absolute = flatten_path("M 10 10 L 20 10 H 30 V 25 Z", {});
  const auto relative = flatten_path("m10,10 10,0 h10v15z", {});
  ASSERT_THAT(absolute, SizeIs(1));
  ASSERT_EQ(absolute[0].size(), relative[0].size());
  for (std::size_t i = 0; i < absolute[0].size(); ++i) {
    EXPECT_DOUBLE_EQ(absolute[0][i].x, relative[0][i].x);
    EXPECT_DOUBLE_EQ(absolute[0][i].y, relative[0][i].y);
  }
  EXPECT_DOUBLE_EQ(absolute[0].back().x, 10) << "a closed subpath repeats its first point";
}

TEST(FlattenPath, NumbersNeedNoSeparator) {
  const auto lines = flatten_path("M-1-2L.5.25-3e1+4", {});
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0], SizeIs(3));
  EXPECT_DOUBLE_EQ(lines[0][1].x, 0.5);
  EXPECT_DOUBLE_EQ(lines[0][1].y, 0.25);
  EXPECT_DOUBLE_EQ(lines[0][2].x, -30);
  EXPECT_DOUBLE_EQ(lines[0][2].y, 4);
}

TEST(FlattenPath, ABezierIsNeverFurtherAwayThanTheFlatness) {
  const auto lines = flatten_path("M 0 0 C 0 100 100 100 100 0", {});
  ASSERT_THAT(lines, SizeIs(1));
  for (int i = 0; i <= 200; ++i) {
    const double t = i / 200.0, s = 1 - t;
    const Point p{3 * s * t * t * 100 + t * t * t * 100, 3 * s * s * t * 100 + 3 * s * t * t * 100};
    double nearest = 1e9;
    for (std::size_t k = 1; k < lines[0].size(); ++k) {
      const Point a = lines[0][k - 1], b = lines[0][k];
      const double dx = b.x - a.x, dy = b.y - a.y;
      const double u =
          std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0., 1.);
      nearest = std::min(nearest, std::hypot(p.x - a.x - u * dx, p.y - a.y - u * dy));
    }
    EXPECT_LE(nearest, kFlatness);
  }
}

TEST(FlattenPath, SmoothCurvesReflectTheirControlPoint) {
  const auto smooth = flatten_path("M0 0C0 10 10 10 10 0S20 -10 20 0", {});
  const auto spelled = flatten_path("M0 0C0 10 10 10 10 0C10 -10 20 -10 20 0", {});
  ASSERT_EQ(smooth[0].size(), spelled[0].size());
  EXPECT_DOUBLE_EQ(smooth[0][smooth[0].size() - 2].y, spelled[0][spelled[0].size() - 2].y);
}

TEST(FlattenPath, AnArcStaysOnItsCircle) {
  const auto lines = flatten_path("M 10 0 A 10 10 0 1 1 -10 0", {});
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_GT(lines[0].size(), 10u);
  for (const Point p : lines[0]) EXPECT_NEAR(std::hypot(p.x, p.y), 10, 1e-6);
  EXPECT_NEAR(lines[0].back().x, -10, 1e-9);
}

TEST(FlattenPath, WhatFollowsAnErrorIsNotDrawn) {
  const auto lines = flatten_path("M 0 0 L 5 5 L oops L 9 9", {});
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], SizeIs(2));
  EXPECT_THAT(flatten_path("nonsense", {}), SizeIs(0));
}

TEST(ParseTransform, AppliesFromRightToLeft) {
  const Point p = parse_transform("translate(10 20) scale(2) rotate(90)").apply(Point{1, 0});
  EXPECT_NEAR(p.x, 10, 1e-12);
  EXPECT_NEAR(p.y, 22, 1e-12);
  const Point q = parse_transform("rotate(90, 5, 5)").apply(Point{6, 5});
  EXPECT_NEAR(q.x, 5, 1e-12);
  EXPECT_NEAR(q.y, 6, 1e-12);
}

TEST(ClipLine, CutsAtTheEdgeAndKeepsEveryPart) {
  const auto parts = clip_line({{-5, 5}, {15, 5}, {15, 8}, {-5, 8}}, {0, 0, 10, 10});
  ASSERT_THAT(parts, SizeIs(2));
  EXPECT_DOUBLE_EQ(parts[0].front().x, 0);
  EXPECT_DOUBLE_EQ(parts[0].back().x, 10);
  EXPECT_DOUBLE_EQ(parts[1].front().x, 10);
  EXPECT_DOUBLE_EQ(parts[1].back().x, 0);
}

TEST(ClipLine, ALineOnTheEdgeIsInside) {
  EXPECT_THAT(clip_line({{0, 0}, {10, 0}}, {0, 0, 10, 10}), SizeIs(1));
  EXPECT_THAT(clip_line({{0, -1}, {10, -1}}, {0, 0, 10, 10}), SizeIs(0));
}

TEST(ClipPolygon, KeepsTheCommonPart) {
  const Polyline square = {{5, 5}, {15, 5}, {15, 15}, {5, 15}, {5, 5}};
  const Box part = bounding_box(clip_polygon(square, {0, 0, 10, 10}));
  EXPECT_DOUBLE_EQ(part.right, 10);
  EXPECT_DOUBLE_EQ(part.bottom, 10);
  EXPECT_TRUE(clip_polygon(square, {0, 0, 4, 4}).empty());
}

}  // namespace
}  // namespace curvespice
