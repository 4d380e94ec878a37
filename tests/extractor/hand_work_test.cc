#include "extractor/hand_work.h"

#include <gmock/gmock.h>

#include "base/json.h"
#include "extractor/drawn_figure.h"

namespace curvespice {
namespace {

using ::testing::HasSubstr;

Json parameters() {
  return *parse_json(R"({"box":[100,100,300,300],"family":"diode_forward","conditions":{"f":1e6},
    "drawn":[{"label":"25 °C","axis":"y","color":"#d62728","conditions":{"T":25},
              "points":[[100,300],[200,200],[300,100]]}]})",
                     "test");
}

Hints hints() {
  Hints hints;
  hints.x = *parse_axis_hint("0:2:lin:V");
  hints.y = *parse_axis_hint("1e-3:10:log:A");
  hints.hand = *hand_work_from_json(parameters());
  return hints;
}

Page blank_page() {
  Page page;
  page.number = 1;
  page.width = page.height = 400;
  return page;
}

TEST(HandWork, SurvivesTheRoundTrip) {
  const auto hand = hand_work_from_json(parameters());
  ASSERT_TRUE(hand.ok()) << hand.error().message;
  Json again = Json::object();
  add_hand_work(*hand, again);
  EXPECT_EQ(again, parameters());
}

TEST(HandWork, NothingGivenIsNothing) {
  const auto hand = hand_work_from_json(Json::object());
  ASSERT_TRUE(hand.ok());
  Json again = Json::object();
  add_hand_work(*hand, again);
  EXPECT_EQ(again, Json::object());
}

TEST(HandWork, RefusesWhatHasTheWrongForm) {
  for (const auto& [name, text] : {std::pair{"box", "[1,2,3]"},
                                   {"box", "[3,0,1,9]"},
                                   {"box", "[0,0,1,\"x\"]"},
                                   {"conditions", "{\"T\":\"warm\"}"},
                                   {"drawn", "{}"},
                                   {"drawn", "[{\"points\":[[1,2]]}]"},
                                   {"drawn", "[{\"points\":[[1,2],[3]]}]"},
                                   {"drawn", "[{\"axis\":\"z\",\"points\":[[1,2],[3,4]]}]"}}) {
    Json json = parameters();
    json[name] = *parse_json(text, "test");
    EXPECT_FALSE(hand_work_from_json(json).ok()) << name << " " << text;
  }
}

TEST(DrawnFigure, GivesTheValuesOfTheDrawnPointsAndIsNeverAccepted) {
  const Page page = blank_page();
  const Hints given = hints();
  const Figure figure = framed_figure(page, {}, *given.hand.box);
  const Extraction extraction = read_drawn_figure(page, figure, given, {});
  ASSERT_EQ(extraction.curves.size(), 1U);
  const Curve& curve = extraction.curves[0];
  EXPECT_EQ(curve.id, "c1");
  EXPECT_EQ(curve.label, "25 °C");
  EXPECT_NEAR(curve.points.front()[0], 0, 1e-12);
  EXPECT_NEAR(curve.points.front()[1], 1e-3, 1e-12);
  EXPECT_NEAR(curve.points.back()[0], 2, 1e-12);
  EXPECT_NEAR(curve.points.back()[1], 10, 1e-9);
  EXPECT_GT(curve.uncertainty[0], 0);
  EXPECT_EQ(extraction.family, "diode_forward");
  EXPECT_EQ(extraction.conditions.at("f"), 1e6);
  EXPECT_EQ(extraction.status, Verdict::review);
  EXPECT_THAT(extraction.reasons.front(), HasSubstr("drawn by hand"));
}

TEST(DrawnFigure, WithoutAnAxisItIsRefused) {
  Hints given = hints();
  given.y.reset();
  const Page page = blank_page();
  const Extraction extraction =
      read_drawn_figure(page, framed_figure(page, {}, *given.hand.box), given, {});
  EXPECT_EQ(extraction.status, Verdict::refused);
  EXPECT_TRUE(extraction.curves.empty());
}

TEST(FramedFigure, TakesTheFoundFigureThatTheBoxCoversAndElseABareOne) {
  Figure left, right;
  left.plot = {50, 100, 180, 300};
  left.number = "1";
  right.plot = {210, 100, 350, 300};
  right.number = "2";
  const Page page = blank_page();
  const Figure chosen = framed_figure(page, {left, right}, {205, 95, 352, 301});
  EXPECT_EQ(chosen.number, "2");
  EXPECT_EQ(chosen.plot.left, 205);
  const Figure bare = framed_figure(page, {left, right}, {60, 310, 350, 390});
  EXPECT_EQ(bare.number, "");
  EXPECT_LT(bare.cell.left, 60);
  EXPECT_LE(bare.cell.bottom, 400);
}

}  // namespace
}  // namespace curvespice
