// Datasheet against model as tables of an editor's graph viewer.
#include "plugin/bridge/comparison.h"

#include <map>

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/json.h"

namespace curvespice::bridge {
namespace {

using testing::HasSubstr;

Json curve(const std::string& axis, double shift) {
  return {{"axis", axis},
          {"drawn", {{0.1, 1e-6 + shift}, {0.2, 2e-6 + shift}}},
          {"simulated", {{0.1, 1.1e-6 + shift}, {0.2, 2.1e-6 + shift}}}};
}

Json figure(const Json& curves) {
  return {{"figure", "3"},
          {"artifact", "sheet-p2-f1"},
          {"source", {{"page", 2}, {"caption", "Reverse current"}}},
          {"verdict", "pass"},
          {"grade", "A"},
          {"curves", curves}};
}

Json axis(const char* scale, double low, double high) {
  return {{"scale", scale}, {"lo", low}, {"hi", high}, {"unit", "A"}, {"quantity", "IR"}};
}

class ComparisonTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    texts_["sheet-p2-f1.json"] = Json{{"axes",
                                       {{"x", axis("linear", 0, 1)},
                                        {"y", axis("log10", 1e-9, 1e-3)},
                                        {"y2", axis("linear", 0, 5)}}}}
                                     .dump();
  }
  Result<Json> write(const Json& figures) {
    texts_["verification.json"] = Json{{"figures", figures}}.dump();
    return write_comparisons(
        [&](const std::string& name) -> Result<std::string> {
          if (texts_.contains(name)) return texts_[name];
          return Error{ErrorCode::not_found, "no " + name};
        },
        folder_->path() / "tables");
  }

  std::optional<TemporaryFolder> folder_;
  std::map<std::string, std::string> texts_;
};

TEST_F(ComparisonTest, AFigureIsATableWithItsAxes) {
  const auto figures = write(Json::array({figure({curve("y", 0), curve("y", 1)})}));
  ASSERT_TRUE(figures.ok()) << figures.error().message;
  ASSERT_EQ(figures->size(), 1);
  const Json& one = figures->at(0);
  EXPECT_EQ(one["title"], "Fig. 3: Reverse current");
  EXPECT_EQ(one["verdict"], "pass");
  EXPECT_EQ(one["x"]["log"], false);
  EXPECT_EQ(one["y"]["log"], true);
  EXPECT_EQ(one["y"]["low"], 1e-9);
  EXPECT_EQ(*read_file(one["table"].get<std::string>()),
            "IR/A datasheet model\n0.1 1e-06 1.1e-06\n0.2 2e-06 2.1e-06\n\n\n"
            "0.1 1.000001 1.0000011\n0.2 1.000002 1.0000021\n");
}

TEST_F(ComparisonTest, CurvesOfASecondAxisAreATableOfTheirOwn) {
  const auto figures = write(Json::array({figure({curve("y", 0), curve("y2", 1)})}));
  ASSERT_TRUE(figures.ok()) << figures.error().message;
  ASSERT_EQ(figures->size(), 2);
  EXPECT_EQ(figures->at(1)["y"]["high"], 5);
  EXPECT_NE(figures->at(0)["table"], figures->at(1)["table"]);
}

TEST_F(ComparisonTest, AFigureThatWasLeftOutOfTheFitIsNoTable) {
  const auto figures =
      write(Json::array({figure(Json::array()), figure(Json::array({curve("y", 0)}))}));
  ASSERT_TRUE(figures.ok()) << figures.error().message;
  EXPECT_EQ(figures->size(), 1);
}

TEST_F(ComparisonTest, NothingComparedIsSaid) {
  const auto figures = write(Json::array());
  ASSERT_FALSE(figures.ok());
  EXPECT_THAT(figures.error().message, HasSubstr("no figure was compared"));
}

TEST_F(ComparisonTest, ADamagedVerificationIsAnErrorAndNoCrash) {
  for (const Json& damaged : {Json("text"), Json::array({1}), Json::array({Json::object()}),
                              Json{figure({Json{{"axis", "y"}, {"drawn", 3}}})}}) {
    EXPECT_FALSE(write(damaged).ok()) << damaged;
  }
  texts_.clear();
  EXPECT_FALSE(write_comparisons(
                   [](const std::string&) -> Result<std::string> {
                     return Error{ErrorCode::not_found, "no verification.json"};
                   },
                   folder_->path())
                   .ok());
}

}  // namespace
}  // namespace curvespice::bridge
