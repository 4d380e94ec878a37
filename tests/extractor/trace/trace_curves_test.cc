// Curves from strokes: each test draws one way in which datasheets draw them, or decoys beside
// them.
#include <chrono>
#include <cmath>

#include <gmock/gmock.h>

#include "extractor/trace/vector/outline.h"
#include "tests/extractor/svg_chart.h"

namespace curvespice {
namespace {

using drawn::SvgChart;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr Box kPlot = SvgChart::kPlot;
const std::string kCurve = "stroke:#000;stroke-width:1";

double square(double u) { return 0.05 + 0.9 * u * u; }
double falling(double u) { return 0.95 - 0.9 * u; }

Point at(double u, double v) {
  return {kPlot.left + u * kPlot.width(), kPlot.bottom - v * kPlot.height()};
}

// The largest distance, over x, between the trace and f; the trace must reach from `from` to `to`.
void expect_follows(const Trace& trace, double (*f)(double), double from = 0, double to = 1,
                    double tolerance = 0.15) {
  double left = 1e9, right = -1e9;
  for (const Point p : trace.points) {
    const double u = (p.x - kPlot.left) / kPlot.width();
    EXPECT_NEAR(p.y, at(u, f(u)).y, tolerance) << "at " << u;
    left = std::min(left, u), right = std::max(right, u);
  }
  EXPECT_NEAR(left, from, 0.02);
  EXPECT_NEAR(right, to, 0.02);
}

// The outline of a curve's stroke, as some programs export it.
std::string outline_of(double (*f)(double), double from, double to) {
  std::string there, back;
  for (int i = 0; i <= 30; ++i) {
    const double u = from + (to - from) * i / 30;
    const Point p = at(u, f(u)), q = at(u + 1e-3, f(u + 1e-3));
    const double length = std::hypot(q.x - p.x, q.y - p.y);
    const double nx = -(q.y - p.y) / length * 0.5, ny = (q.x - p.x) / length * 0.5;
    there += (i ? "L" : "M") + std::to_string(p.x + nx) + " " + std::to_string(p.y + ny);
    back = "L" + std::to_string(p.x - nx) + " " + std::to_string(p.y - ny) + back;
  }
  return there + back + "Z";
}

TEST(TraceCurves, OneSmoothPolyline) {
  const TraceReading reading = SvgChart().axes().curve(square).traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  expect_follows(reading.traces[0], square, 0, 1, 0.02);
  EXPECT_EQ(reading.traces[0].style.color, "#000000");
  EXPECT_DOUBLE_EQ(reading.traces[0].explained, 1);
  EXPECT_EQ(reading.left_over, 0);
  EXPECT_THAT(reading.doubts, IsEmpty());
}

TEST(TraceCurves, CrossingCurvesStayTwo) {
  const TraceReading reading = SvgChart().axes().curve(square).curve(falling).traces();
  ASSERT_THAT(reading.traces, SizeIs(2));
  expect_follows(reading.traces[0], square);
  expect_follows(reading.traces[1], falling);
}

TEST(TraceCurves, SeveralCurvesInOnePath) {
  SvgChart chart;
  chart.axes().path(SvgChart::curve_data(square, 0, 1) + SvgChart::curve_data(falling, 0, 1),
                    kCurve);
  EXPECT_THAT(chart.traces().traces, SizeIs(2));
}

TEST(TraceCurves, TinySegmentsEachAPathOfItsOwn) {
  SvgChart chart;
  chart.axes();
  for (int i = 0; i < 60; ++i) {
    const Point a = at(i / 60.0, square(i / 60.0)), b = at((i + 1) / 60.0, square((i + 1) / 60.0));
    chart.line(a.x, a.y, b.x, b.y, kCurve);
  }
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  expect_follows(reading.traces[0], square);
}

TEST(TraceCurves, TinySegmentsOfTwoCrossingCurvesGoStraightOn) {
  SvgChart chart;
  chart.axes();
  const auto pieces = [&](double (*f)(double)) {
    for (int i = 0; i < 50; ++i) {
      const Point a = at(i / 50.0, f(i / 50.0)), b = at((i + 1) / 50.0, f((i + 1) / 50.0));
      chart.line(a.x, a.y, b.x, b.y, kCurve);
    }
  };
  pieces([](double u) { return u; });
  pieces([](double u) { return 1 - u; });  // both have an end at the crossing itself
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(2));
  for (const Trace& trace : reading.traces) {
    const Point first = trace.points.front(), last = trace.points.back();
    const bool rises = (last.y - first.y) * (last.x - first.x) < 0;
    expect_follows(
        trace, rises ? [](double u) { return u; } : [](double u) { return 1 - u; });
  }
}

TEST(TraceCurves, OnePathADash) {
  SvgChart chart;
  chart.axes();
  for (int i = 0; i < 40; ++i)
    chart.path(SvgChart::curve_data(square, i / 40.0, (i + 0.6) / 40.0, kPlot, 3), kCurve);
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  expect_follows(reading.traces[0], square);
  EXPECT_THAT(reading.traces[0].style.dash, Not(IsEmpty()));
  EXPECT_EQ(reading.left_over, 0);
}

TEST(TraceCurves, OutlinedDashesAmongOutlinedLettersAreOneCurve) {
  SvgChart chart;
  chart.axes();
  for (int i = 0; i < 36; ++i)
    chart.raw("<path d='" + outline_of(square, i / 36.0, (i + 0.6) / 36.0) +
              "' style='fill:#000'/>");
  for (int i = 0; i < 60; ++i) {
    const std::string x = std::to_string(70 + i % 20 * 3);
    const std::string y = std::to_string(50 + i / 20 * 13 + i * i % 5);
    chart.raw("<path d='M" + x + " " + y + "h0.5v2h-0.5z' style='fill:#000'/>");
  }
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, DashesPaintedTwiceAreOneCurve) {
  SvgChart chart;
  chart.axes();
  for (int i = 0; i < 80; ++i)
    chart.path(SvgChart::curve_data(square, i / 2 / 40.0, (i / 2 + 0.6) / 40.0, kPlot, 3), kCurve);
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, SolidAndDashedOfOneColourAreApart) {
  const TraceReading reading =
      SvgChart().axes().curve(square).curve(falling, kCurve + ";stroke-dasharray:3 2").traces();
  ASSERT_THAT(reading.traces, SizeIs(2));
  EXPECT_THAT(reading.traces[0].style.dash, IsEmpty());
  EXPECT_THAT(reading.traces[1].style.dash, SizeIs(2));
}

TEST(TraceCurves, AFilledOutlineGivesItsCentreLine) {
  SvgChart chart;
  chart.axes().raw("<path d='" + outline_of(square, 0, 0.999) + "' style='fill:#c00'/>");
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  expect_follows(reading.traces[0], square, 0, 1, 0.3);
  EXPECT_NEAR(reading.traces[0].style.width, 1, 0.15);
}

TEST(TraceCurves, OutlinesThatFollowEachOtherAreOneCurve) {
  SvgChart chart;
  chart.axes().raw("<path d='" + outline_of(square, 0, 0.4) + outline_of(square, 0.4, 0.8) +
                   outline_of(square, 0.8, 0.999) + "' style='fill:#c00'/>");
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, PaintedTwiceIsOneCurve) {
  EXPECT_THAT(SvgChart().axes().curve(square).curve(square).traces().traces, SizeIs(1));
}

TEST(TraceCurves, AWhiteHaloIsNoCurve) {
  const auto reading =
      SvgChart().axes().curve(square, "stroke:#fff;stroke-width:4").curve(square).traces();
  EXPECT_THAT(reading.traces, SizeIs(1));
}

TEST(TraceCurves, AStraightLineOfTwoVertices) {
  SvgChart chart;
  const Point a = at(0, 0.1), b = at(1, 0.8);
  const TraceReading reading = chart.axes().line(a.x, a.y, b.x, b.y, kCurve).traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  EXPECT_THAT(reading.traces[0].points, SizeIs(2));
}

TEST(TraceCurves, AFlatCurveShowsByItsStyle) {
  SvgChart chart;
  const Point a = at(0, 0.37), b = at(1, 0.37);
  const TraceReading reading =
      chart.axes().curve(square).line(a.x, a.y, b.x, b.y, "stroke:#d62728;stroke-width:1").traces();
  ASSERT_THAT(reading.traces, SizeIs(2));
  EXPECT_EQ(reading.traces[1].style.color, "#d62728");
}

TEST(TraceCurves, ANearlyFlatCurveOfManyVerticesIsNotGrid) {
  const auto flat = [](double u) { return 0.3 + 0.004 * std::sin(3 * u); };
  EXPECT_THAT(SvgChart().axes().curve(flat).traces().traces, SizeIs(1));
}

TEST(TraceCurves, GridInTheColourOfTheCurves) {
  SvgChart chart;
  chart.frame().grid(kPlot, 5, 4, kCurve).labels().curve(square);
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, FlatPiecesOfACurveInTheColourOfTheGrid) {
  SvgChart chart;
  chart.frame().grid(kPlot, 5, 4, kCurve).labels();
  const Point a = at(0.05, 0.1), b = at(0.3, 0.43), c = at(0.55, 0.43), d = at(0.95, 0.9);
  chart.line(a.x, a.y, b.x, b.y, kCurve).line(b.x, b.y, c.x, c.y, kCurve);
  chart.line(c.x, c.y, d.x, d.y, kCurve);
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1)) << "a gate charge in three strokes";
  EXPECT_NEAR(reading.traces[0].points.front().x, a.x, 0.01);
  EXPECT_NEAR(reading.traces[0].points.back().x, d.x, 0.01);
}

TEST(TraceCurves, ALabelBoxOverACurveLeavesItWhole) {
  SvgChart chart;
  chart.axes().curve(square).raw(
      "<rect x='140' y='140' width='40' height='20' style='fill:#fff'/>");
  const TraceReading reading = chart.text(145, 153, "25 C").traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  expect_follows(reading.traces[0], square);
}

TEST(TraceCurves, ACurveInterruptedByItsLabelIsJoined) {
  SvgChart chart;
  chart.axes().curve(falling, kCurve, 0, 0.45).curve(falling, kCurve, 0.58, 1);
  const Point middle = at(0.515, falling(0.515));
  chart.text(middle.x, middle.y + 3, "125", "middle");
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  EXPECT_LT(reading.traces[0].explained, 0.95) << "the gap under the label was guessed";
}

TEST(TraceCurves, ALeaderIsNoCurve) {
  SvgChart chart;
  const Point on_curve = at(0.7, square(0.7));
  chart.axes().curve(square).text(120, 70, "TA = 150 C");
  chart.line(150, 72, on_curve.x, on_curve.y, "stroke:#000;stroke-width:0.4");
  const TraceReading reading = chart.traces();
  EXPECT_THAT(reading.traces, SizeIs(1));
  ASSERT_THAT(reading.leaders, SizeIs(1));
  EXPECT_NEAR(reading.leaders[0].curve_end.x, on_curve.x, 0.01);
  EXPECT_NEAR(reading.leaders[0].text_end.x, 150, 0.01);
}

// A level arrow beside its text looks like a sample of a legend; its line ends at the head's base.
TEST(TraceCurves, ALevelArrowPointsWhereItsHeadDoes) {
  SvgChart chart;
  const Point on_curve = at(0.5, square(0.5));
  const std::string y = std::to_string(on_curve.y);
  chart.axes().curve(square).text(204, on_curve.y + 3, "TA = 150 C");
  chart.line(on_curve.x + 5, on_curve.y, 200, on_curve.y, "stroke:#000;stroke-width:0.4");
  chart.raw("<path d='M" + std::to_string(on_curve.x) + " " + y +
            " l5 -2 v4 z' style='fill:#000;stroke:none'/>");
  const TraceReading reading = chart.traces();
  EXPECT_THAT(reading.samples, IsEmpty());
  ASSERT_THAT(reading.leaders, SizeIs(1));
  EXPECT_NEAR(reading.leaders[0].curve_end.x, on_curve.x, 0.1);
}

TEST(TraceCurves, ADashedLineThatEndsAtALabelAndOnACurveIsNoLeader) {
  SvgChart chart;  // the limits of a safe operating area branch off each other
  chart.axes().line(70, 180, 180, 60, kCurve);
  chart.line(125, 120, 190, 165, kCurve + ";stroke-dasharray:4 2").text(193, 169, "10 ms");
  chart.line(150, 93, 205, 130, kCurve + ";stroke-dasharray:4 2").text(208, 134, "1 ms");
  const TraceReading reading = chart.traces();
  EXPECT_THAT(reading.traces, SizeIs(3));
  EXPECT_THAT(reading.leaders, IsEmpty());
}

TEST(TraceCurves, AnArrowIsNoCurve) {
  SvgChart chart;
  chart.axes().curve(square).line(100, 60, 128, 88, kCurve);
  chart.raw("<path d='M128 88L123 86L126 83Z' style='fill:#000'/>");
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, LegendSamplesAreNoCurves) {
  SvgChart chart;
  const std::string red = "stroke:#d62728;stroke-width:1.2",
                    blue = "stroke:#1f77b4;stroke-width:1.2";
  chart.axes().curve(square, red).curve(falling, blue);
  chart.line(180, 52, 200, 52, red).text(204, 55, "25 C");
  chart.line(180, 64, 200, 64, blue).text(204, 67, "125 C");
  const TraceReading reading = chart.traces();
  EXPECT_THAT(reading.traces, SizeIs(2));
  ASSERT_THAT(reading.samples, SizeIs(2));
  EXPECT_EQ(reading.samples[0].style.color, "#d62728");
  EXPECT_NEAR(reading.samples[0].box.left, 180, 0.01);
  EXPECT_THAT(reading.doubts, IsEmpty());
}

TEST(TraceCurves, ALegendThatShowsMoreThanIsDrawnIsADoubt) {
  SvgChart chart;
  chart.axes().curve(square, "stroke:#d62728;stroke-width:1.2");
  chart.line(180, 52, 200, 52, "stroke:#d62728;stroke-width:1.2").text(204, 55, "25 C");
  chart.line(180, 64, 200, 64, "stroke:#1f77b4;stroke-width:1.2").text(204, 67, "125 C");
  EXPECT_THAT(chart.traces().doubts, SizeIs(1));
}

TEST(TraceCurves, ACurveOnTheAxisIsKeptWhenTheLegendShowsIt) {
  SvgChart chart;
  chart.axes().curve(square, "stroke:#d62728;stroke-width:2");
  chart.line(60, 200, 260, 200, "stroke:#1f77b4;stroke-width:2");
  chart.line(80, 52, 100, 52, "stroke:#d62728;stroke-width:1").text(104, 55, "5 V");
  chart.line(80, 64, 100, 64, "stroke:#1f77b4;stroke-width:1").text(104, 67, "2 V");
  EXPECT_THAT(chart.traces().traces, SizeIs(2));
}

TEST(TraceCurves, TheFrameOfALegendIsNoCurve) {
  SvgChart chart;
  chart.axes().curve(square);
  chart.path(
      "M 74 50 L 156 50 Q 158 50 158 52 L 158 98 Q 158 100 156 100 L 74 100 Q 72 100 72 98 "
      "L 72 52 Q 72 50 74 50 Z",
      "stroke:#ccc;stroke-width:1");
  EXPECT_THAT(chart.traces().traces, SizeIs(1));
}

TEST(TraceCurves, ARingAroundCurvesIsNoCurve) {
  SvgChart chart;
  chart.axes().curve(square).curve(falling);
  chart.raw("<ellipse cx='160' cy='120' rx='6' ry='20' style='fill:none;stroke:#000'/>");
  EXPECT_THAT(chart.traces().traces, SizeIs(2));
}

TEST(TraceCurves, AnInsetDrawingKeepsToItsCorner) {
  SvgChart chart;
  chart.axes().curve(square);
  chart.path("M 70 90 H 76 V 70 H 90 V 90 H 98 V 70 H 112 V 90 H 118",
             "stroke:#000;stroke-width:0.4");
  chart.path("M 76 78 L 84 70 M 80 90 L 90 80", "stroke:#000;stroke-width:0.2");
  const TraceReading reading = chart.traces();
  EXPECT_THAT(reading.traces, SizeIs(1));
  EXPECT_EQ(reading.left_over, 0);
}

TEST(TraceCurves, CurveLikeInkLeftOverIsMeasured) {
  SvgChart chart;
  const Point a = at(0.10, 0.80), b = at(0.15, 0.84);
  const TraceReading reading = chart.axes().curve(square).line(a.x, a.y, b.x, b.y, kCurve).traces();
  EXPECT_THAT(reading.traces, SizeIs(1));
  EXPECT_GT(reading.left_over, 0.03);
}

TEST(TraceCurves, MarkersNameTheirShapeAndAreNoCurves) {
  SvgChart chart;
  chart.axes().curve(square);
  for (int i = 1; i < 6; ++i) {
    const Point p = at(i / 6.0, square(i / 6.0));
    chart.raw("<rect x='" + std::to_string(p.x - 2) + "' y='" + std::to_string(p.y - 2) +
              "' width='4' height='4' style='fill:#000'/>");
  }
  const TraceReading reading = chart.traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  EXPECT_EQ(reading.traces[0].marker, "square");
}

TEST(TraceCurves, WhatLeavesThePlotIsCutAtItsEdge) {
  const auto steep = [](double u) { return 3 * u; };
  const TraceReading reading = SvgChart().axes().curve(steep).traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  EXPECT_NEAR(reading.traces[0].points.back().y, kPlot.top, 0.01);
  EXPECT_NEAR(reading.traces[0].points.back().x, kPlot.left + kPlot.width() / 3, 0.1);
}

TEST(TraceCurves, WhatLeavesAndComesBackStaysOne) {
  const auto hump = [](double u) { return 0.2 + 4 * u * (1 - u); };
  EXPECT_THAT(SvgChart().axes().curve(hump).traces().traces, SizeIs(1));
}

TEST(TraceCurves, VerticalPartsAndLoopsSurvive) {
  SvgChart chart;
  std::string loop;
  for (int i = 0; i <= 80; ++i) {
    const double t = 2 * M_PI * i / 80;
    const Point p = at(0.5 + 0.4 * std::cos(t), 0.5 + 0.4 * std::sin(t));
    loop += (i ? "L" : "M") + std::to_string(p.x) + " " + std::to_string(p.y);
  }
  const TraceReading reading = chart.axes().path(loop, kCurve).traces();
  ASSERT_THAT(reading.traces, SizeIs(1));
  EXPECT_GT(reading.traces[0].points.size(), 70u);
}

TEST(TraceCurves, CurvesFromOnePointAreNotChained) {
  SvgChart chart;
  chart.axes();
  for (const double slope : {0.3, 0.6, 0.9})
    chart.curve([slope](double u) { return slope * std::sqrt(u); });
  EXPECT_THAT(chart.traces().traces, SizeIs(3));
}

TEST(TraceCurves, SharedSpansAreMarkedOnBoth) {
  const auto high = [](double u) { return u < 0.5 ? 0.9 - 0.8 * u : 0.5; };
  const auto low = [](double u) { return u < 0.5 ? 0.1 + 0.8 * u : 0.5; };
  const TraceReading reading = SvgChart()
                                   .axes()
                                   .curve(high, "stroke:#d62728;stroke-width:1")
                                   .curve(low, "stroke:#1f77b4;stroke-width:1")
                                   .traces();
  ASSERT_THAT(reading.traces, SizeIs(2));
  for (const Trace& trace : reading.traces) {
    ASSERT_THAT(trace.shared, SizeIs(1));
    const auto [from, to] = trace.shared[0];
    EXPECT_NEAR(trace.points[static_cast<std::size_t>(from)].x, at(0.5, 0).x, 8);
    EXPECT_NEAR(trace.points[static_cast<std::size_t>(to)].x, at(1, 0).x, 1);
  }
}

TEST(TraceCurves, AHatchingOfManyThousandStrokesIsRefusedInTime) {
  SvgChart chart;
  chart.axes();
  // 75,000 short strokes in all directions, as a hatched or shaded area is exported.
  unsigned state = 1;
  const auto random = [&](double from, double to) {
    state = state * 1664525u + 1013904223u;
    return from + (to - from) * (state >> 8) / 16777216.0;
  };
  for (int i = 0; i < 75000; ++i) {
    const double x = random(70, 250), y = random(50, 190);
    chart.line(x, y, x + random(-8, 8), y + random(-8, 8));
  }
  const Page page = chart.page();
  const auto figures = find_figures(page);
  ASSERT_EQ(figures.size(), 1u);
  const auto begin = std::chrono::steady_clock::now();
  const TraceReading reading = trace_curves(page, figures.front());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  EXPECT_TRUE(reading.traces.empty());
  ASSERT_FALSE(reading.doubts.empty());
  EXPECT_NE(reading.doubts.front().find("separate strokes"), std::string::npos);
  EXPECT_LT(seconds.count(), 5);
}

TEST(CentreLine, AFatShapeHasNone) {
  double width = 0;
  EXPECT_THAT(centre_line({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, width), IsEmpty());
}

TEST(CentreLine, ABarHasItsMiddle) {
  double width = 0;
  const Polyline line = centre_line({{0, 0}, {20, 10}, {19.5, 11}, {-0.5, 1}, {0, 0}}, width);
  ASSERT_THAT(line, SizeIs(2));
  EXPECT_NEAR(width, 1.07, 0.1);
  EXPECT_NEAR(line[0].x + line[1].x, 19.5, 0.2);
}

}  // namespace
}  // namespace curvespice
