// The whole way from a file that the test draws to extractions.
#include "extractor/extract.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "tests/extractor/svg_chart.h"

namespace curvespice {
namespace {

using drawn::SvgChart;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

SvgChart titled() {
  SvgChart chart;
  chart.axes().text(160, 224, "Forward Voltage, VF (V)", "middle");
  chart.raw(
      "<text transform='translate(30 120) rotate(-90)' style='font-size:8px;"
      "text-anchor:middle'>Forward Current, IF (A)</text>");
  chart.text(90, 250, "Fig. 7 Typical Forward Characteristics");
  return chart;
}

class ExtractDocument : public ::testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(folder).value());
  }
  ExtractRequest request(const SvgChart& chart) {
    ExtractRequest result;
    result.path = folder_->path() / "made up.svg";
    result.name = "D1.svg";
    std::ofstream(result.path) << chart.svg();
    return result;
  }
  std::optional<TemporaryFolder> folder_;
};

TEST_F(ExtractDocument, PointsAxesSourceAndNameAreFilled) {
  const auto figures = extract_document(request(titled().curve([](double u) { return u * u; })));
  ASSERT_TRUE(figures.ok()) << figures.error().message;
  ASSERT_THAT(*figures, SizeIs(1));
  const Extraction& figure = figures->front();
  EXPECT_EQ(figure.artifact_name, "D1-p1-f1");
  EXPECT_EQ(figure.source.file, "D1.svg");
  EXPECT_EQ(figure.source.figure, "7");
  EXPECT_EQ(figure.source.sha256.size(), 64u);
  EXPECT_EQ(figure.x.unit, "V");
  EXPECT_NEAR(figure.x.hi, 10, 1e-6);
  EXPECT_NEAR(figure.y.hi, 4, 1e-6);
  ASSERT_THAT(figure.curves, SizeIs(1));
  EXPECT_EQ(figure.curves[0].id, "c1");
  for (const auto& [x, y] : figure.curves[0].points) EXPECT_NEAR(y, 4 * x * x / 100, 0.002);
}

TEST_F(ExtractDocument, AxisHintsOverrideAndAreRecorded) {
  ExtractRequest hinted = request(titled().curve([](double u) { return u; }));
  hinted.hints.x = *parse_axis_hint("0:1:lin:V");
  hinted.hints.y = *parse_axis_hint("1e-3:1:log:A");
  const auto figures = extract_document(hinted);
  ASSERT_TRUE(figures.ok());
  ASSERT_THAT(*figures, SizeIs(1));
  const Extraction& figure = figures->front();
  EXPECT_EQ(figure.y.scale, Scale::log10);
  EXPECT_THAT(figure.hints, Contains("x 0:1:lin:V"));
  ASSERT_THAT(figure.curves, SizeIs(1));
  EXPECT_NEAR(figure.curves[0].points.back()[0], 1, 1e-9);
  EXPECT_NEAR(figure.curves[0].points.back()[1], 1, 1e-6);
}

TEST_F(ExtractDocument, CurveHintsNameByColour) {
  ExtractRequest hinted =
      request(titled().curve([](double u) { return u; }, "stroke:#d62728;stroke-width:1"));
  hinted.hints.curves.push_back(*parse_curve_hint("#d62728=TJ = 25 °C"));
  const auto figures = extract_document(hinted);
  ASSERT_TRUE(figures.ok());
  ASSERT_THAT(figures->at(0).curves, SizeIs(1));
  EXPECT_EQ(figures->at(0).curves[0].label, "TJ = 25 °C");
}

TEST_F(ExtractDocument, ACurveHintsBareTemperatureIsItsCondition) {
  ExtractRequest hinted =
      request(titled().curve([](double u) { return u; }, "stroke:#ff0000;stroke-width:1"));
  hinted.hints.curves = {*parse_curve_hint("#ff0000=125\u00b0C")};
  const auto figures = extract_document(hinted);
  ASSERT_TRUE(figures.ok());
  ASSERT_THAT(figures->front().curves, SizeIs(1));
  EXPECT_EQ(figures->front().curves[0].label, "125\u00b0C");
  ASSERT_TRUE(figures->front().curves[0].conditions.contains("T"));
  EXPECT_EQ(figures->front().curves[0].conditions.at("T"), 125);
}

TEST_F(ExtractDocument, AnAxisByHandOfNoSingleFigureIsRefused) {
  SvgChart chart(620, 280);
  const Box second{360, 40, 560, 200};
  chart.axes().curve([](double u) { return u; }).axes(second);
  chart.curve([](double u) { return u * u; }, "stroke:#000;stroke-width:1", 0, 1, second);
  ExtractRequest hinted = request(chart);
  hinted.hints.x = *parse_axis_hint("0:1:lin:V");
  const auto all = extract_document(hinted);
  ASSERT_FALSE(all.ok()) << "both charts would have been given the same axis";
  EXPECT_EQ(all.error().code, ErrorCode::usage);
  EXPECT_THAT(all.error().message, HasSubstr("--figure"));
  hinted.figure = 2;
  const auto one = extract_document(hinted);
  ASSERT_TRUE(one.ok());
  EXPECT_NEAR(one->front().x.hi, 1, 1e-9);
}

TEST_F(ExtractDocument, AChartWithoutNumbersIsNeverAccepted) {
  SvgChart chart;
  chart.frame().grid().curve([](double u) { return u * u; });
  const auto figures = extract_document(request(chart));
  ASSERT_TRUE(figures.ok());
  for (const Extraction& figure : *figures) EXPECT_NE(figure.status, Verdict::accepted);
}

TEST_F(ExtractDocument, NoSuchPageOrFigureIsSaid) {
  ExtractRequest wrong = request(titled().curve([](double u) { return u; }));
  wrong.page = 4;
  auto result = extract_document(wrong);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
  wrong.page = 1;
  wrong.figure = 3;
  result = extract_document(wrong);
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.error().message, HasSubstr("no figure 3"));
}

TEST_F(ExtractDocument, ADocumentWithoutFiguresGivesNone) {
  const auto figures = extract_document(request(SvgChart().text(20, 20, "Nothing to see")));
  ASSERT_TRUE(figures.ok());
  EXPECT_THAT(*figures, SizeIs(0));
}

TEST_F(ExtractDocument, CancelledIsCancelled) {
  ExtractRequest stopped = request(titled().curve([](double u) { return u; }));
  stopped.cancelled = [] { return true; };
  const auto result = extract_document(stopped);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

TEST_F(ExtractDocument, OverlaysLieWhereTheExtractionSays) {
  ExtractRequest drawn = request(titled().curve([](double u) { return u; }));
  drawn.overlay_folder = folder_->path();
  const auto figures = extract_document(drawn);
  ASSERT_TRUE(figures.ok());
  const Source& source = figures->at(0).source;
  ASSERT_FALSE(source.crop_png.empty());
  EXPECT_TRUE(std::filesystem::exists(folder_->path() / source.crop_png));
  EXPECT_LT(source.crop[0], source.box[0]);
}

TEST_F(ExtractDocument, TheSameFileGivesTheSameNumbers) {
  const ExtractRequest same = request(titled().curve([](double u) { return u * u; }));
  const auto first = extract_document(same), second = extract_document(same);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->at(0).curves[0].points, second->at(0).curves[0].points);
}

}  // namespace
}  // namespace curvespice
