#include "extractor/verdict.h"

#include <gmock/gmock.h>

#include "extractor/overlay.h"

namespace curvespice {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AxisReading proven_axis(const std::string& quantity) {
  AxisReading out;
  out.axis.quantity = quantity;
  out.axis.unit = "V";
  out.axis.hi = 10;
  out.scale.step = 0.1;
  out.inliers = out.snapped = 5;
  out.grid_agreement = 1, out.grid_lines = 10;
  out.proven = out.unit_read = true;
  out.confidence = 0.98;
  return out;
}

// One rising curve on proven axes: nothing to object to.
struct Figure1 {
  AxesReading axes;
  TraceReading traces;
  Identity identity;
  Extraction extraction;

  Figure1() {
    axes.x = proven_axis("VF");
    axes.y = proven_axis("IF");
    traces.traces.resize(1);
    identity.curves.resize(1);
    identity.family = "diode_forward";
    extraction.x = axes.x->axis;
    extraction.y = axes.y->axis;
    Curve curve;
    curve.id = "c1";
    curve.points = {{1, 1}, {5, 4}, {9, 9}};
    extraction.curves = {curve};
  }
  void run(const Family* family = nullptr) { judge(axes, traces, identity, family, extraction); }
};

TEST(Verdict, AcceptedOnlyWhenNothingIsAgainstIt) {
  Figure1 f;
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::accepted);
  EXPECT_THAT(f.extraction.reasons, IsEmpty());
  EXPECT_GT(f.extraction.confidence, 0.9);
  EXPECT_GT(f.extraction.curves[0].confidence, 0.9);
}

TEST(Verdict, AnUnprovenAxisIsForReview) {
  Figure1 f;
  f.axes.y->proven = false;
  f.axes.y->doubts = {"only 2 tick labels could be read"};
  f.axes.y->confidence = 0.5;
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::review);
  EXPECT_THAT(f.extraction.reasons, Contains("y axis: only 2 tick labels could be read"));
  EXPECT_LT(f.extraction.confidence, 0.6);
}

TEST(Verdict, InkLeftOverIsForReview) {
  Figure1 f;
  f.traces.left_over = 0.3, f.traces.left_over_longest = 0.3;
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::review);
  EXPECT_THAT(f.extraction.reasons, Contains(HasSubstr("belong to none")));
}

TEST(Verdict, ACurveOffItsInkIsForReview) {
  Figure1 f;
  f.traces.traces[0].explained = 0.8;
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::review);
}

TEST(Verdict, WithoutAxesItIsRefusedAndHasNoCurves) {
  Figure1 f;
  f.axes.x.reset();
  f.axes.doubts = {"the numbers of the x axis could not be read"};
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::refused);
  EXPECT_THAT(f.extraction.curves, IsEmpty());
  EXPECT_EQ(f.extraction.confidence, 0);
}

TEST(Verdict, WithoutCurvesItIsRefused) {
  Figure1 f;
  f.extraction.curves.clear();
  f.run();
  EXPECT_EQ(f.extraction.status, Verdict::refused);
  EXPECT_THAT(f.extraction.reasons, Contains(HasSubstr("no curve")));
}

Family diode_family() {
  auto family = parse_family(R"(
name = "diode_forward"
[[check]]
kind = "rising"
says = "the current falls"
[[check]]
kind = "order"
by = "T"
axis = "x"
rising = false
says = "hot is left of cold"
)",
                             "test");
  return family.ok() ? *family : Family{};
}

TEST(Verdict, ACheckThatFailsLowersItAndEditsNothing) {
  Figure1 f;
  const Family family = diode_family();
  f.extraction.curves[0].points = {{1, 9}, {5, 4}, {9, 1}};
  const auto before = f.extraction.curves[0].points;
  f.run(&family);
  EXPECT_EQ(f.extraction.status, Verdict::review);
  EXPECT_THAT(f.extraction.reasons, Contains(HasSubstr("the current falls")));
  EXPECT_EQ(f.extraction.curves[0].points, before);
}

TEST(Verdict, SwappedTemperaturesAreSeen) {
  const Family family = diode_family();
  for (const bool swapped : {false, true}) {
    Figure1 f;
    Curve hot = f.extraction.curves[0], cold = hot;
    for (auto& point : cold.points) point[0] += 1;
    hot.conditions["T"] = swapped ? 25 : 150;
    cold.conditions["T"] = swapped ? 150 : 25;
    f.extraction.curves = {hot, cold};
    f.traces.traces.resize(2);
    f.identity.curves.resize(2);
    f.run(&family);
    EXPECT_EQ(f.extraction.status, swapped ? Verdict::review : Verdict::accepted);
  }
}

TEST(Verdict, PChannelSignsAreNoFallingCurves) {
  Figure1 f;
  const Family family = diode_family();
  f.extraction.x.lo = -10, f.extraction.x.hi = 0;
  f.extraction.y.lo = -10, f.extraction.y.hi = 0;
  f.extraction.curves[0].points = {{-9, -9}, {-5, -4}, {-1, -1}};
  f.run(&family);
  EXPECT_EQ(f.extraction.status, Verdict::accepted);
}

TEST(Overlay, IsAPngWithAndWithoutACrop) {
  Figure1 f;
  f.extraction.source.box = {10, 10, 110, 90};
  const Box part{0, 0, 120, 100};
  const auto plain = draw_overlay("", part, f.extraction);
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->substr(1, 3), "PNG");
  const auto over = draw_overlay(*plain, part, f.extraction);
  ASSERT_TRUE(over.ok());
  EXPECT_NE(*over, *plain);
}

TEST(Overlay, RefusesACropThatIsNoPicture) {
  Figure1 f;
  EXPECT_FALSE(draw_overlay("no png", {0, 0, 10, 10}, f.extraction).ok());
}

}  // namespace
}  // namespace curvespice
