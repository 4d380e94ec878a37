#include "base/json.h"

#include <gtest/gtest.h>

namespace curvespice {
namespace {

TEST(Json, NamesWhatIsMissingOrWrong) {
  const Json json = *parse_json(R"({"a": 1, "b": "text"})", "test");
  EXPECT_EQ(*member<int>(json, "a"), 1);
  EXPECT_EQ(member<int>(json, "b").error().message, "'b' has the wrong type");
  EXPECT_EQ(member<int>(json, "c").error().message, "'c' is missing");
  EXPECT_EQ(*member_or<int>(json, "c", 7), 7);
  EXPECT_FALSE(member_or<int>(json, "b", 7).ok());
}

TEST(Json, ABrokenTextIsAnErrorThatNamesThePlace) {
  auto json = parse_json("{", "request.json");
  ASSERT_FALSE(json.ok());
  EXPECT_EQ(json.error().message.rfind("request.json is not JSON", 0), 0u);
}

TEST(Json, PrettyKeepsNumbersOnOneLineAndOrder) {
  const Json json = *parse_json(R"({"z":[[1,2],[3,4]],"a":{"b":1}})", "test");
  EXPECT_EQ(pretty_json(json), "{\n  \"z\": [[1,2],[3,4]],\n  \"a\": {\n    \"b\": 1\n  }\n}\n");
}

}  // namespace
}  // namespace curvespice
