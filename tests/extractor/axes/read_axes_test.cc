// Scales: every pitfall of axis text and grids that a datasheet has shown, drawn and named.
#include "extractor/axes/read_axes.h"

#include <gmock/gmock.h>

#include "tests/extractor/drawn_chart.h"

namespace curvespice {
namespace {

using drawn::Chart;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReadAxes, LinearAxesWithTitlesAreProven) {
  Chart c;
  c.plain_axes();
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_TRUE(axes.x->proven) << ::testing::PrintToString(axes.x->doubts);
  EXPECT_TRUE(axes.y->proven) << ::testing::PrintToString(axes.y->doubts);
  EXPECT_DOUBLE_EQ(axes.x->axis.lo, 0);
  EXPECT_DOUBLE_EQ(axes.x->axis.hi, 10);
  EXPECT_EQ(axes.x->axis.quantity, "VF");
  EXPECT_EQ(axes.x->axis.unit, "V");
  EXPECT_EQ(axes.y->axis.quantity, "IF");
  EXPECT_EQ(axes.y->axis.unit, "A");
  EXPECT_FALSE(axes.y2);
}

TEST(ReadAxes, RaisedExponentsMakeALogAxis) {
  Chart c;
  c.plain_axes();
  c.figure.horizontal.clear();
  std::erase_if(c.page.words, [](const Word& w) { return w.box.right < 58 && w.angle == 0; });
  c.y_grid_decades(3);
  for (int n = 0; n <= 3; ++n) c.y_power(n / 3.0, std::to_string(n));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_NEAR(axes.y->axis.lo, 1, 1e-9);
  EXPECT_NEAR(axes.y->axis.hi, 1000, 1e-6);
  EXPECT_TRUE(axes.y->proven) << ::testing::PrintToString(axes.y->doubts);
}

Chart without_y() {
  Chart c;
  c.plain_axes();
  c.figure.horizontal.clear();
  std::erase_if(c.page.words, [](const Word& w) { return w.box.right < 58 && w.angle == 0; });
  return c;
}

TEST(ReadAxes, FlattenedExponentsAreOutvotedByTheGrid) {
  Chart c = without_y();
  c.y_grid_decades(3);
  const char* const flat[] = {"10-1", "100", "101", "102"};
  for (int n = 0; n <= 3; ++n) c.y_label(n / 3.0, flat[n]);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_NEAR(axes.y->axis.lo, 0.1, 1e-9);
  EXPECT_NEAR(axes.y->axis.hi, 100, 1e-6);
}

TEST(ReadAxes, ATrueLinear102StaysOneHundredAndTwo) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(100 + 2 * i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_EQ(axes.y->axis.scale, Scale::linear);
  EXPECT_NEAR(axes.y->axis.hi, 108, 1e-9);
}

TEST(ReadAxes, ALinearLadderWithAThousandAndTenThousandIsNotADecade) {
  Chart c = without_y();
  c.y_grid_even(10);
  c.y_label(0, "0"), c.y_label(0.1, "1000"), c.y_label(0.5, "5000"), c.y_label(1, "10000");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_EQ(axes.y->axis.scale, Scale::linear);
  EXPECT_NEAR(axes.y->axis.hi, 10000, 1e-6);
}

TEST(ReadAxes, LabelsBesideTheirLinesSnapToThem) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i), i == 4 ? 3.0 : -2.0);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_NEAR(axes.y->axis.lo, 0, 1e-9);
  EXPECT_NEAR(axes.y->axis.hi, 4, 1e-9);
  EXPECT_LT(axes.y->axis.residual, 1e-6);
}

TEST(ReadAxes, AMisprintedLabelIsOutvotedAndReported) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, i == 2 ? "7" : std::to_string(i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_NEAR(axes.y->axis.hi, 4, 1e-9);
  EXPECT_THAT(axes.y->rejected, ElementsAre("7"));
  EXPECT_THAT(axes.y->doubts, Contains(HasSubstr("'7'")));
}

TEST(ReadAxes, TwoLabelsProveNothingWithoutAGrid) {
  Chart c = without_y();
  c.y_label(0, "1"), c.y_label(1, "100");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_FALSE(axes.y->proven);
}

TEST(ReadAxes, TwoLabelsOnALogGridAreProvenByItsPattern) {
  Chart c = without_y();
  c.y_grid_decades(2);
  c.y_label(0, "1"), c.y_label(1, "100");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_TRUE(axes.y->proven) << ::testing::PrintToString(axes.y->doubts);
}

TEST(ReadAxes, ALogAxisMayEndOffTheDecade) {
  Chart c = without_y();
  const double decades = std::log10(400);
  c.y_grid_decades(decades);
  for (int n = 0; n <= 2; ++n) c.y_label(n / decades, n == 0 ? "1" : n == 1 ? "10" : "100");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_NEAR(axes.y->axis.hi, 400, 0.01);
  EXPECT_TRUE(axes.y->proven) << ::testing::PrintToString(axes.y->doubts);
}

TEST(ReadAxes, OneTwoFiveLabelsAreALogAxis) {
  Chart c = without_y();
  c.y_grid_decades(2);
  for (int value : {1, 2, 5, 10, 20, 50, 100})
    c.y_label(std::log10(value) / 2, std::to_string(value));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_EQ(axes.y->inliers, 7);
}

TEST(ReadAxes, ReversedAndNegativeAxes) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i)
    c.y_label(i / 4.0, i == 4 ? "0" : "\u2212" + std::to_string(40 - 10 * i));
  std::erase_if(c.page.words, [](const Word& w) { return w.box.top > 202 && w.box.top < 210; });
  for (int i = 0; i <= 5; ++i) c.x_label(i / 5.0, std::to_string(5 - i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_NEAR(axes.y->axis.lo, -40, 1e-9);
  EXPECT_NEAR(axes.y->axis.hi, 0, 1e-9);
  EXPECT_NEAR(axes.x->axis.lo, 5, 1e-9);
  EXPECT_NEAR(axes.x->axis.hi, 0, 1e-9);
  EXPECT_TRUE(axes.x->proven && axes.y->proven);
}

TEST(ReadAxes, AMinusDrawnAsARectangleIsSeen) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(std::abs(10 * i - 20)));
  for (double fraction : {0.0, 0.25}) {
    const double x = 56 - Chart::width_of("10", drawn::kSize) - 4, y = c.y_at(fraction);
    Path bar;
    bar.fill = Color{};
    bar.lines = {{{x, y}, {x + 3, y}, {x + 3, y + 0.6}, {x, y + 0.6}, {x, y}}};
    c.page.paths.push_back(bar);
  }
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_NEAR(axes.y->axis.lo, -20, 1e-9);
  EXPECT_NEAR(axes.y->axis.hi, 20, 1e-9);
}

TEST(ReadAxes, AFusedRunOfLabelsIsSplit) {
  Chart c;
  c.plain_axes();
  std::erase_if(c.page.words, [](const Word& w) { return w.box.top > 202 && w.box.top < 210; });
  // One word as wide as the axis: "0 2 4 6 8 10" with the blanks that its width implies.
  std::string run = "0";
  for (const char* label : {"2", "4", "6", "8", "10"}) run += std::string(8, ' ') + label;
  const double per = 200.0 / 45;
  c.add_word(run, {60 - per / 2, 204, 60 - per / 2 + per * static_cast<double>(run.size()), 212},
             0);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.x);
  EXPECT_GE(axes.x->inliers, 5);
  EXPECT_NEAR(axes.x->axis.hi, 10, 1e-6);
}

TEST(ReadAxes, EngineeringSuffixesAndNotation) {
  for (const auto& labels :
       std::vector<std::vector<const char*>>{{"100m", "1", "10", "100"},
                                             {"100", "1K", "10K", "100K"},
                                             {"1.0E-01", "1.0E+00", "1.0E+01", "1.0E+02"},
                                             {".001", ".01", ".1", "1"},
                                             {"0,1", "1", "10", "100"},
                                             {"10", "100", "1,000", "10,000"}}) {
    Chart c = without_y();
    c.y_grid_decades(3);
    for (int n = 0; n <= 3; ++n) c.y_label(n / 3.0, labels[n]);
    const AxesReading axes = read_axes(c.page, c.figure);
    ASSERT_TRUE(axes.y) << labels[0];
    EXPECT_EQ(axes.y->axis.scale, Scale::log10) << labels[0];
    EXPECT_EQ(axes.y->inliers, 4) << labels[0];
    EXPECT_NEAR(axes.y->axis.hi / axes.y->axis.lo, 1000, 1e-3) << labels[0];
  }
}

TEST(ReadAxes, ThousandsSetApartByASpaceAreOneNumber) {
  Chart c = without_y();
  c.y_grid_even(4);
  c.y_label(0, "0"), c.y_label(0.25, "500");
  for (int i = 2; i <= 4; ++i) {
    const double end = c.text(30, c.y_at(i / 4.0), i == 4 ? "2" : "1");
    c.text(end + 1.5, c.y_at(i / 4.0), i == 3 ? "500" : "000");
  }
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_NEAR(axes.y->axis.hi, 2000, 1e-6);
}

TEST(ReadAxes, ASecondAxisAtTheRightIsItsOwn) {
  Chart c;
  c.plain_axes();
  for (int i = 0; i <= 4; ++i) {
    c.y2_label(i / 4.0, std::to_string(45 * i));
    c.figure.y2_marks.push_back(c.y_at(i / 4.0));
  }
  c.rotated(290, 150, "Phase (\u00b0)");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  ASSERT_TRUE(axes.y2);
  EXPECT_NEAR(axes.y2->axis.hi, 180, 1e-9);
  EXPECT_EQ(axes.y2->axis.unit, "deg");
  EXPECT_EQ(axes.y2->axis.quantity, "phase");
}

TEST(ReadAxes, AUnitWithAPrefixGivesSiValues) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i * 100));
  c.rotated(20, 170, "IR, Reverse Current (\u00b5A)");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.unit, "A");
  EXPECT_NEAR(axes.y->axis.hi, 400e-6, 1e-12);
  EXPECT_NEAR(axes.y->scale.value(c.y_at(0.5)), 200e-6, 1e-12);
  EXPECT_EQ(axes.y->axis.quantity, "IR");
}

TEST(ReadAxes, AFrameThatGoesOnPastTheLastLabelIsLegal) {
  Chart c = without_y();
  c.y_grid_even(5);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 5.0, std::to_string(i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_NEAR(axes.y->axis.hi, 5, 1e-9);
  EXPECT_TRUE(axes.y->proven);
}

TEST(ReadAxes, AZeroOfTheXAxisIsNotAYLabel) {
  Chart c = without_y();
  c.y_grid_decades(3);
  const char* const labels[] = {"1", "10", "100", "1000"};
  for (int n = 0; n <= 3; ++n) c.y_label(n / 3.0, labels[n]);
  c.text(50, 206, "0");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_EQ(axes.y->axis.scale, Scale::log10);
  EXPECT_NEAR(axes.y->axis.lo, 1, 1e-9);
}

TEST(ReadAxes, AGridDrawnByHandStillProvesItsDecades) {
  Chart c = without_y();
  const double decades = 4;
  int line = 0;
  for (double place : Chart::decade_places(decades)) {
    const double off = 0.65 * std::sin(1.7 * ++line);  // points
    c.figure.horizontal.insert(c.figure.horizontal.begin(), {c.y_at(place) + off, 60, 260, 0.5});
  }
  const char* const labels[] = {"1", "10", "100", "1000", "10000"};
  for (int n = 0; n <= 4; ++n) c.y_label(n / decades, labels[n]);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_NEAR(std::log10(axes.y->axis.hi), 4, 0.02);
  EXPECT_GT(axes.y->grid_agreement, 0.9);
}

// Decades drawn by eye: the lines are off by more than the dense ones stand apart, but there are
// nine to a decade, in order.
TEST(ReadAxes, AGridDrawnByEyeIsProvenLineByLine) {
  Chart c = without_y();
  const double decades = 5;
  int line = 0;
  for (double place : Chart::decade_places(decades)) {
    const double off = line++ % 9 == 0 ? 0 : 1.3 * std::sin(0.35 * (line % 9));
    c.figure.horizontal.insert(c.figure.horizontal.begin(), {c.y_at(place) + off, 60, 260, 0.5});
  }
  const char* const labels[] = {"1", "10", "100", "1000", "10000", "100000"};
  for (int n = 0; n <= 5; ++n) c.y_label(n / decades, labels[n], n == 0 ? -3 : n == 5 ? 3 : 1.5);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_TRUE(axes.y->proven);
  EXPECT_NEAR(std::log10(axes.y->axis.hi), 5, 0.02);
  EXPECT_THAT(axes.y->doubts, testing::Contains(testing::HasSubstr("unevenly")));
}

TEST(ReadAxes, AFewUnevenLinesWithTheirLabelsAreProven) {
  Chart c = without_y();
  const double off[] = {0, 0.7, -0.6, 0.6, -0.7, 0};
  for (int i = 5; i >= 0; --i)
    c.figure.horizontal.push_back({c.y_at(i / 5.0) + off[i], 60, 260, 0.5});
  for (int i = 0; i <= 5; ++i) c.y_label(i / 5.0, std::to_string(50 * i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_TRUE(axes.y->proven);
  EXPECT_NEAR(axes.y->axis.hi, 250, 1.5);
}

TEST(ReadAxes, AnUnevenGridWithALineTooManyIsNotProven) {
  Chart c = without_y();
  const double places[] = {1, 0.8, 0.627, 0.513, 0.366, 0.2, 0};
  for (const double place : places) c.figure.horizontal.push_back({c.y_at(place), 60, 260, 0.5});
  for (int i = 0; i <= 5; ++i) c.y_label(i / 5.0, std::to_string(50 * i));
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_FALSE(axes.y->proven);
}

// A wavy line cuts the plot in two: above it the same grid lines go on, beside other numbers.
struct BrokenChart : Chart {
  BrokenChart() {
    plain_axes();
    for (int i = 0; i <= 5; ++i) {
      Path line;
      line.lines = {{{x_at(i / 5.0), 2}, {x_at(i / 5.0), 34}}};
      line.stroke = Color{};
      page.paths.push_back(line);
    }
  }
};

TEST(ReadAxes, ABrokenAxisIsNotReadAsItsLowerPart) {
  BrokenChart c;
  for (int i = 0; i < 2; ++i)
    c.text(56 - Chart::width_of("3000", drawn::kSize), 24 - 16 * i,
           std::to_string(3000 + 1000 * i));
  const AxesReading axes = read_axes(c.page, c.figure);
  EXPECT_FALSE(axes.y);
  EXPECT_THAT(axes.doubts, testing::Contains(testing::HasSubstr("broken")));
}

TEST(ReadAxes, ANeighbourAboveDoesNotBreakAnAxis) {
  BrokenChart c;
  c.text(56 - Chart::width_of("3000", drawn::kSize), 14, "3000");
  for (int i = 0; i <= 5; ++i) c.text(c.x_at(i / 5.0) - 2, 30, std::to_string(i));
  EXPECT_TRUE(read_axes(c.page, c.figure).y);
}

TEST(ReadAxes, ANumberOfTheOtherAxisIsNoMisprint) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(5 * i));
  std::erase_if(c.page.words, [](const Word& w) { return w.box.top > 202 && w.box.top < 210; });
  for (int i = 0; i <= 5; ++i) c.x_label(i / 5.0, std::to_string(100 + 10 * i), i == 0 ? -6 : 0);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_THAT(axes.y->rejected, ::testing::IsEmpty());
}

TEST(ReadAxes, AFractionOfOneQuantityHasNoUnit) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.text(62, 26, "Parm(tp)");
  c.text(62, 35, "Parm(1\u00b5s)");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.unit, "1");
  EXPECT_TRUE(axes.y->unit_read);
}

TEST(ReadAxes, AFractionWithSubscriptsOfItsOwnSizeHasNoUnit) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  // Subscripts as large as their symbols, a hair lower, and gaps around them.
  for (const auto& [y, argument] : {std::pair{26.0, "(tp)"}, std::pair{35.0, "(1\u00b5s)"}}) {
    const double end = c.text(62, y, "P");
    c.text(c.text(end + 1, y + 0.8, "ARM") + 0.5, y, argument);
  }
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.unit, "1");
  EXPECT_TRUE(axes.y->unit_read);
}

TEST(ReadAxes, AUnitAmongTheLabelsIsTheAxis) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i : {0, 1, 2, 4}) c.y_label(i / 4.0, std::to_string(i));
  c.y_label(0.75, "mA");
  // "I" and "F" of a rotated I_F, each a letter that lies on its side.
  c.add_word("I", {16, 118, 26, 121}, 0);
  c.add_word("F", {19, 112.5, 27, 117.5}, 0);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.unit, "A") << "not farad, which the subscript alone would be";
  EXPECT_EQ(axes.y->axis.quantity, "IF");
  EXPECT_NEAR(axes.y->axis.hi, 4e-3, 1e-12);
  EXPECT_TRUE(axes.y->unit_read);
}

TEST(ReadAxes, ALoneLetterThatIsASymbolAsOftenIsNoUnit) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.text(20, 120, "F");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_FALSE(axes.y->unit_read);
}

TEST(ReadAxes, ALimitIsNoTitle) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.phrase(62, 34, "par.: Tj \u2264 150 \u00b0C");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_FALSE(axes.y->unit_read);
}

TEST(ReadAxes, LabelsFarFromTheLinesOfATellingLogGridBelongToThem) {
  Chart c = without_y();
  c.y_grid_decades(4);
  const char* printed[] = {"1", "10", "100", "1000", "10000"};
  for (int n = 0; n <= 4; ++n) c.y_label(n / 4.0, printed[n], -1.0 - 1.9 * n);
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_NEAR(axes.y->axis.lo, 1, 1e-6);
  EXPECT_NEAR(axes.y->axis.hi, 10000, 1e-3);
}

TEST(ReadAxes, NumbersBesideAxesThatCrossInside) {
  Chart c;
  c.figure.inner_y_axis = c.x_at(0.2);
  c.figure.inner_x_axis = c.y_at(0.5);
  c.x_grid_even(5), c.y_grid_even(4);
  for (int i = 0; i <= 5; ++i) {
    const std::string label = std::to_string(20 * (i - 1));
    c.text(c.x_at(i / 5.0) - Chart::width_of(label, 8) / 2, c.y_at(0.5) + 8, label);
  }
  for (int i = 0; i <= 4; ++i) {
    const std::string label = std::to_string(15 * (i - 2)) + "%";
    c.text(c.x_at(0.2) - 3 - Chart::width_of(label, 8), c.y_at(i / 4.0), label);
  }
  c.phrase(110, 222, "Temperature [deg.C]");
  c.rotated(20, 170, "Capacitance change");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.read());
  EXPECT_NEAR(axes.x->axis.lo, -20, 1e-6);
  EXPECT_NEAR(axes.x->axis.hi, 80, 1e-6);
  EXPECT_NEAR(axes.y->axis.lo, -30, 1e-6);
  EXPECT_EQ(axes.y->axis.unit, "%");
  EXPECT_TRUE(axes.x->proven && axes.y->proven);
}

TEST(ReadAxes, AConditionInThePlotDoesNotDonateTheUnit) {
  Chart c = without_y();
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.phrase(70, 46, "Ciss = 5000 (pF)");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_EQ(axes.y->axis.unit, "A");
}

TEST(ReadAxes, AKnownQuantityInAnotherUnitIsNotBelieved) {
  Chart c = without_y();
  std::erase_if(c.page.words, [](const Word& w) { return w.angle == 90; });
  c.y_grid_even(4);
  for (int i = 0; i <= 4; ++i) c.y_label(i / 4.0, std::to_string(i));
  c.rotated(20, 170, "Drain Current, ID (pF)");
  const AxesReading axes = read_axes(c.page, c.figure);
  ASSERT_TRUE(axes.y);
  EXPECT_FALSE(axes.y->unit_read);
}

TEST(ReadAxes, AnAxisWithoutNumbersIsNotInvented) {
  Chart c = without_y();
  c.y_grid_even(4);
  const AxesReading axes = read_axes(c.page, c.figure);
  EXPECT_FALSE(axes.y);
  EXPECT_THAT(axes.doubts, Contains(HasSubstr("y axis")));
}

}  // namespace
}  // namespace curvespice
