#include "extractor/hints.h"

#include <gmock/gmock.h>

namespace curvespice {
namespace {

using ::testing::HasSubstr;

TEST(ParseAxisHint, FullAndShortForms) {
  const auto full = parse_axis_hint("1e-6:1:log:A");
  ASSERT_TRUE(full.ok());
  EXPECT_DOUBLE_EQ(full->lo, 1e-6);
  EXPECT_EQ(full->scale, Scale::log10);
  EXPECT_EQ(full->unit, "A");
  EXPECT_EQ(full->text, "1e-6:1:log:A");
  const auto brief = parse_axis_hint("10:-2.5");
  ASSERT_TRUE(brief.ok()) << "an axis may run backwards";
  EXPECT_EQ(brief->scale, Scale::linear);
  EXPECT_EQ(brief->unit, "");
}

TEST(ParseAxisHint, WrongOnesSayHowToWriteThem) {
  for (const char* wrong : {"", "1", "a:b", "1:1", "0:10:log", "0:10:cubic", "1:2:lin:V:x"}) {
    const auto hint = parse_axis_hint(wrong);
    ASSERT_FALSE(hint.ok()) << wrong;
    EXPECT_EQ(hint.error().code, ErrorCode::usage);
    EXPECT_THAT(hint.error().message, HasSubstr("lo:hi"));
  }
}

TEST(ParseCurveHint, TheLabelMayHoldAnEqualsSign) {
  const auto hint = parse_curve_hint("c2=VGS = 10 V");
  ASSERT_TRUE(hint.ok());
  EXPECT_EQ(hint->which, "c2");
  EXPECT_EQ(hint->label, "VGS = 10 V");
  EXPECT_FALSE(parse_curve_hint("c2").ok());
  EXPECT_FALSE(parse_curve_hint("=x").ok());
  EXPECT_FALSE(parse_curve_hint("c2=").ok());
}

}  // namespace
}  // namespace curvespice
