#include "extractor/trace/raster/trace_pixels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "tests/extractor/raster/drawn_chart.h"

namespace curvespice {
namespace {

using testing::DrawnChart;
using testing::sampled;

const Box kBox{60.5, 40.5, 460.5, 340.5};
const Color kRed{214, 39, 40}, kBlue{31, 119, 180}, kBlack{};

// One point is one pixel, so that traces come back in the coordinates that were drawn.
TraceReading trace(const DrawnChart& chart, const std::vector<double>& grid_x = {},
                   const std::vector<double>& grid_y = {}) {
  Page page;
  page.image = std::make_shared<RasterImage>(chart.image());
  page.width = page.image->width();
  page.height = page.image->height();
  Figure figure;
  figure.plot = kBox;
  figure.framed = true;
  for (const double x : grid_x) figure.vertical.push_back({x, kBox.top, kBox.bottom, 1});
  for (const double y : grid_y) figure.horizontal.push_back({y, kBox.left, kBox.right, 1});
  return trace_pixels(page, figure);
}

// Mean and largest distance in y of a trace from a function of x, over the function's middle part.
struct Deviation {
  double mean = 0, largest = 0;
};
Deviation deviation(const Trace& trace, const std::function<double(double)>& y) {
  Deviation d;
  int count = 0;
  for (const Point& point : trace.points) {
    const double error = point.y - y(point.x);
    d.mean += error;
    d.largest = std::max(d.largest, std::abs(error));
    ++count;
  }
  d.mean /= std::max(1, count);
  return d;
}

double hill(double x) { return 200 + 90 * std::cos((x - 60) / 70); }
double slope(double x) { return 300 - 0.5 * (x - 60); }

TEST(TracePixels, CurveComesBackWithoutHalfPixelBias) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve(sampled(62, 459, 800, slope), 2, kRed);
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 1U);
  const Deviation d = deviation(reading.traces[0], slope);
  EXPECT_LT(std::abs(d.mean), 0.03);
  EXPECT_LT(d.largest, 0.5);
  EXPECT_LT(reading.left_over, 0.01);
  EXPECT_GT(reading.traces[0].explained, 0.98);
}

TEST(TracePixels, ColorAndWidthAreMeasured) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve(sampled(62, 459, 800, hill), 3, kBlue);
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 1U);
  EXPECT_EQ(reading.traces[0].style.color, "#1f77b4");
  EXPECT_NEAR(reading.traces[0].style.width, 3, 0.6);
  EXPECT_TRUE(reading.traces[0].style.dash.empty());
}

TEST(TracePixels, BlackCurvesThatCrossKeepTheirWays) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  const auto up = [](double x) { return 320 - 0.65 * (x - 60); };
  const auto down = [](double x) { return 60 + 0.6 * (x - 60); };
  chart.curve(sampled(62, 459, 800, up), 2);
  chart.curve(sampled(62, 459, 800, down), 2);
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 2U);
  for (const Trace& curve : reading.traces) {
    const double best = std::min(deviation(curve, up).largest, deviation(curve, down).largest);
    EXPECT_LT(best, 1.0);
    EXPECT_GT(std::abs(curve.points.front().x - curve.points.back().x), 380);
  }
}

TEST(TracePixels, BlackCurveOnABlackGridIsWhole) {
  DrawnChart chart(520, 400);
  std::vector<double> xs, ys;
  for (int k = 1; k < 8; ++k) xs.push_back(60.5 + 50 * k);
  for (int k = 1; k < 6; ++k) ys.push_back(40.5 + 50 * k);
  for (const double x : xs) chart.line({x, kBox.top}, {x, kBox.bottom}, 1);
  for (const double y : ys) chart.line({kBox.left, y}, {kBox.right, y}, 1);
  chart.frame(kBox);
  chart.curve(sampled(62, 459, 800, hill), 2.5);
  const TraceReading reading = trace(chart, xs, ys);
  ASSERT_EQ(reading.traces.size(), 1U);
  EXPECT_LT(deviation(reading.traces[0], hill).largest, 1.5);
  EXPECT_GT(std::abs(reading.traces[0].points.front().x - reading.traces[0].points.back().x), 385);
}

TEST(TracePixels, DashesBecomeOneCurveAndSayTheirPattern) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.dashed(sampled(62, 459, 800, hill), 2, {9, 5});
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 1U);
  ASSERT_EQ(reading.traces[0].style.dash.size(), 2U);
  EXPECT_NEAR(reading.traces[0].style.dash[0], 9, 2.5);
  EXPECT_NEAR(reading.traces[0].style.dash[1], 5, 2.5);
  EXPECT_LT(deviation(reading.traces[0], hill).largest, 1.0);
}

TEST(TracePixels, CurveHiddenByAnotherColorGoesOnBeneathIt) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  const auto flat = [](double) { return 190.3; };
  chart.curve(sampled(62, 459, 800, flat), 2, kRed);
  chart.curve(sampled(62, 459, 800, slope), 4, kBlue);  // painted over the red one
  const TraceReading reading = trace(chart);
  EXPECT_EQ(reading.traces.size(), 2U);
}

TEST(TracePixels, UprightPartsSurvive) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve({{100, 330}, {100, 100.5}, {440, 100.5}}, 2, kBlue);
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 1U);
  const auto low =
      std::max_element(reading.traces[0].points.begin(), reading.traces[0].points.end(),
                       [](Point a, Point b) { return a.y < b.y; });
  EXPECT_GT(low->y, 322);
  EXPECT_NEAR(low->x, 100, 0.3);
}

TEST(TracePixels, EmptyPlotHasNoCurves) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  const TraceReading reading = trace(chart);
  EXPECT_TRUE(reading.traces.empty());
  EXPECT_EQ(reading.left_over, 0);
}

TEST(TracePixels, InkThatIsNoCurveIsLeftOver) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve(sampled(62, 459, 800, slope), 2, kRed);
  for (int k = 0; k < 5; ++k)
    chart.line({80.0 + 60 * k, 70}, {96.0 + 60 * k, 84}, 2, kRed);  // strays
  const TraceReading reading = trace(chart);
  EXPECT_GT(reading.left_over + static_cast<double>(reading.traces.size() - 1), 0.05);
}

// A white ground with a word on it, as labels on curves have. The word is known to the page.
Page page_with_label(DrawnChart& chart, const Box& label) {
  chart.line({label.left - 3, label.centre().y}, {label.right + 3, label.centre().y},
             label.height() + 6, {255, 255, 255});
  Page page;
  page.image = std::make_shared<RasterImage>(chart.image());
  page.width = page.image->width();
  page.height = page.image->height();
  Word word;
  word.text = "VDS=12V";
  word.box = label;
  word.size = label.height() / 0.72;
  page.words.push_back(word);
  return page;
}

Figure framed_figure() {
  Figure figure;
  figure.plot = kBox;
  figure.framed = true;
  return figure;
}

TEST(TracePixels, KneeBeneathALabelIsOneCurve) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve({{62, 338}, {150, 240}, {260, 238}, {440, 60}}, 2.5, kBlue);
  const Page page = page_with_label(chart, {232, 229, 292, 243});
  const TraceReading reading = trace_pixels(page, framed_figure());
  ASSERT_EQ(reading.traces.size(), 1U);
  EXPECT_GT(std::abs(reading.traces[0].points.front().x - reading.traces[0].points.back().x), 370);
  double nearest = 1e9;
  for (const Point p : reading.traces[0].points)
    nearest = std::min(nearest, std::hypot(p.x - 260, p.y - 238));
  EXPECT_LT(nearest, 5);
}

TEST(TracePixels, FaintFrameOfALegendAndGridBesideItAreNoCurves) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  const Color faint{205, 205, 205};
  chart.curve(sampled(62, 459, 800, slope), 2.5, kBlue);
  chart.curve({{330, 60}, {430, 60}, {430, 130}, {330, 130}, {330, 60}}, 1.5, faint);
  chart.line({360, 131}, {360, 339}, 1.5, faint);
  const TraceReading reading = trace(chart);
  ASSERT_EQ(reading.traces.size(), 1U);
  EXPECT_EQ(reading.traces[0].style.color, "#1f77b4");
  EXPECT_LT(reading.left_over, 0.02);
}

TEST(TracePixels, FaintCurveAloneIsACurve) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve(sampled(62, 459, 800, hill), 2.5, {150, 150, 150});
  EXPECT_EQ(trace(chart).traces.size(), 1U);
}

TEST(TracePixels, CurvesThatEndSideBySideAreNotTiedTogether) {
  DrawnChart chart(520, 400);
  chart.frame(kBox);
  chart.curve({{100, 330}, {300, 90}}, 3);
  chart.curve({{112, 330}, {312, 90}}, 3);
  EXPECT_EQ(trace(chart).traces.size(), 2U);
}

TEST(TracePixels, LevelCurveOnAGridLineIsKept) {
  DrawnChart chart(520, 400);
  const Color gray{190, 190, 190};
  std::vector<double> ys;
  for (int k = 1; k < 6; ++k) ys.push_back(40.5 + 50 * k);
  for (const double y : ys) chart.line({kBox.left, y}, {kBox.right, y}, 1, gray);
  chart.frame(kBox);
  const auto flat = [](double x) { return x < 300 ? 190.5 : 190.5 - 0.3 * (x - 300); };
  chart.curve(sampled(62, 459, 800, flat), 2, kRed);
  const TraceReading reading = trace(chart, {}, ys);
  ASSERT_EQ(reading.traces.size(), 1U);
  EXPECT_GT(std::abs(reading.traces[0].points.front().x - reading.traces[0].points.back().x), 385);
}

}  // namespace
}  // namespace curvespice
