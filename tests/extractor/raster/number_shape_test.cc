#include "extractor/axes/ocr/number_shape.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractor/axes/ocr/unit_glyphs.h"

namespace curvespice {
namespace {

TEST(NumberShape, ANoughtBeforeADigitHasLostItsPoint) {
  EXPECT_EQ(with_lost_point("08"), "0.8");
  EXPECT_EQ(with_lost_point("-05"), "-0.5");
  EXPECT_EQ(with_lost_point("0001"), "0.001");
  EXPECT_EQ(with_lost_point("0"), "0");
  EXPECT_EQ(with_lost_point("0.8"), "0.8");
  EXPECT_EQ(with_lost_point("80"), "80");
}

TEST(NumberShape, OtherNumbersPutBackAPointOrADigit) {
  EXPECT_EQ(other_numbers("48"), (std::vector<std::string>{"4.8"}));
  EXPECT_EQ(other_numbers("-125"), (std::vector<std::string>{"-12.5", "-1.25"}));
  EXPECT_EQ(other_numbers("B"), (std::vector<std::string>{"8"}));
  EXPECT_TRUE(other_numbers("4.8").empty());
  EXPECT_TRUE(other_numbers("Fig.").empty());
}

// Two digits as dark blocks of 12 x 20 pixels, `gap` apart, and `foot` ink between them.
struct TwoDigits {
  cv::Mat ink = cv::Mat::zeros(40, 80, CV_32F);
  std::vector<Glyph> glyphs;
  Box line;

  TwoDigits(int gap, float foot, int height_of_foot) {
    for (const int left : {10, 22 + gap}) {
      ink(cv::Rect(left, 10, 12, 20)).setTo(1);
      glyphs.push_back({{double(left), 10, left + 12.0, 30}, 1});
    }
    ink(cv::Rect(22 + gap / 2 - 1, 30 - height_of_foot, 3, height_of_foot)).setTo(foot);
    line = {10, 10, 34.0 + gap, 30};
  }
};

TEST(NumberShape, FaintPointBetweenDigitsIsFound) {
  const TwoDigits digits(9, 0.35F, 3);
  const auto glyphs = with_faint_points(digits.glyphs, digits.line, digits.ink);
  ASSERT_EQ(glyphs.size(), 3U);
  EXPECT_TRUE(is_point(glyphs[1], digits.line));
}

TEST(NumberShape, NothingBetweenDigitsIsNoPoint) {
  const TwoDigits empty(9, 0, 3);
  EXPECT_EQ(with_faint_points(empty.glyphs, empty.line, empty.ink).size(), 2U);
  const TwoDigits stroke(9, 0.35F, 18);  // a faint stroke is no point
  EXPECT_EQ(with_faint_points(stroke.glyphs, stroke.line, stroke.ink).size(), 2U);
}

TEST(UnitGlyphs, UnitTakesTheCaseOfItsGlyphs) {
  EXPECT_EQ(unit_by_shape("(UH)", {}, 0), "(µH)");
  EXPECT_EQ(unit_by_shape("[HH]", {}, 0), "[µH]");
  EXPECT_EQ(unit_by_shape("(nc)", {}, 0), "(nC)");
  EXPECT_EQ(unit_by_shape("{mA}", {}, 0), "(mA)");
  EXPECT_EQ(unit_by_shape("Fig.", {}, 0), "Fig.");
  EXPECT_EQ(unit_by_shape("Hz", {}, 0), "Hz");
  const Glyph capital{{12, 10, 20, 30}, 2}, low{{0, 16, 10, 30}, 1}, deep{{0, 16, 10, 35}, 1},
      tall{{0, 10, 10, 30}, 1};
  EXPECT_EQ(unit_by_shape("MA", {low, capital}, 0), "mA");
  EXPECT_EQ(unit_by_shape("MA", {deep, capital}, 0), "µA");
  EXPECT_EQ(unit_by_shape("MA", {tall, capital}, 0), "MA");
}

TEST(UnitGlyphs, LeaningStrokeIsASlash) {
  cv::Mat labels = cv::Mat::zeros(30, 60, CV_32S);
  labels(cv::Rect(2, 5, 10, 20)).setTo(1);
  for (int y = 5; y < 25; ++y) labels(cv::Rect(26 - (y - 5) / 2, y, 2, 1)).setTo(2);
  labels(cv::Rect(35, 5, 3, 20)).setTo(3);
  labels(cv::Rect(45, 5, 10, 20)).setTo(4);
  const Glyph v{{2, 5, 12, 25}, 1}, slash{{17, 5, 28, 25}, 2}, bar{{35, 5, 38, 25}, 3},
      a{{45, 5, 55, 25}, 4};
  EXPECT_EQ(with_slashes("VIA", labels, {v, slash, a}, 0), "V/A");
  EXPECT_EQ(with_slashes("VIA", labels, {v, bar, a}, 0), "VIA");
}

}  // namespace
}  // namespace curvespice
