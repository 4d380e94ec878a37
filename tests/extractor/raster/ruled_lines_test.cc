#include "extractor/figure/raster/ruled_lines.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/extractor/raster/drawn_chart.h"

namespace curvespice {
namespace {

using testing::DrawnChart;
using testing::sampled;

const Box kBox{80.3, 40.6, 480.3, 340.6};

double nearest(const std::vector<RuledLine>& lines, double coordinate) {
  double best = 1e9;
  for (const RuledLine& line : lines) best = std::min(best, std::abs(line.coordinate - coordinate));
  return best;
}

PlotBox only_box(const Sheet& sheet) {
  const auto boxes = find_plot_boxes(find_long_lines(sheet));
  EXPECT_EQ(boxes.size(), 1U);
  return boxes.empty() ? PlotBox{} : boxes.front();
}

TEST(PlotBoxes, FrameIsFoundToATenthOfAPixel) {
  DrawnChart chart(560, 400);
  chart.frame(kBox);
  const PlotBox plot = only_box(prepare_sheet(chart.image()));
  EXPECT_NEAR(plot.box.left, kBox.left, 0.1);
  EXPECT_NEAR(plot.box.top, kBox.top, 0.1);
  EXPECT_NEAR(plot.box.right, kBox.right, 0.1);
  EXPECT_NEAR(plot.box.bottom, kBox.bottom, 0.1);
  EXPECT_TRUE(plot.top && plot.right);
}

TEST(PlotBoxes, TwoAxesWithoutAFrameAreABox) {
  DrawnChart chart(560, 400);
  chart.line({kBox.left, kBox.top}, {kBox.left, kBox.bottom}, 1.5);
  chart.line({kBox.left, kBox.bottom}, {kBox.right, kBox.bottom}, 1.5);
  const PlotBox plot = only_box(prepare_sheet(chart.image()));
  EXPECT_NEAR(plot.box.right, kBox.right, 1.5);
  EXPECT_NEAR(plot.box.top, kBox.top, 1.5);
  EXPECT_FALSE(plot.top || plot.right);
}

TEST(PlotBoxes, SteepCurveBesideTheFrameDoesNotHideIt) {
  DrawnChart chart(560, 400);
  chart.frame(kBox);
  chart.line({kBox.left + 1, kBox.bottom}, {kBox.left + 8, kBox.top + 80}, 2.5);
  const PlotBox plot = only_box(prepare_sheet(chart.image()));
  EXPECT_NEAR(plot.box.left, kBox.left, 0.4);
}

TEST(PlotBoxes, LegendFrameInsideIsNotAPlot) {
  DrawnChart chart(560, 400);
  chart.frame(kBox);
  chart.frame({300, 60, 460, 140}, 1);
  only_box(prepare_sheet(chart.image()));
}

class GridLines : public ::testing::TestWithParam<double> {};

// Grey from nearly white to black: a grid is known by reaching from edge to edge, not by darkness.
TEST_P(GridLines, FoundHoweverFaint) {
  const auto level = static_cast<std::uint8_t>(255 * (1 - GetParam()));
  DrawnChart chart(560, 400);
  for (const double x : {160.3, 240.3, 320.3, 400.3})
    chart.line({x, 40.6}, {x, 340.6}, 1, {level, level, level});
  for (const double y : {115.6, 190.6, 265.6})
    chart.line({80.3, y}, {480.3, y}, 1, {level, level, level});
  chart.frame(kBox);
  chart.curve(
      sampled(80.3, 480.3, 200, [](double x) { return 330 - 0.0016 * (x - 80) * (x - 80); }), 2);
  const Sheet sheet = prepare_sheet(chart.image());
  const RuledLines grid = find_grid_lines(sheet, only_box(sheet));
  ASSERT_EQ(grid.vertical.size(), 4U);
  ASSERT_EQ(grid.horizontal.size(), 3U);
  EXPECT_LT(nearest(grid.vertical, 240.3), 0.1);
  EXPECT_LT(nearest(grid.horizontal, 190.6), 0.1);
}
INSTANTIATE_TEST_SUITE_P(Levels, GridLines, ::testing::Values(0.08, 0.2, 0.5, 1.0));

TEST(GridLinesOf, DottedLinesThatStandSideBySideAreNotReadAcross) {
  DrawnChart chart(560, 400);
  for (double x = 120.5; x < 480; x += 20) chart.dashed({{x, 40.6}, {x, 340.6}}, 1, {1, 4});
  chart.frame(kBox);
  const Sheet sheet = prepare_sheet(chart.image());
  const RuledLines grid = find_grid_lines(sheet, only_box(sheet));
  EXPECT_EQ(grid.horizontal.size(), 0U);
  EXPECT_GE(grid.vertical.size(), 17U);
}

TEST(GridLinesOf, LevelStretchOfACurveIsNone) {
  DrawnChart chart(560, 400);
  chart.frame(kBox);
  chart.curve({{80.3, 330}, {120, 200.5}, {480.3, 200.5}}, 2);
  const Sheet sheet = prepare_sheet(chart.image());
  EXPECT_EQ(find_grid_lines(sheet, only_box(sheet)).horizontal.size(), 0U);
}

TEST(TickMarks, OutwardMarksAreFoundAndDigitsAreNot) {
  DrawnChart chart(560, 400);
  chart.frame(kBox);
  for (int k = 0; k <= 5; ++k) {
    const double x = 80.3 + 80 * k;
    chart.line({x, 340.6}, {x, 347.6}, 1.2);
    chart.text({x - 4, 364}, std::to_string(k), 14);
  }
  const Sheet sheet = prepare_sheet(chart.image());
  const RuledLines marks = find_tick_marks(sheet, only_box(sheet));
  EXPECT_EQ(marks.vertical.size(), 6U);
  EXPECT_LT(nearest(marks.vertical, 240.3), 0.15);
  EXPECT_EQ(marks.horizontal.size(), 0U);
}

class Skew : public ::testing::TestWithParam<double> {};

TEST_P(Skew, IsMeasuredAndTakenOut) {
  DrawnChart chart(900, 700);
  chart.turn(GetParam());
  chart.frame({120, 90, 780, 590}, 2);
  for (int k = 1; k < 6; ++k) chart.line({120, 90 + 83.0 * k}, {780, 90 + 83.0 * k}, 1);
  const Sheet sheet = prepare_sheet(chart.image());
  EXPECT_NEAR(sheet.skew_degrees, GetParam(), 0.04);
  EXPECT_NEAR(only_box(sheet).box.height(), 500, 1);
}
INSTANTIATE_TEST_SUITE_P(Angles, Skew, ::testing::Values(-4.3, -0.6, 0.0, 0.25, 1.1, 4.8));

}  // namespace
}  // namespace curvespice
