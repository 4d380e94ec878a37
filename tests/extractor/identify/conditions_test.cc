#include "extractor/identify/conditions.h"

#include <gmock/gmock.h>

namespace curvespice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(Conditions, NamesAndUnitsAsTheFieldWritesThem) {
  EXPECT_THAT(read_conditions("TJ = 25 \u00b0C, f = 1 MHz"),
              UnorderedElementsAre(Pair("TJ", 25), Pair("f", 1e6)));
  EXPECT_THAT(read_conditions("VGS=0V; f=1.0MHz"),
              UnorderedElementsAre(Pair("VGS", 0), Pair("f", 1e6)));
  EXPECT_THAT(read_conditions("Tamb = -55 \u00b0C"), ElementsAre(Pair("T", -55)));
  EXPECT_THAT(read_conditions("\u03b4 = 0.5"), ElementsAre(Pair("D", 0.5)));
  EXPECT_THAT(read_conditions("V GS = \u221210 V"), ElementsAre(Pair("VGS", -10)));
  EXPECT_THAT(read_conditions("ID = 250 \u00b5A"),
              ElementsAre(Pair("ID", ::testing::DoubleEq(250e-6))));
  EXPECT_THAT(read_conditions("IC/IB = 20"), ElementsAre(Pair("IC/IB", 20)));
}

TEST(Conditions, WhatIsNoConditionGivesNone) {
  EXPECT_THAT(read_conditions("Pulse Test"), IsEmpty());
  EXPECT_THAT(read_conditions("Ciss = Cgd + Cgs"), IsEmpty());
  EXPECT_THAT(read_conditions("VDS = 25 pF"), IsEmpty());
}

TEST(Conditions, ABareValueBelongsToTheThirdQuantityOfItsUnit) {
  EXPECT_THAT(read_label_conditions("4.5V", "VGS"), ElementsAre(Pair("VGS", 4.5)));
  EXPECT_THAT(read_label_conditions("80\u00b5A", "IB"),
              ElementsAre(Pair("IB", ::testing::DoubleEq(80e-6))));
  EXPECT_THAT(read_label_conditions("-40\u00b0C", "T"), ElementsAre(Pair("T", -40)));
  EXPECT_THAT(read_label_conditions("-40\u00b0C", "VGS"), ElementsAre(Pair("T", -40)));
  EXPECT_THAT(read_label_conditions("100nF", "C"),
              ElementsAre(Pair("C", ::testing::DoubleEq(100e-9))));
  EXPECT_THAT(read_label_conditions("80\u00b5A", "VGS"), IsEmpty());
  EXPECT_THAT(read_label_conditions("single pulse", "D"), ElementsAre(Pair("D", 0)));
}

TEST(Conditions, AnIndexThatOcrMisreadIsStillATemperature) {
  EXPECT_THAT(read_conditions("Ty = 125\u00b0C"), ElementsAre(Pair("T", 125)));
  EXPECT_THAT(read_conditions("T, = 100 C"), ElementsAre(Pair("T", 100)));
  EXPECT_THAT(read_conditions("TC = 100 \u00b0C"), ElementsAre(Pair("TC", 100)));
}

TEST(Conditions, ATemperatureBrokenInTwoIsOne) {
  EXPECT_EQ(read_conditions("Tj=12 5 °C").at("TJ"), 125);
  EXPECT_EQ(read_conditions("Tj = 15 0 °C").at("TJ"), 150);
  EXPECT_EQ(read_conditions("VGS = 10 V, Tj = 25 °C").at("TJ"), 25);
  EXPECT_EQ(read_conditions("VGS = 10 V, Tj = 25 °C").at("VGS"), 10);
}

}  // namespace
}  // namespace curvespice
