// Where charts are: each test draws one way in which datasheets have hidden or faked one.
#include "extractor/figure/find_figures.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/extractor/svg_chart.h"

namespace curvespice {
namespace {

using drawn::SvgChart;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

double square(double u) { return u * u; }
double falling(double u) { return 0.9 - 0.7 * u * u; }

void expect_plot(const Figure& figure, const Box& box, double tolerance = 0.3) {
  EXPECT_NEAR(figure.plot.left, box.left, tolerance);
  EXPECT_NEAR(figure.plot.top, box.top, tolerance);
  EXPECT_NEAR(figure.plot.right, box.right, tolerance);
  EXPECT_NEAR(figure.plot.bottom, box.bottom, tolerance);
}

TEST(FindFigures, AFramedChartWithGrid) {
  const auto figures = SvgChart().axes().curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
  EXPECT_TRUE(figures[0].framed);
  EXPECT_THAT(figures[0].vertical, SizeIs(6));
  EXPECT_THAT(figures[0].horizontal, SizeIs(5));
}

TEST(FindFigures, AFrameOfFourLinesThickerThanTheGrid) {
  SvgChart chart;
  const std::string thick = "stroke:#000;stroke-width:2";
  chart.line(60, 40, 260, 40, thick).line(60, 200, 260, 200, thick);
  chart.line(60, 40, 60, 200, thick).line(260, 40, 260, 200, thick);
  const auto figures = chart.grid().labels().curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
}

TEST(FindFigures, LShapedAxesWithTickMarks) {
  SvgChart chart;
  chart.line(60, 40, 60, 200).line(60, 200, 260, 200);
  for (int i = 0; i <= 5; ++i) chart.line(60 + 40 * i, 200, 60 + 40 * i, 203);
  for (int i = 0; i <= 4; ++i) chart.line(57, 200 - 40 * i, 60, 200 - 40 * i);
  const auto figures = chart.labels().curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
  EXPECT_FALSE(figures[0].framed);
  EXPECT_THAT(figures[0].x_marks, SizeIs(6)) << "the axis sticks out as the mark in the corner";
  EXPECT_THAT(figures[0].y_marks, SizeIs(5));
}

TEST(FindFigures, HorizontalGridWithoutAFrame) {
  SvgChart chart;
  for (int i = 0; i <= 4; ++i) chart.line(60, 40 + 40 * i, 260, 40 + 40 * i);
  const auto figures = chart.labels().curve(square, "stroke:#1f77b4;stroke-width:1.5").figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
}

TEST(FindFigures, AGridDashedPieceByPiece) {
  SvgChart chart;
  chart.frame().labels();
  for (int column = 1; column < 5; ++column)
    for (double y = 40; y < 199; y += 3) chart.line(60 + 40 * column, y, 60 + 40 * column, y + 1.5);
  for (int row = 1; row < 4; ++row)
    for (double x = 60; x < 259; x += 3) chart.line(x, 40 + 40 * row, x + 1.5, 40 + 40 * row);
  const auto figures = chart.curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_THAT(figures[0].vertical, SizeIs(6));
  EXPECT_THAT(figures[0].horizontal, SizeIs(5));
}

TEST(FindFigures, ACurveOfTinyPiecesInABareFrame) {
  SvgChart chart;
  chart.frame().labels();
  for (int i = 0; i < 400; ++i)
    chart.line(60 + i * 0.5, 190 - i * 0.3, 60.5 + i * 0.5, 189.7 - i * 0.3);
  EXPECT_THAT(chart.figures(), SizeIs(1));
}

TEST(FindFigures, AGridOfThinRectangles) {
  SvgChart chart;
  chart.labels();
  for (int i = 0; i <= 5; ++i)
    chart.raw("<rect x='" + std::to_string(59.75 + 40 * i) +
              "' y='40' width='0.5' height='160' style='fill:#000'/>");
  for (int i = 0; i <= 4; ++i)
    chart.raw("<rect x='60' y='" + std::to_string(39.75 + 40 * i) +
              "' width='200' height='0.5' style='fill:#000'/>");
  const auto figures = chart.curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
}

TEST(FindFigures, AGridInOneZigzagPath) {
  SvgChart chart;
  chart.frame().labels();
  chart.path("M 100 40 V 200 H 140 V 40 H 180 V 200 H 220 V 40", "stroke:#888;stroke-width:0.4");
  chart.path("M 60 80 H 260 V 120 H 60 V 160 H 260", "stroke:#888;stroke-width:0.4");
  const auto figures = chart.curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_THAT(figures[0].vertical, SizeIs(6));
  EXPECT_THAT(figures[0].horizontal, SizeIs(5));
}

TEST(FindFigures, GridLinesThatStopAtALabelBoxStayGridLines) {
  SvgChart chart;
  chart.frame().labels();
  for (int i = 1; i < 5; ++i) {
    chart.line(60 + 40 * i, 40, 60 + 40 * i, i == 3 ? 60 : 200);
    if (i == 3) chart.line(180, 75, 180, 200);
  }
  for (int i = 1; i < 4; ++i) chart.line(60, 40 + 40 * i, 260, 40 + 40 * i);
  const auto figures = chart.text(165, 70, "VGS = 10 V").curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_THAT(figures[0].vertical, SizeIs(6));
}

TEST(FindFigures, GridLinesThatStickOutAsTicksDoNotMoveTheEdge) {
  SvgChart chart;
  chart.frame().labels();
  for (int i = 0; i <= 5; ++i) chart.line(60 + 40 * i, 40, 60 + 40 * i, 204);
  for (int i = 0; i <= 4; ++i) chart.line(56, 40 + 40 * i, 260, 40 + 40 * i);
  const auto figures = chart.curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
  EXPECT_THAT(figures[0].x_marks, SizeIs(6)) << "they are the marks as well";
  EXPECT_THAT(figures[0].y_marks, SizeIs(5));
  EXPECT_THAT(figures[0].y2_marks, IsEmpty());
}

TEST(FindFigures, AnOpenFrameEndsWhereItsAxesEnd) {
  SvgChart chart;
  const std::string axis = "stroke:#000;stroke-width:0.8";
  chart.line(60, 35, 60, 200, axis).line(60, 200, 264, 200, axis).labels();
  for (int i = 1; i <= 5; ++i) chart.line(60 + 40 * i, 35, 60 + 40 * i, 200);
  for (int i = 0; i < 4; ++i) chart.line(60, 40 + 40 * i, 264, 40 + 40 * i);
  const auto figures = chart.curve(square).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], {60, 35, 264, 200});
}

TEST(FindFigures, LabelsDrawnAsShapesAreToBeReadByOcr) {
  SvgChart chart;
  chart.frame().grid().curve(square);
  for (int i = 0; i < 5; ++i) {
    const std::string x = std::to_string(60 + 40 * i), y = std::to_string(196 - 40 * i);
    chart.raw("<path d='M" + x + " 206h3v5h-3z' style='fill:#000'/>");
    chart.raw("<path d='M50 " + y + "h3v5h-3z' style='fill:#000'/>");
  }
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_TRUE(figures[0].outlined_labels);
}

// Bars of the widths of letters, side by side.
std::string shapes_at(double x, double y, const std::vector<double>& widths) {
  std::string all;
  for (const double width : widths) {
    all += "<path d='M" + std::to_string(x) + " " + std::to_string(y) + "h" +
           std::to_string(width) + "v5h-" + std::to_string(width) + "z' style='fill:#000'/>";
    x += width + 1;
  }
  return all;
}

TEST(FindFigures, TextInsideThatIsDrawnAsShapesIsSeen) {
  SvgChart chart;
  chart.axes().curve(square).raw(shapes_at(120, 70, {3, 4, 1.5, 3.6}));
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_TRUE(figures[0].outlined_text);
}

TEST(FindFigures, MarkersOfACurveAreNoText) {
  SvgChart chart;
  chart.axes().curve(square).raw(shapes_at(120, 70, {4, 4, 4, 4, 4, 4}));
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_FALSE(figures[0].outlined_text);
}

TEST(FindFigures, AHatchedSquareWithoutLabelsIsNoChart) {
  SvgChart chart;
  chart.frame().grid();
  for (int i = 0; i < 12; ++i) chart.line(60, 52 + 12 * i, 200, 40 + 12 * i);
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, PowersOfTenWithRaisedExponentsAreLabels) {
  SvgChart chart;
  chart.frame().grid();
  for (int i = 0; i <= 5; ++i) chart.text(60 + 40 * i, 211, std::to_string(i), "middle");
  for (int i = 0; i <= 4; ++i)
    chart.text(48, 203 - 40 * i, "10", "end")
        .text(48.5, 199 - 40 * i, std::to_string(i - 3), "start", 5.5);
  EXPECT_THAT(chart.curve(square).figures(), SizeIs(1));
}

// Two charts in a row with one line of captions below them both.
SvgChart two_in_a_row() {
  SvgChart chart(640, 300);
  const Box right{380, 40, 580, 200};
  chart.axes().curve(square).axes(right).curve(falling, "stroke:#000;stroke-width:1", 0, 1, right);
  return chart;
}

TEST(FindFigures, TwoChartsInARowAreTwo) {
  const auto figures = two_in_a_row().figures();
  ASSERT_THAT(figures, SizeIs(2));
  expect_plot(figures[0], SvgChart::kPlot);
  expect_plot(figures[1], {380, 40, 580, 200});
  EXPECT_LE(figures[0].cell.right, 372) << "the right chart's labels are not the left one's";
  EXPECT_GE(figures[1].cell.left, 260);
}

TEST(FindFigures, OneLineOfTextHoldsTwoCaptions) {
  SvgChart chart = two_in_a_row();
  chart.text(70, 240, "Fig. 3 Typical Forward Current").text(390, 240, "Fig. 4 Capacitance");
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[0].number, "3");
  EXPECT_EQ(figures[0].caption, "Typical Forward Current");
  EXPECT_EQ(figures[1].number, "4");
  EXPECT_EQ(figures[1].caption, "Capacitance");
}

TEST(FindFigures, CaptionsAboveAndWrapped) {
  SvgChart chart(640, 300);
  const Box left{60, 70, 260, 230}, right{380, 70, 580, 230};
  chart.axes(left).curve(square, "stroke:#000", 0, 1, left);
  chart.axes(right).curve(square, "stroke:#000", 0, 1, right);
  chart.text(60, 40, "Figure 8.10.").text(110, 40, "Drain current versus");
  chart.text(110, 49, "gate voltage").text(380, 40, "Figure 8.11. Transconductance");
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[0].number, "8.10");
  EXPECT_EQ(figures[0].caption, "Drain current versus gate voltage");
  EXPECT_EQ(figures[1].number, "8.11");
}

TEST(FindFigures, StackedChartsTakeTheCaptionOnThePagesSide) {
  SvgChart chart(320, 620);
  const Box lower{60, 340, 260, 500};
  chart.axes().curve(square).axes(lower).curve(square, "stroke:#000", 0, 1, lower);
  chart.text(80, 235, "Fig.1 First").text(80, 535, "Fig.2 Second");
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[0].caption, "First");
  EXPECT_EQ(figures[1].caption, "Second") << "nearest would give it the caption above";
}

TEST(FindFigures, ATitleWithoutANumberIsTaken) {
  const auto figures = SvgChart().axes().curve(square).text(110, 32, "Gate charge").figures();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].number, "");
  EXPECT_EQ(figures[0].caption, "Gate charge");
}

TEST(FindFigures, HeadingsThatBeginWithTheirNumberAreCaptions) {
  SvgChart chart(620, 280);
  const Box second{360, 40, 560, 200};
  chart.axes().curve(square).axes(second);
  chart.curve(falling, "stroke:#000;stroke-width:1", 0, 1, second);
  chart.text(40, 14, "13 Forward characteristics", "start", 10);
  chart.text(40, 28, "IF = f (VSD)", "start", 10);
  chart.text(340, 14, "14. Avalanche SOA", "start", 10);
  chart.text(60, 236, "1 Pulse test: pulse width 300 us");
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[0].number, "13");
  EXPECT_THAT(figures[0].caption, HasSubstr("Forward characteristics"));
  EXPECT_EQ(figures[1].number, "14");
  EXPECT_EQ(figures[1].caption, "Avalanche SOA");
}

TEST(FindFigures, AxesThatCrossInsideThePlot) {
  SvgChart chart;
  const double zero_x = 100, zero_y = 120;  // of a plot from -1 to 4 and from -2 to 2
  chart.line(60, zero_y, 260, zero_y).line(zero_x, 40, zero_x, 200);
  for (int i = 0; i <= 5; ++i) {
    chart.line(60 + 40 * i, zero_y - 2, 60 + 40 * i, zero_y + 2);
    chart.text(60 + 40 * i, zero_y + 11, std::to_string(i - 1), "middle");
  }
  for (int i = 0; i <= 4; ++i) {
    chart.line(zero_x - 2, 200 - 40 * i, zero_x + 2, 200 - 40 * i);
    chart.text(zero_x - 4, 200 - 40 * i + 3, std::to_string(i - 2), "end");
  }
  const auto figures = chart.curve(falling).figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
  ASSERT_TRUE(figures[0].inner_x_axis && figures[0].inner_y_axis);
  EXPECT_NEAR(*figures[0].inner_x_axis, zero_y, 0.1);
  EXPECT_NEAR(*figures[0].inner_y_axis, zero_x, 0.1);
}

TEST(FindFigures, APolarChartIsNoChart) {
  SvgChart chart;
  for (int r = 20; r <= 80; r += 20)
    chart.raw("<circle cx='160' cy='120' r='" + std::to_string(r) +
              "' style='fill:none;stroke:#888;stroke-width:0.4'/>");
  chart.line(80, 120, 240, 120).line(160, 40, 160, 200);
  for (int i = 0; i <= 4; ++i)
    chart.text(160 + 20 * i, 130, i == 0 ? "0" : "0." + std::to_string(2 * i), "middle");
  chart.text(245, 123, "90").text(160, 36, "0", "middle").text(75, 123, "90", "end");
  chart.raw("<ellipse cx='160' cy='80' rx='30' ry='40' style='fill:none;stroke:#000'/>");
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, RailsOfAPageCellAreNoFrame) {
  SvgChart chart(640, 400);
  for (const double x : {20.0, 310.0, 620.0}) chart.line(x, 10, x, 380);
  for (const double y : {10.0, 380.0}) chart.line(20, y, 620, y);
  chart.axes().curve(square);
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
  EXPECT_LE(figures[0].cell.right, 310.5);
}

TEST(FindFigures, ALegendBoxInsideIsNoFigure) {
  SvgChart chart;
  chart.axes().curve(square).raw(
      "<rect x='70' y='50' width='70' height='40' "
      "style='fill:#fff;stroke:#000;stroke-width:0.5'/>");
  chart.line(74, 60, 90, 60).text(94, 63, "25 C").line(74, 75, 90, 75).text(94, 78, "150 C");
  const auto figures = chart.figures();
  ASSERT_THAT(figures, SizeIs(1));
  expect_plot(figures[0], SvgChart::kPlot);
}

TEST(FindFigures, ATableOfNumbersIsNoChart) {
  SvgChart chart;
  for (int i = 0; i <= 5; ++i) chart.line(60, 40 + 20 * i, 260, 40 + 20 * i);
  for (int i = 0; i <= 4; ++i) chart.line(60 + 50 * i, 40, 60 + 50 * i, 140);
  for (int row = 0; row < 5; ++row)
    for (int column = 0; column < 4; ++column)
      chart.text(70 + 50 * column, 54 + 20 * row, std::to_string(row * column * 7 + 3));
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, APackageDrawingIsNoChart) {
  SvgChart chart;
  chart.frame({100, 80, 180, 150}).line(100, 90, 60, 90).line(100, 140, 60, 140);
  chart.path("M 100 80 L 120 70 L 200 70 L 180 80", "stroke:#000").line(180, 100, 220, 100);
  chart.text(70, 118, "2.54").text(130, 170, "6.35").text(200, 98, "0.46").text(120, 60, "1.27");
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, AWaveformSketchIsNoChart) {
  SvgChart chart;
  chart.line(60, 40, 60, 200).line(60, 200, 260, 200);
  chart.path("M 60 190 L 100 190 L 110 60 L 180 60 L 190 190 L 250 190");
  chart.text(30, 66, "90%").text(30, 186, "10%").text(100, 215, "tr").text(180, 215, "tf");
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, ATestCircuitIsNoChart) {
  SvgChart chart;
  chart.frame({80, 60, 240, 180}).path("M 150 60 L 160 50 L 170 70 L 180 60");
  chart.text(100, 50, "RL").text(130, 120, "DUT").text(60, 120, "VDD").text(250, 120, "50");
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, ATextPageHasNone) {
  SvgChart chart(600, 800);
  for (int i = 0; i < 40; ++i) chart.text(50, 60 + 15 * i, "The maximum rating is 100 V at 25 C");
  EXPECT_THAT(chart.figures(), IsEmpty());
}

TEST(FindFigures, LabelsFarFromTheLatticeDoNotMakeAChart) {
  SvgChart chart;
  chart.frame().grid().curve(square);
  for (int i = 0; i < 5; ++i) chart.text(62 + 37 * i, 211, std::to_string((i * 37) % 11 + 3));
  for (int i = 0; i < 4; ++i) chart.text(40, 60 + 31 * i, std::to_string((i * 53) % 17 + 2));
  EXPECT_THAT(chart.figures(), IsEmpty());
}

}  // namespace
}  // namespace curvespice
