#include "extractor/characteristics/characteristic.h"

#include <gtest/gtest.h>

#include "extractor/characteristics/table_columns.h"
#include "extractor/characteristics/text_lines.h"

namespace curvespice {
namespace {

// Writes words on a page as a typesetter would: 5 pt a letter, 10 pt high.
class Sheet {
 public:
  Sheet& put(double x, double y, const std::string& text, double size = 10) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const std::string word = text.substr(begin, end - begin);
      const double left = x + 0.5 * size * static_cast<double>(begin);
      const double right = left + 0.5 * size * static_cast<double>(word.size());
      Word placed;
      placed.text = word;
      placed.box = {left, y, right, y + size};
      page_.words.push_back(placed);
      begin = end + 1;
    }
    return *this;
  }
  Sheet& rule(double from, double y, double to) {
    Path path;
    path.stroke = Color{};
    path.width = 0.5;
    path.lines = {{{from, y}, {to, y}}};
    page_.paths.push_back(path);
    return *this;
  }
  const Page& page() const { return page_; }

 private:
  Page page_;
};

Sheet table_with_conditions_in_the_middle() {
  Sheet sheet;
  sheet.put(10, 0, "Symbol").put(80, 0, "Parameter").put(220, 0, "Conditions");
  sheet.put(400, 0, "Min").put(440, 0, "Typ").put(480, 0, "Max").put(520, 0, "Unit");
  return sheet;
}

TEST(TextLines, JoinASubscriptToItsLetterAndKeepColumnsApart) {
  Sheet sheet;
  sheet.put(10, 0, "V").put(15, 5, "F", 7).put(80, 0, "forward voltage");
  const auto lines = table_lines(sheet.page());
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_EQ(lines[0].phrases.size(), 2u);
  EXPECT_EQ(lines[0].phrases[0].text, "VF");
  EXPECT_EQ(lines[0].phrases[1].text, "forward voltage");
}

TEST(TableColumns, KnowHeadersFromOtherText) {
  EXPECT_EQ(column_kind("Min."), ColumnKind::minimum);
  EXPECT_EQ(column_kind("TYPICAL"), ColumnKind::typical);
  EXPECT_EQ(column_kind("Test Conditions"), ColumnKind::conditions);
  EXPECT_EQ(column_kind("Maximum ratings of the device"), std::nullopt);
  EXPECT_EQ(column_kind("Figure 3"), std::nullopt);
}

TEST(Characteristics, ReadsARow) {
  Sheet sheet = table_with_conditions_in_the_middle();
  sheet.put(10, 20, "VF").put(80, 20, "forward voltage").put(220, 20, "IF = 10 mA");
  sheet.put(400, 20, "-").put(440, 20, "715").put(480, 20, "855").put(520, 20, "mV");
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].symbol, "VF");
  EXPECT_EQ(rows[0].name, "forward voltage");
  EXPECT_EQ(rows[0].conditions, "IF = 10 mA");
  EXPECT_EQ(rows[0].minimum, std::nullopt);
  EXPECT_EQ(rows[0].typical, 715);
  EXPECT_EQ(rows[0].maximum, 855);
  EXPECT_EQ(rows[0].unit, "mV");
}

TEST(Characteristics, ASymbolOnTheFirstOfSeveralRowsServesThemAll) {
  Sheet sheet = table_with_conditions_in_the_middle();
  sheet.put(10, 20, "VF").put(80, 20, "forward voltage").put(220, 20, "IF = 1 mA");
  sheet.put(480, 20, "715").put(520, 20, "mV");
  sheet.put(220, 35, "IF = 10 mA").put(480, 35, "855").put(520, 35, "mV");
  sheet.put(220, 50, "IF = 50 mA").put(480, 50, "1").put(520, 50, "V");
  sheet.put(10, 65, "IR").put(80, 65, "reverse current").put(480, 65, "30").put(520, 65, "nA");
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[1].symbol, "VF");
  EXPECT_EQ(rows[2].symbol, "VF");
  EXPECT_EQ(rows[2].name, "forward voltage");
  EXPECT_EQ(rows[2].unit, "V");
  EXPECT_EQ(rows[3].symbol, "IR");
}

TEST(Characteristics, ASymbolBetweenTwoRowsServesBoth) {
  Sheet sheet = table_with_conditions_in_the_middle();
  sheet.put(220, 20, "VDS = 55 V").put(480, 20, "25");
  sheet.put(10, 32, "IDSS").put(80, 32, "leakage current").put(520, 32, "nA");
  sheet.put(220, 44, "VDS = 44 V").put(480, 44, "250");
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 2u);
  for (const Characteristic& row : rows) {
    EXPECT_EQ(row.symbol, "IDSS");
    EXPECT_EQ(row.unit, "nA");
  }
}

TEST(Characteristics, ConditionsGoOnOnTheNextLine) {
  Sheet sheet = table_with_conditions_in_the_middle();
  sheet.put(10, 20, "trr").put(80, 20, "recovery time").put(220, 20, "IF = 10 mA;");
  sheet.put(480, 20, "4").put(520, 20, "ns").put(220, 33, "RL = 100 ohm");
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].conditions, "IF = 10 mA; RL = 100 ohm");
}

TEST(Characteristics, SymbolsWithoutAHeaderAreFoundByTheirColumn) {
  Sheet sheet;
  sheet.put(120, 0, "Parameter").put(300, 0, "Min.").put(340, 0, "Max.").put(380, 0, "Units");
  sheet.put(10, 20, "VDS").put(70, 20, "drain voltage").put(340, 20, "55").put(380, 20, "V");
  sheet.put(10, 35, "ID").put(70, 35, "drain current").put(340, 35, "110").put(380, 35, "A");
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].symbol, "VDS");
  EXPECT_EQ(rows[0].name, "drain voltage");
  EXPECT_EQ(rows[1].maximum, 110);
}

TEST(Characteristics, ProseWithTheWordMaximumIsNoTable) {
  Sheet sheet;
  sheet.put(10, 0, "The maximum current is 5 A and the unit is hot");
  sheet.put(10, 15, "Stresses above 100 may damage it");
  EXPECT_TRUE(read_characteristics(sheet.page()).empty());
}

TEST(Characteristics, CsvQuotesWhatNeedsIt) {
  Characteristic row;
  row.symbol = "ID";
  row.name = "current, \"pulsed\"";
  row.maximum = 0.5;
  EXPECT_EQ(
      to_csv({row}),
      "symbol,name,conditions,min,typ,max,unit,page\nID,\"current, \"\"pulsed\"\"\",,,,0.5,,1\n");
}

TEST(ReadCharacteristics, RulesSayWhichRowsShareACell) {
  Sheet sheet = table_with_conditions_in_the_middle();
  // Symbol, name and unit stand once, beside the last of their two rows.
  sheet.put(220, 20, "IF = 1 mA").put(480, 20, "715");
  sheet.put(10, 32, "VF").put(80, 32, "forward voltage").put(220, 32, "IF = 10 mA");
  sheet.put(480, 32, "855").put(520, 32, "mV");
  sheet.put(10, 50, "hFE").put(80, 50, "current gain").put(480, 50, "800");
  sheet.rule(0, 15, 560).rule(0, 46, 560).rule(0, 64, 560);
  const auto rows = read_characteristics(sheet.page());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].symbol, "VF");
  EXPECT_EQ(rows[0].unit, "mV");
  EXPECT_EQ(rows[1].name, "forward voltage");
  EXPECT_EQ(rows[2].unit, "") << "a gain has none, and takes none from the row above";
}

TEST(ReadCharacteristics, NumbersOfAFigureBelowAreNoRows) {
  Sheet sheet = table_with_conditions_in_the_middle();
  sheet.put(10, 20, "VF").put(80, 20, "forward voltage").put(480, 20, "715").put(520, 20, "mV");
  sheet.put(80, 40, "1000").put(480, 40, "100");
  sheet.put(10, 60, "Fig. 1").put(80, 60, "Forward current").put(480, 60, "3");
  EXPECT_EQ(read_characteristics(sheet.page()).size(), 1u);
}

}  // namespace
}  // namespace curvespice
