// Labels whose letters are shapes: which shapes count, and what stays as it is.
#include "extractor/read_outlined_text.h"

#include <gtest/gtest.h>

#include "extractor/figure/outlined_text.h"

namespace curvespice {
namespace {

constexpr Box kPlot{40, 40, 250, 180};

Path bar(double x, double y, double width, double height) {
  Path path;
  path.fill = Color{};
  path.lines = {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}};
  return path;
}

Page page_of_bars() {
  Page page;
  page.width = 300, page.height = 200;
  const double widths[] = {3, 4, 1.5, 3.6};
  double x = 100;
  for (const double width : widths) {
    page.paths.push_back(bar(x, 80, width, 4.5));
    x += width + 1;
  }
  page.paths.push_back(bar(x, 82, 2.5, 0.5));  // a minus is thin
  return page;
}

TEST(OutlinedText, AMinusBelongsToItsNumber) {
  EXPECT_EQ(outlined_text(letter_shapes(page_of_bars()), kPlot).size(), 5U);
}

TEST(OutlinedText, ShapesUnderWordsAreRead) {
  Page page = page_of_bars();
  Word word;
  word.box = {95, 78, 140, 88};
  page.words.push_back(word);
  EXPECT_TRUE(letter_shapes(page).empty());
}

TEST(ReadOutlinedText, APlotWithoutShapesStaysAsItIs) {
  Page page;
  page.width = 300, page.height = 200;
  EXPECT_FALSE(read_outlined_text(page, kPlot));
  EXPECT_TRUE(page.words.empty());
}

}  // namespace
}  // namespace curvespice
