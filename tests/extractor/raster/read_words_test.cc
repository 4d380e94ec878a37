#include "extractor/axes/ocr/read_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractor/axes/ocr/number_shape.h"
#include "extractor/document/image/decode.h"
#include "extractor/raster/module/page_of_image.h"
#include "tests/extractor/raster/drawn_chart.h"

namespace curvespice {
namespace {

using testing::DrawnChart;

std::string all_words(const Page& page) {
  std::string all;
  for (const Word& word : page.words) all += word.text + " | ";
  return all;
}

const Word* find_word(const Page& page, const std::string& text) {
  const auto found = std::find_if(page.words.begin(), page.words.end(),
                                  [&](const Word& word) { return word.text == text; });
  return found == page.words.end() ? nullptr : &*found;
}

Page page_of(const DrawnChart& chart) {
  TextReader reader;
  auto page = page_of_image(chart.image(), 1, 0, reader);
  EXPECT_TRUE(page.ok());
  return page.ok() ? *page : Page{};
}

TEST(ReadWords, TickLabelsWithSignsAndPoints) {
  DrawnChart chart(640, 480);
  chart.frame({120, 60, 580, 400});
  const std::vector<std::string> labels = {"0.0", "2.5", "\u221240", "1500", "0.001"};
  for (std::size_t k = 0; k < labels.size(); ++k)
    chart.text({60, 90 + 70.0 * static_cast<double>(k)}, labels[k], 16);
  const Page page = page_of(chart);
  for (const char* expected : {"0.0", "2.5", "-40", "1500", "0.001"}) {
    const Word* word = find_word(page, expected);
    ASSERT_NE(word, nullptr) << expected << " in " << all_words(page);
    EXPECT_NEAR(word->box.left * page.image->width() / page.width, 61, 2.5);
  }
}

TEST(ReadWords, RaisedExponentIsAWordOfItsOwn) {
  DrawnChart chart(640, 480);
  chart.frame({120, 60, 580, 400});
  const std::vector<std::string> exponents = {"3", "\u22124", "12"};
  for (std::size_t k = 0; k < exponents.size(); ++k) {
    const double y = 100 + 100.0 * static_cast<double>(k);
    chart.text({60, y}, "10", 18);
    chart.text({81, y - 8}, exponents[k], 12.5);
  }
  const Page page = page_of(chart);
  EXPECT_EQ(std::count_if(page.words.begin(), page.words.end(),
                          [](const Word& word) { return word.text == "10"; }),
            3);
  for (const char* expected : {"3", "-4", "12"})
    EXPECT_NE(find_word(page, expected), nullptr) << expected << " in " << all_words(page);
}

TEST(ReadWords, PlainHundredAndTwoKeepsItsBaseLine) {
  DrawnChart chart(640, 480);
  chart.frame({120, 60, 580, 400});
  chart.text({60, 200}, "102", 18);
  EXPECT_NE(find_word(page_of(chart), "102"), nullptr);
}

TEST(ReadWords, TurnedTitleIsReadFromBottomToTop) {
  DrawnChart chart(640, 480);
  chart.frame({120, 60, 580, 400});
  for (int k = 0; k < 5; ++k) chart.text({90, 80 + 75.0 * k}, std::to_string(4 - k), 16);
  chart.text({50, 320}, "Drain Current (A)", 18, 90);
  const Page page = page_of(chart);
  const Word* drain = find_word(page, "Drain");
  const Word* current = find_word(page, "Current");
  ASSERT_TRUE(drain && current);
  EXPECT_EQ(drain->angle, 90);
  EXPECT_GT(drain->box.top, current->box.bottom);
}

TEST(ReadWords, LabelOverAGreyGridIsRead) {
  DrawnChart chart(640, 480);
  for (double y = 80; y < 400; y += 11) chart.line({120, y}, {580, y}, 1, {170, 170, 170});
  chart.frame({120, 60, 580, 400});
  chart.text({300, 205}, "Pulse Test", 16);
  for (int k = 0; k < 5; ++k) chart.text({90, 80 + 75.0 * k}, std::to_string(k), 16);
  EXPECT_NE(find_word(page_of(chart), "Pulse"), nullptr);
}

TEST(NumberShape, ConfusedLettersBecomeDigitsOnlyInNumbers) {
  const Box line{0, 0, 30, 10};
  const std::vector<Glyph> three = {{{0, 0, 6, 10}, 1}, {{8, 0, 14, 10}, 2}, {{16, 0, 22, 10}, 3}};
  EXPECT_EQ(number_with_shapes("5O0", three, line), "500");
  EXPECT_EQ(number_with_shapes("SOA", three, line), "SOA");
}

TEST(NumberShape, LostPointAndSignComeBack) {
  const Box line{0, 0, 30, 10};
  const std::vector<Glyph> glyphs = {
      {{0, 5, 5, 6}, 1}, {{7, 0, 10, 10}, 2}, {{12, 8.5, 13.5, 10}, 3}, {{15, 0, 21, 10}, 4}};
  EXPECT_EQ(number_with_shapes("15", glyphs, line), "-1.5");
}

TEST(Decode, TransparentPixelsArePaper) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 40, 30);  // all clear
  std::string png;
  cairo_surface_write_to_png_stream(
      surface,
      [](void* to, const unsigned char* data, unsigned length) {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
      },
      &png);
  cairo_surface_destroy(surface);
  const auto header = read_image_header(png);
  ASSERT_TRUE(header.ok());
  const auto image = decode_image(png, *header, 1);
  ASSERT_TRUE(image.ok());
  EXPECT_EQ(image->pixels.pixel(5, 5)[0], 255);
}

TEST(Decode, CutOffFileIsAnErrorInWords) {
  const std::string png = DrawnChart(200, 100).png();
  const auto header = read_image_header(png);
  ASSERT_TRUE(header.ok());
  EXPECT_FALSE(decode_image(std::string_view(png).substr(0, png.size() / 2), *header, 1).ok());
}

}  // namespace
}  // namespace curvespice
