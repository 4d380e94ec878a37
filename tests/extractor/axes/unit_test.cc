#include "extractor/axes/unit.h"

#include <gmock/gmock.h>

#include "extractor/axes/quantity.h"
#include "extractor/axes/text.h"

namespace curvespice {
namespace {

struct Case {
  const char* title;
  const char* si;
  double factor;
};

TEST(FindUnit, AsVendorsPrintThem) {
  const Case cases[] = {{"Forward Voltage (V)", "V", 1},
                        {"IR - Reverse Current - \u00b5A", "A", 1e-6},
                        {"f / MHz", "Hz", 1e6},
                        {"CT, TOTAL CAPACITANCE (pF)", "F", 1e-12},
                        {"DRAIN CURRENT - AMPERES", "A", 1},
                        {"I, COLLECTOR CURRENT (mAdc)", "A", 1e-3},
                        {"Qg [nC]", "C", 1e-9},
                        {"Transient Thermal Impedance (\u00b0C/W)", "K/W", 1},
                        {"Zth (K/W)", "K/W", 1},
                        {"Zth(j-c)/Rth(j-c)", "1", 1},
                        {"RDS(on), On Resistance (Normalized)", "1", 1},
                        {"Capacitance Change (%)", "%", 1},
                        {"yfs (mmhos)", "S", 1e-3},
                        {"Gain [dB]", "dB", 1},
                        {"Capacitance, picofarads", "F", 1e-12}};
  for (const Case& c : cases) {
    const auto found = find_unit(c.title, false, false);
    ASSERT_TRUE(found) << c.title;
    EXPECT_EQ(found->unit.si, c.si) << c.title;
    EXPECT_NEAR(found->unit.factor / c.factor, 1, 1e-12) << c.title;
  }
}

TEST(FindUnit, DegreesInAllTheirSpellings) {
  for (const char* title : {"TJ (\u00b0C)", "TJ (\u00baC)", "TJ (oC)", "TJ ( C)", "TJ (deg. C)",
                            "TJ - \u2103", "TJ (\uf0b0C)", "TJ (\u8693"}) {
    const auto found = find_unit(title, true, false);
    ASSERT_TRUE(found) << title;
    EXPECT_EQ(found->unit.si, "degC") << title;
  }
}

TEST(FindUnit, ALostOmegaIsAnOhmOfAResistanceOnly) {
  EXPECT_EQ(find_unit("On-State Resistance (m:)", false, true)->unit.si, "ohm");
  EXPECT_EQ(find_unit("On Resistance (mW)", false, true)->unit.si, "ohm");
  EXPECT_EQ(find_unit("Power Dissipation (mW)", false, false)->unit.si, "W");
}

TEST(FindUnit, NoUnitWhereNoneIsPrinted) {
  EXPECT_FALSE(find_unit("DC Current Gain", false, false));
  EXPECT_FALSE(find_unit("Drain Current", false, false));
}

TEST(FindQuantity, BySymbolAndByWords) {
  EXPECT_EQ(find_quantity("VDS, Drain-to-Source Voltage").name, "VDS");
  EXPECT_EQ(find_quantity("Instantaneous Forward Current").name, "IF");
  EXPECT_EQ(find_quantity("hFE").name, "hFE");
  EXPECT_EQ(find_quantity("Reverse Voltage").name, "VR");
  EXPECT_EQ(find_quantity("Normalized On-Resistance").name, "RDSon_norm");
  EXPECT_EQ(find_quantity("Mounting torque").name, "");
}

TEST(FindQuantity, TheUnitTellsTemperatureFromTime) {
  EXPECT_EQ(find_quantity("T", "degC").name, "T");
  EXPECT_EQ(find_quantity("t", "s").name, "t");
}

TEST(TidyLabel, RingsOfFontsThatHaveNone) {
  EXPECT_EQ(tidy_label("TC = 25qC"), "TC = 25\u00b0C");
  EXPECT_EQ(tidy_label(" 25\u02daC "), "25\u00b0C");
  EXPECT_EQ(tidy_label("VGS = 10 V"), "VGS = 10 V");
}

std::vector<Word> words(const std::vector<std::pair<std::string, Box>>& list) {
  std::vector<Word> out;
  for (const auto& [text, box] : list) {
    Word word;
    word.text = text;
    word.box = box;
    out.push_back(word);
  }
  return out;
}

TEST(JoinLines, LabelsPrintedOverEachOtherStayApart) {
  const auto page = words({{"D", {10, 20, 14, 26}},
                           {"=", {15, 20, 19, 26}},
                           {"D", {20, 19, 24, 25}},
                           {"0.5", {20.5, 20, 29, 26}},
                           {"=", {25, 19, 29, 25}},
                           {"0.2", {30.5, 19, 39, 25}}});
  std::vector<std::string> texts;
  for (const TextLine& line : join_lines(page, {0, 1, 2, 3, 4, 5})) texts.push_back(line.text);
  EXPECT_THAT(texts, ::testing::UnorderedElementsAre("D = 0.5", "D = 0.2"));
}

// The second label begins where the first one ends, and stands a hair higher: no subscript does.
TEST(JoinLines, ALabelThatStandsHigherIsNotTheEndOfItsNeighbour) {
  const auto page = words({{"D", {29.5, 48.3, 33.7, 54.9}},
                           {"=", {35.4, 48.3, 38.8, 54.9}},
                           {"0.2", {40.4, 48.3, 48.65, 54.9}},
                           {"D", {42.7, 47.45, 46.9, 54.05}},
                           {"=", {48.6, 47.45, 52.0, 54.05}},
                           {"0.1", {53.7, 47.45, 61.9, 54.05}}});
  std::vector<std::string> texts;
  for (const TextLine& line : join_lines(page, {0, 1, 2, 3, 4, 5})) texts.push_back(line.text);
  EXPECT_THAT(texts, ::testing::UnorderedElementsAre("D = 0.2", "D = 0.1"));
}

TEST(JoinLines, ASubscriptBelongsToItsSymbol) {
  const auto page =
      words({{"V", {10, 20, 15, 28}}, {"DS", {15, 24, 22, 30}}, {"(V)", {26, 20, 36, 28}}});
  const auto lines = join_lines(page, {0, 1, 2});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text, "VDS (V)");
}

}  // namespace
}  // namespace curvespice
