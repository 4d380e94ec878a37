// Families and names of curves, on charts that the tests draw.
#include "extractor/identify/identify.h"

#include <gmock/gmock.h>

#include "tests/extractor/drawn_chart.h"

namespace curvespice {
namespace {

using drawn::Chart;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

const std::vector<Family>& families() {
  static const std::vector<Family> shipped = [] {
    auto loaded = load_families(std::string(CURVESPICE_SOURCE_FOLDER) + "/config/families");
    EXPECT_TRUE(loaded.ok()) << loaded.error().message;
    return loaded.ok() ? *loaded : std::vector<Family>{};
  }();
  return shipped;
}

// A straight trace between two places of the plot, as fractions.
Trace straight(const Chart& c, double x0, double y0, double x1, double y1,
               const std::string& color = "#000000", std::vector<double> dash = {}) {
  Trace trace;
  trace.points = {{c.x_at(x0), c.y_at(y0)}, {c.x_at(x1), c.y_at(y1)}};
  trace.style = {color, std::move(dash), 0.8};
  return trace;
}

LegendSample sample(double x, double y, const std::string& color, std::vector<double> dash = {}) {
  LegendSample out;
  out.box = {x, y - 0.4, x + 15, y + 0.4};
  out.style = {color, std::move(dash), 0.8};
  return out;
}

Identity identify_chart(const Chart& c, const TraceReading& traces) {
  return identify(c.page, c.figure, read_axes(c.page, c.figure), traces, families());
}

std::vector<std::string> labels(const Identity& identity) {
  std::vector<std::string> out;
  for (const CurveIdentity& curve : identity.curves) out.push_back(curve.label);
  return out;
}

struct DiodeChart : Chart {
  TraceReading traces;
  DiodeChart() {
    plain_axes();
    figure.caption = "Typical forward characteristics";
    traces.traces = {straight(*this, 0.1, 0, 0.5, 1), straight(*this, 0.3, 0, 0.7, 1),
                     straight(*this, 0.5, 0, 0.9, 1)};
  }
};

TEST(Identify, FamilyFromAxesAndCaption) {
  const DiodeChart c;
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_EQ(identity.family, "diode_forward");
  EXPECT_EQ(identity.device, "diode");
}

TEST(Identify, AChartOfNothingKnownIsOther) {
  Chart c;
  c.x_grid_even(5), c.y_grid_even(4);
  for (int i = 0; i <= 5; ++i) c.x_label(i / 5.0, std::to_string(i));
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.phrase(110, 222, "Mounting torque (Nm)");
  EXPECT_EQ(identify_chart(c, {}).family, "other");
}

TEST(Identify, LegendByColour) {
  DiodeChart c;
  const char* const colors[] = {"#d62728", "#1f77b4", "#2ca02c"};
  const char* const names[] = {"150\u00b0C", "75\u00b0C", "25\u00b0C"};
  for (int i = 0; i < 3; ++i) {
    c.traces.traces[i].style.color = colors[i];
    c.traces.samples.push_back(sample(200, 60 + 10 * i, colors[i]));
    c.text(218, 60 + 10 * i, names[i]);
  }
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity), ElementsAre("150\u00b0C", "75\u00b0C", "25\u00b0C"));
  EXPECT_THAT(identity.curves[0].conditions, ElementsAre(Pair("T", 150)));
  EXPECT_GT(identity.curves[0].margin, 0.9);
  EXPECT_THAT(identity.doubts, IsEmpty());
}

TEST(Identify, LegendByDash) {
  DiodeChart c;
  const std::vector<std::vector<double>> dashes = {{}, {3, 1}, {1, 1}};
  const char* const names[] = {"150\u00b0C", "75\u00b0C", "25\u00b0C"};
  for (int i : {2, 0, 1}) {
    c.traces.traces[i].style.dash = dashes[i];
    c.traces.samples.push_back(sample(200, 60 + 10 * i, "#000000", dashes[i]));
    c.text(218, 60 + 10 * i, names[i]);
  }
  EXPECT_THAT(labels(identify_chart(c, c.traces)),
              ElementsAre("150\u00b0C", "75\u00b0C", "25\u00b0C"));
}

TEST(Identify, ANoteThatEndsBesideALegendSampleIsNoLabel) {
  DiodeChart c;
  const char* const colors[] = {"#d62728", "#1f77b4", "#2ca02c"};
  for (int i = 0; i < 3; ++i) {
    c.traces.traces[i].style.color = colors[i];
    c.traces.samples.push_back(sample(80, 60 + 10 * i, colors[i]));
    c.text(98, 60 + 10 * i, std::to_string(25 + 50 * i) + "\u00b0C");
  }
  c.text(94, 61, "Test");
  EXPECT_EQ(labels(identify_chart(c, c.traces))[0], "25\u00b0C");
}

TEST(Identify, SamplesThatLookAlikeAreNamedInPaintingOrderAndSaySo) {
  DiodeChart c;
  for (int i = 0; i < 3; ++i) {
    c.traces.samples.push_back(sample(200, 60 + 10 * i, "#000000"));
    c.text(218, 60 + 10 * i, std::to_string(150 - 50 * i) + "\u00b0C");
  }
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity), ElementsAre("150\u00b0C", "100\u00b0C", "50\u00b0C"));
  EXPECT_THAT(identity.doubts, Contains(HasSubstr("look alike")));
  EXPECT_LT(identity.curves[0].margin, 0.3);
}

TEST(Identify, LabelsOnTheirCurves) {
  DiodeChart c;
  const double at[] = {0.3, 0.5, 0.7};
  const char* const names[] = {"150\u00b0C", "75\u00b0C", "25\u00b0C"};
  for (int i : {1, 2, 0})
    c.text(c.x_at(at[i]) - Chart::width_of(names[i], drawn::kSize) / 2, c.y_at(0.5), names[i]);
  EXPECT_THAT(labels(identify_chart(c, c.traces)),
              ElementsAre("150\u00b0C", "75\u00b0C", "25\u00b0C"));
}

// Each label stands right of its own curve and as near to the next: what they have in common tells.
TEST(Identify, LabelsThatAllStandRightOfTheirCurves) {
  DiodeChart c;
  const double at[] = {0.3, 0.5, 0.7};
  const char* const names[] = {"150\u00b0C", "75\u00b0C", "25\u00b0C"};
  for (int i = 0; i < 3; ++i) c.text(c.x_at(at[i]) + 4, c.y_at(0.5), names[i]);
  EXPECT_THAT(labels(identify_chart(c, c.traces)),
              ElementsAre("150\u00b0C", "75\u00b0C", "25\u00b0C"));
}

TEST(Identify, ALeaderOutranksDistance) {
  DiodeChart c;
  const char* const names[] = {"150\u00b0C", "75\u00b0C", "25\u00b0C"};
  for (int i = 0; i < 3; ++i) {
    const double y = c.y_at(0.9 - 0.1 * i);
    c.text(c.x_at(0.02), y, names[i]);
    const Trace& own = c.traces.traces[i];
    c.traces.leaders.push_back(
        {{c.x_at(0.02) + 26, y}, {(own.points[0].x + own.points[1].x) / 2, c.y_at(0.5)}});
  }
  EXPECT_THAT(labels(identify_chart(c, c.traces)),
              ElementsAre("150\u00b0C", "75\u00b0C", "25\u00b0C"));
}

TEST(Identify, ANumberedKeyBelowThePlot) {
  DiodeChart c;
  const double at[] = {0.3, 0.5, 0.7};
  for (int i = 0; i < 3; ++i)
    c.text(c.x_at(at[i]) - 6, c.y_at(0.5), "(" + std::to_string(i + 1) + ")");
  c.phrase(62, 232, "(1) Tamb = 150 \u00b0C");
  c.phrase(62, 242, "(2) Tamb = 85 \u00b0C");
  c.phrase(62, 252, "(3) Tamb = -40 \u00b0C");
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity),
              ElementsAre("Tamb = 150 \u00b0C", "Tamb = 85 \u00b0C", "Tamb = -40 \u00b0C"));
  EXPECT_THAT(identity.curves[2].conditions, ElementsAre(Pair("T", -40)));
}

// A chart of reverse curves, from the hottest at the top; the test puts the labels.
struct LeakageChart : Chart {
  TraceReading traces;
  explicit LeakageChart(std::vector<double> heights) {
    x_grid_even(5), y_grid_decades(4);
    for (int i = 0; i <= 5; ++i) x_label(i / 5.0, std::to_string(10 * i));
    const char* const decades[] = {"1", "10", "100", "1000", "10000"};
    for (int n = 0; n <= 4; ++n) y_label(n / 4.0, decades[n]);
    phrase(110, 222, "Reverse Voltage, VR (V)");
    rotated(20, 190, "Reverse Current, IR (nA)");
    figure.caption = "Reverse characteristics";
    for (const double height : heights)
      traces.traces.push_back(straight(*this, 0, height, 1, height));
  }
  // `above`: from the curve's height to the middle of the text, in heights of the type.
  void label(double x, double height, double above, const std::string& name) {
    text(x_at(x), y_at(height) - above * drawn::kSize, name);
  }
};

TEST(Identify, LabelsNowAboveNowBelowTheirCurvesAreToldApartAllTogether) {
  LeakageChart c({0.9, 0.72, 0.60, 0.2});
  c.label(0.3, 0.9, 1.1, "150\u00b0C");
  c.label(0.1, 0.72, -1.1, "125\u00b0C");  // as near to the curve below
  c.label(0.6, 0.60, -1.1, "100\u00b0C");
  c.label(0.3, 0.2, 1.1, "25\u00b0C");
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity), ElementsAre("150\u00b0C", "125\u00b0C", "100\u00b0C", "25\u00b0C"));
  EXPECT_THAT(identity.doubts, IsEmpty());
}

TEST(Identify, ALabelBetweenTwoCurvesGoesWherePhysicsExpectsIt) {
  LeakageChart c({0.5, 0.38});
  c.label(0.4, 0.5, -1.3, "150\u00b0C");  // nearer to the cold curve
  c.label(0.4, 0.38, -1.3, "25\u00b0C");
  EXPECT_THAT(labels(identify_chart(c, c.traces)), ElementsAre("150\u00b0C", "25\u00b0C"));
}

TEST(Identify, LabelsOnTheWrongCurvesAreNotPutRight) {
  LeakageChart c({0.8, 0.3});
  c.label(0.3, 0.8, 0.8, "25\u00b0C");
  c.label(0.3, 0.3, 0.8, "150\u00b0C");
  EXPECT_THAT(labels(identify_chart(c, c.traces)), ElementsAre("25\u00b0C", "150\u00b0C"));
}

TEST(Identify, ASecondLineInBracketsBelongsToItsLabel) {
  LeakageChart c({0.8, 0.3});
  c.label(0.3, 0.8, 2.0, "Tj=150\u00b0C");
  c.label(0.3, 0.8, 0.9, "(typical)");
  c.label(0.3, 0.3, 0.9, "Tj=25\u00b0C");
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity), ElementsAre("Tj=150\u00b0C (typical)", "Tj=25\u00b0C"));
  EXPECT_THAT(identity.curves[0].conditions, ElementsAre(Pair("TJ", 150)));
}

TEST(Identify, ATemperatureBrokenInTwoIsShownWhole) {
  LeakageChart c({0.8, 0.3});
  c.phrase(c.x_at(0.3), c.y_at(0.8) - 8, "Tj=12 5 \u00b0C");
  c.phrase(c.x_at(0.3), c.y_at(0.3) - 8, "Tj=25 \u00b0C");
  EXPECT_THAT(labels(identify_chart(c, c.traces)), ElementsAre("Tj=125 \u00b0C", "Tj=25 \u00b0C"));
}

// Two families of one name: the checks must be those of the axes as they are drawn.
TEST(Identify, AFamilyWithExchangedAxesIsTheOneThatIsChecked) {
  Chart c;
  c.x_grid_even(5), c.y_grid_even(4);
  for (int i = 0; i <= 5; ++i) c.x_label(i / 5.0, std::to_string(2 * i));
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.phrase(110, 222, "Forward Current, IF (A)");
  c.rotated(20, 170, "Forward Voltage, VF (V)");
  const Identity identity = identify_chart(c, {});
  ASSERT_EQ(identity.family, "diode_forward");
  ASSERT_TRUE(identity.kind);
  EXPECT_THAT(identity.kind->y.quantities, ElementsAre("VF"));
}

TEST(Identify, WithoutLabelsNoCurveIsNamedByItsRank) {
  const DiodeChart c;
  const Identity identity = identify_chart(c, c.traces);
  EXPECT_THAT(labels(identity), ElementsAre("", "", ""));
  EXPECT_THAT(identity.doubts, Contains(HasSubstr("3 of 3 curves")));
}

TEST(Identify, ANoteFarFromTheOnlyCurveIsAConditionOfTheFigure) {
  Chart c;
  c.x_grid_even(5), c.y_grid_even(4);
  for (int i = 0; i <= 5; ++i) c.x_label(i / 5.0, std::to_string(10 * i));
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.phrase(110, 222, "Reverse Voltage, VR (V)");
  c.rotated(20, 190, "Junction Capacitance, CJ (pF)");
  c.phrase(180, 50, "f = 1 MHz");
  TraceReading traces;
  traces.traces = {straight(c, 0, 0.6, 1, 0.1)};
  const Identity identity = identify_chart(c, traces);
  EXPECT_EQ(identity.family, "diode_capacitance");
  EXPECT_EQ(identity.curves[0].label, "");
  EXPECT_THAT(identity.conditions, Contains(Pair("f", 1e6)));
}

TEST(Identify, WhichCurveBelongsToTheRightAxis) {
  Chart c;
  c.x_grid_decades(3), c.y_grid_even(4);
  const char* const decades[] = {"1", "10", "100", "1000"};
  for (int n = 0; n <= 3; ++n) c.x_label(n / 3.0, decades[n]);
  for (int i = 0; i <= 4; ++i) {
    c.y_label(i / 4.0, std::to_string(20 * i));
    c.y2_label(i / 4.0, std::to_string(45 * i));
    c.figure.y2_marks.push_back(c.y_at(i / 4.0));
  }
  c.phrase(130, 222, "Frequency (Hz)");
  c.rotated(20, 190, "Open-Loop Gain (dB)");
  c.rotated(292, 150, "Phase (\u00b0)");
  TraceReading traces;
  traces.traces = {straight(c, 0, 0.9, 1, 0.1), straight(c, 0, 0.5, 1, 0.4)};
  c.text(c.x_at(0.2) - 9, c.y_at(0.48), "Phase");
  c.text(c.x_at(0.2) - 9, c.y_at(0.74), "Gain");
  const Identity identity = identify_chart(c, traces);
  EXPECT_EQ(identity.family, "opamp_gain_phase");
  EXPECT_EQ(identity.curves[0].axis, "y");
  EXPECT_EQ(identity.curves[1].axis, "y2");
}

}  // namespace
}  // namespace curvespice
