// Hand-work of other digitizers: read, as a request of ours, and written for them.
#include "worker/exchange/exchange.h"

#include <cmath>

#include <gmock/gmock.h>

#include "worker/exchange/calibration.h"

namespace curvespice {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

// x linear 0..10 from pixel 100 to 300, y logarithmic 1e-3..1 from pixel 400 up to 100.
DigitizedPlot a_plot() {
  DigitizedPlot plot;
  plot.name = "axes";
  plot.log_y = true;
  plot.calibration = {{{100, 400}, 0.0, 1e-3},
                      {{100, 100}, 0.0, 1.0},
                      {{300, 400}, 10.0, 1e-3},
                      {{300, 100}, 10.0, 1.0}};
  plot.curves = {{"25 °C", {{100, 400}, {200, 250}, {300, 100}}}, {"a point", {{150, 300}}}};
  return plot;
}

std::string a_png() {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x90\0\0\1\xf4", 24) + "the rest";
}

DigitizerProject a_project() { return {a_png(), {a_plot()}}; }

TEST(Calibration, FindsValuesThroughTheirScales) {
  const auto calibration = Calibration::of(a_plot());
  ASSERT_TRUE(calibration.ok()) << calibration.error().message;
  const Point middle = calibration->at({200, 250});
  EXPECT_NEAR(calibration->value_x(middle.x), 5, 1e-9);
  EXPECT_NEAR(calibration->value_y(middle.y), std::sqrt(1e-3), 1e-9);
}

TEST(Calibration, ATurnedImageIsCalibratedExactly) {
  const double turn = 0.05;
  const auto turned = [&](Point p) {
    return Point{p.x * std::cos(turn) - p.y * std::sin(turn),
                 p.x * std::sin(turn) + p.y * std::cos(turn)};
  };
  DigitizedPlot plot = a_plot();
  for (CalibrationPoint& point : plot.calibration) point.pixel = turned(point.pixel);
  const auto calibration = Calibration::of(plot);
  ASSERT_TRUE(calibration.ok());
  EXPECT_NEAR(calibration->value_x(calibration->at(turned({250, 180})).x), 7.5, 1e-9);
}

TEST(Calibration, PointsThatDoNotDetermineAnAxisAreNamed) {
  DigitizedPlot plot = a_plot();
  plot.calibration.resize(2);
  const auto short_of = Calibration::of(plot);
  ASSERT_FALSE(short_of.ok());
  EXPECT_THAT(short_of.error().message, HasSubstr("x axis do not determine"));
  plot = a_plot();
  plot.calibration[0].y = 0;
  EXPECT_THAT(Calibration::of(plot).error().message, HasSubstr("logarithmic"));
}

TEST(ParametersFrom, AreBoxAxesAndCurvesAsDrawn) {
  const auto parameters = parameters_from(a_plot(), true);
  ASSERT_TRUE(parameters.ok()) << parameters.error().message;
  EXPECT_EQ(parameters->x, "0:10:lin");
  EXPECT_EQ(parameters->y, "0.001:1:log");
  ASSERT_TRUE(parameters->hand.box.has_value());
  EXPECT_DOUBLE_EQ(parameters->hand.box->left, 100);
  EXPECT_DOUBLE_EQ(parameters->hand.box->bottom, 400);
  ASSERT_THAT(parameters->hand.curves, SizeIs(1)) << "a single point is no curve";
  EXPECT_EQ(parameters->hand.curves[0].label, "25 °C");
  EXPECT_NEAR(parameters->hand.curves[0].points[1].y, 250, 1e-9);
}

TEST(ParametersFrom, WithoutCurvesLeaveTheTracingToTheEngine) {
  const auto parameters = parameters_from(a_plot(), false);
  ASSERT_TRUE(parameters.ok());
  EXPECT_THAT(parameters->hand.curves, SizeIs(0));
}

TEST(ParametersFrom, AReversedAxisKeepsItsDirection) {
  DigitizedPlot plot = a_plot();
  for (CalibrationPoint& point : plot.calibration) point.x = 10 - *point.x;
  const auto parameters = parameters_from(plot, true);
  ASSERT_TRUE(parameters.ok());
  EXPECT_EQ(parameters->x, "10:0:lin");
}

TEST(ParametersFrom, AProjectWithoutCurvesIsSaid) {
  DigitizedPlot plot = a_plot();
  plot.curves.clear();
  EXPECT_THAT(parameters_from(plot, true).error().message, HasSubstr("no curve"));
}

void expect_same_plot(const Result<DigitizerProject>& read) {
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_THAT(read->plots, SizeIs(1));
  EXPECT_TRUE(read->plots[0].log_y);
  EXPECT_FALSE(read->plots[0].log_x);
  const auto before = parameters_from(a_plot(), true);
  const auto after = parameters_from(read->plots[0], true);
  ASSERT_TRUE(after.ok()) << after.error().message;
  EXPECT_EQ(after->x, before->x);
  EXPECT_EQ(after->y, before->y);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(after->hand.curves[0].points[i].x, before->hand.curves[0].points[i].x, 1e-6);
    EXPECT_NEAR(after->hand.curves[0].points[i].y, before->hand.curves[0].points[i].y, 1e-6);
  }
}

TEST(Engauge, ReadsWhatIsWrittenForIt) {
  const auto read = read_digitizer_project(engauge_text(a_project(), 400, 500));
  expect_same_plot(read);
  EXPECT_EQ(read->image, a_png());
}

TEST(Engauge, PolarAxesAndOtherXmlAreRefusedWithASentence) {
  std::string text = engauge_text(a_project(), 400, 500);
  text.replace(text.find("Cartesian"), 9, "Polar____");
  EXPECT_THAT(read_digitizer_project(text).error().message, HasSubstr("polar"));
  EXPECT_THAT(read_digitizer_project("<svg/>").error().message, HasSubstr("Engauge"));
}

TEST(WebPlotDigitizer, ReadsWhatIsWrittenForIt) {
  expect_same_plot(read_digitizer_project(webplotdigitizer_text(a_project())));
  const auto tar = webplotdigitizer_tar(a_project(), "BAS16");
  ASSERT_TRUE(tar.ok()) << tar.error().message;
  const auto read = read_digitizer_project(*tar);
  expect_same_plot(read);
  EXPECT_EQ(read->image, a_png());
}

// As its version 3 wrote it: the x points may lie anywhere, also one above the other's y.
TEST(WebPlotDigitizer, ReadsItsOlderVersionWithValuesAsTheyWereTyped) {
  const auto read = read_digitizer_project(
      R"({"wpd":{"version":[3,8],"axesType":"XYAxes","axesParameters":{"isLogX":false,"isLogY":true},
      "calibration":[{"px":100,"py":390,"dx":"0","dy":"7"},{"px":300,"py":390,"dx":"1e1","dy":"7"},
      {"px":95,"py":400,"dx":"7","dy":"0.001"},{"px":95,"py":100,"dx":"7","dy":"1"}],
      "dataSeries":[{"name":"25 °C","data":[{"x":100,"y":400},{"x":200,"y":250},{"x":300,"y":100}]}]}})");
  ASSERT_TRUE(read.ok()) << read.error().message;
  const auto calibration = Calibration::of(read->plots[0]);
  ASSERT_TRUE(calibration.ok()) << calibration.error().message;
  EXPECT_NEAR(calibration->value_x(calibration->at({200, 250}).x), 5, 1e-9);
  EXPECT_NEAR(calibration->value_y(calibration->at({200, 250}).y), std::sqrt(1e-3), 1e-9);
}

TEST(WebPlotDigitizer, WhatCannotBeReadIsSaid) {
  EXPECT_THAT(read_digitizer_project(R"({"axesColl":[{"type":"PolarAxes"}]})").error().message,
              HasSubstr("no x and y axes"));
  EXPECT_THAT(
      read_digitizer_project(R"({"axesColl":[{"type":"XYAxes","calibrationPoints":[{"px":1}]}]})")
          .error()
          .message,
      HasSubstr("four points"));
  EXPECT_THAT(read_digitizer_project(
                  R"({"wpd":{"axesType":"XYAxes","axesParameters":{},"calibration":[
                  {"px":1,"py":1,"dx":"2020-01-01","dy":"0"},{"px":2,"py":1,"dx":"1","dy":"0"},
                  {"px":1,"py":1,"dx":"0","dy":"0"},{"px":1,"py":2,"dx":"0","dy":"1"}]}})")
                  .error()
                  .message,
              HasSubstr("dates"));
  EXPECT_FALSE(read_digitizer_project("{").ok());
  EXPECT_FALSE(read_digitizer_project("").ok());
}

TEST(ProjectOf, PutsAnExtractionOnItsPicture) {
  Extraction extraction;
  extraction.x.lo = 0;
  extraction.x.hi = 10;
  extraction.y.lo = 1e-3;
  extraction.y.hi = 1;
  extraction.y.scale = Scale::log10;
  extraction.source.box = {10, 10, 30, 40};
  extraction.source.crop = {0, 0, 40, 50};  // ten pixels of the picture to a unit of the page
  Curve curve;
  curve.label = "25 °C";
  curve.points = {{0, 1e-3}, {5, std::sqrt(1e-3)}, {10, 1}};
  extraction.curves = {curve};
  const auto project = project_of(extraction, a_png());
  ASSERT_TRUE(project.ok()) << project.error().message;
  const DigitizedPlot& plot = project->plots.at(0);
  EXPECT_NEAR(plot.curves.at(0).pixels.at(1).x, 200, 1e-9);
  EXPECT_NEAR(plot.curves.at(0).pixels.at(1).y, 250, 1e-9);
  expect_same_plot(*project);
}

TEST(ProjectOf, AFigureThatWasNotReadIsNoProject) {
  EXPECT_FALSE(project_of(Extraction(), a_png()).ok());
  EXPECT_FALSE(project_of(Extraction(), "no picture").ok());
}

}  // namespace
}  // namespace curvespice
