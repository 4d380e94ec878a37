// SVG as plotting programs and converters write it.
#include "extractor/document/svg_reader.h"

#include <gmock/gmock.h>

#include "extractor/document/svg_style.h"
#include "tests/extractor/svg_chart.h"

namespace curvespice {
namespace {

using drawn::SvgChart;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Page read(const std::string& svg) {
  Result<SvgPage> page = read_svg(svg, 100000);
  EXPECT_TRUE(page.ok()) << (page.ok() ? "" : page.error().message);
  return page.ok() ? page->page : Page{};
}

TEST(ReadSvg, PixelsBecomePoints) {
  const Page page = read(
      "<svg width='96' height='192'><line x1='0' y1='96' x2='96' y2='96' "
      "stroke='black' stroke-width='2'/></svg>");
  EXPECT_DOUBLE_EQ(page.width, 72);
  EXPECT_DOUBLE_EQ(page.height, 144);
  ASSERT_THAT(page.paths, SizeIs(1));
  EXPECT_DOUBLE_EQ(page.paths[0].lines[0][1].x, 72);
  EXPECT_DOUBLE_EQ(page.paths[0].lines[0][1].y, 72);
  EXPECT_DOUBLE_EQ(page.paths[0].width, 1.5);
}

TEST(ReadSvg, ViewBoxScalesAndCentres) {
  const Page page = read(
      "<svg width='200pt' height='100pt' viewBox='0 0 10 10'>"
      "<path d='M0 0L10 10' stroke='#123456'/></svg>");
  const Polyline& line = page.paths[0].lines[0];
  EXPECT_NEAR(line[0].x, 50, 1e-9);
  EXPECT_NEAR(line[1].x, 150, 1e-9);
  EXPECT_NEAR(line[1].y, 100, 1e-9);
}

TEST(ReadSvg, NestedSvgHasItsOwnViewBox) {
  const Page page = read(
      "<svg width='100pt' height='100pt' viewBox='0 0 100 100'>"
      "<svg x='10' y='20' width='50' height='50' viewBox='0 0 5 5'>"
      "<path d='M0 0L5 5' stroke='red'/></svg></svg>");
  const Polyline& line = page.paths[0].lines[0];
  EXPECT_NEAR(line[0].x, 10, 1e-9);
  EXPECT_NEAR(line[1].y, 70, 1e-9);
}

TEST(ReadSvg, StyleSheetsAttributesAndStylesInTheirOrder) {
  const Page page = read(
      "<svg width='10pt' height='10pt' viewBox='0 0 10 10'><style>.c, #x {stroke: #00ff00; "
      "stroke-dasharray: 4 2}\npath {stroke-width:3}</style>"
      "<path class='c' stroke='red' d='M0 0L9 9'/>"
      "<path class='c' style='stroke:rgb(0%,0%,100%)' d='M0 0L9 8'/></svg>");
  ASSERT_THAT(page.paths, SizeIs(2));
  EXPECT_EQ(*page.paths[0].stroke, (Color{0, 255, 0})) << "a rule outranks an attribute";
  EXPECT_THAT(page.paths[0].dash, ElementsAre(DoubleNear(4, 1e-9), DoubleNear(2, 1e-9)));
  EXPECT_EQ(*page.paths[1].stroke, (Color{0, 0, 255})) << "a style outranks a rule";
  EXPECT_NEAR(page.paths[1].width, 3, 1e-9);
}

TEST(ReadSvg, GroupsUsesAndTransformsAddUp) {
  const Page page = read(
      "<svg xmlns:xlink='x' width='100pt' height='100pt' viewBox='0 0 100 100'><defs>"
      "<path id='m' d='M0 0L0 2' stroke='black'/></defs><g transform='translate(10,0) scale(2)'>"
      "<use xlink:href='#m' x='5' y='6'/></g></svg>");
  ASSERT_THAT(page.paths, SizeIs(1)) << "what is in <defs> is drawn only where it is used";
  EXPECT_NEAR(page.paths[0].lines[0][0].x, 20, 1e-9);
  EXPECT_NEAR(page.paths[0].lines[0][1].y, 16, 1e-9);
  EXPECT_NEAR(page.paths[0].width, 2, 1e-9);
}

TEST(ReadSvg, AUseOfItselfEnds) {
  const Page page = read(
      "<svg xmlns:xlink='x' width='9pt' height='9pt'>"
      "<g id='a'><use xlink:href='#a'/></g></svg>");
  EXPECT_THAT(page.paths, SizeIs(0));
}

TEST(ReadSvg, HiddenInkDoesNotCount) {
  const Page page = read(
      "<svg width='9pt' height='9pt'><path d='M0 0L9 9' stroke='none' fill='none'/>"
      "<g style='display:none'><path d='M0 0L9 9' stroke='red'/></g>"
      "<path d='M0 0L9 9' stroke='red' stroke-opacity='0' fill='none'/></svg>");
  EXPECT_THAT(page.paths, SizeIs(0));
}

TEST(ReadSvg, ClipPathsCutLinesAtTheirBox) {
  const Page page = read(
      "<svg width='100pt' height='100pt' viewBox='0 0 100 100'><defs><clipPath id='p'>"
      "<rect x='10' y='10' width='50' height='50'/></clipPath></defs>"
      "<path clip-path='url(#p)' d='M0 20L100 20' style='fill:none;stroke:#000;stroke-width:0'/>"
      "<path clip-path='url(#p)' d='M0 80L100 80' style='fill:none;stroke:#000'/></svg>");
  ASSERT_THAT(page.paths, SizeIs(1)) << "what is wholly outside is gone";
  EXPECT_NEAR(page.paths[0].lines[0].front().x, 10, 1e-9);
  EXPECT_NEAR(page.paths[0].lines[0].back().x, 60, 1e-9);
}

TEST(ReadSvg, PartlyTransparentInkIsSeenAsOnPaper) {
  const Page page = read(
      "<svg width='9pt' height='9pt'><path d='M0 0L9 9' stroke='#000' "
      "fill='none' opacity='0.5'/></svg>");
  EXPECT_NEAR(page.paths[0].stroke->r, 128, 1);
}

TEST(ReadSvg, AnchoredTextIsPlacedByItsAnchor) {
  SvgChart chart;
  chart.text(100, 50, "10", "middle").text(200, 50, "-0.5", "end");
  const Page page = chart.page();
  ASSERT_THAT(page.words, SizeIs(2));
  EXPECT_NEAR(page.words[0].box.centre().x, 100, 0.01);
  EXPECT_NEAR(page.words[1].box.right, 200, 0.01);
  EXPECT_EQ(page.words[1].text, "-0.5");
  EXPECT_THAT(page.words[1].glyphs, SizeIs(4));
}

TEST(ReadSvg, RotatedTextHasAnAngleAndReadsInOrder) {
  SvgChart chart;
  chart.raw(
      "<text x='0' y='0' transform='translate(20 100) rotate(-90)' "
      "style='font-size:8px'>Drain Current (A)</text>");
  const Page page = chart.page();
  ASSERT_THAT(page.words, SizeIs(3));
  EXPECT_EQ(page.words[0].angle, 90);
  EXPECT_EQ(page.words[0].text, "Drain");
  EXPECT_GT(page.words[0].box.top, page.words[1].box.bottom);
  EXPECT_GT(page.words[0].box.height(), page.words[0].box.width());
}

TEST(ReadSvg, RaisedSpansAreWordsOfTheirOwn) {
  SvgChart chart;
  chart.raw(
      "<text x='50' y='50' style='font-size:10px'>10<tspan baseline-shift='super' "
      "style='font-size:7px'>-3</tspan></text>");
  const Page page = chart.page();
  ASSERT_THAT(page.words, SizeIs(2));
  EXPECT_EQ(page.words[1].text, "-3");
  EXPECT_LT(page.words[1].box.bottom, page.words[0].box.bottom);
}

TEST(ReadSvg, ListsOfPositionsPlaceEachCharacter) {
  SvgChart chart;
  chart.raw("<text style='font-size:8px'><tspan x='10 30' y='20'>ab</tspan></text>");
  const Page page = chart.page();
  ASSERT_THAT(page.words, SizeIs(2));
  EXPECT_NEAR(page.words[1].box.left, 30, 0.01);
}

TEST(ReadSvg, TextDrawnAsNamedOutlinesIsReadBack) {
  const Page page = read(
      "<svg xmlns:xlink='x' width='100pt' height='100pt' viewBox='0 0 100 100'>"
      "<g transform='translate(20 50) scale(0.1 -0.1)'><defs>"
      "<path id='DejaVuSans-31' d='M10 0L60 0L60 70L10 70z'/>"
      "<path id='DejaVuSans-2212' d='M10 30L70 30L70 40L10 40z'/></defs>"
      "<use xlink:href='#DejaVuSans-2212'/><use xlink:href='#DejaVuSans-31' x='80'/></g></svg>");
  ASSERT_THAT(page.words, SizeIs(1));
  EXPECT_EQ(page.words[0].text, "−1");
  EXPECT_NEAR(page.words[0].size, 10, 1e-6);
  EXPECT_THAT(page.paths, SizeIs(0)) << "letters are no lines";
}

TEST(ReadSvg, GlyphsOfAConvertedPageAreKeptApart) {
  Result<SvgPage> read = read_svg(
      "<svg xmlns:xlink='x' width='100pt' height='100pt' viewBox='0 0 100 100'><defs>"
      "<symbol id='glyph0-1'><path d='M1 0L5 0L5 -7L1 -7z'/></symbol></defs>"
      "<use xlink:href='#glyph0-1' x='20' y='30'/></svg>",
      1000);
  ASSERT_TRUE(read.ok());
  ASSERT_THAT(read->glyphs, SizeIs(1));
  EXPECT_NEAR(read->glyphs[0].ink.left, 21, 1e-9);
  EXPECT_NEAR(read->glyphs[0].ink.top, 23, 1e-9);
  EXPECT_THAT(read->page.paths, SizeIs(0));
}

TEST(ReadSvg, PicturesAreNotedWithTheirBox) {
  const Page page = read(
      "<svg width='100pt' height='100pt' viewBox='0 0 100 100'><image "
      "transform='translate(10 20)' width='30' height='40'/></svg>");
  ASSERT_THAT(page.pictures, SizeIs(1));
  EXPECT_NEAR(page.pictures[0].box.right, 40, 1e-9);
}

TEST(ReadSvg, TooManySegmentsAreRefusedWithTheLimit) {
  SvgChart chart;
  for (int i = 0; i < 50; ++i) chart.line(0, i, 10, i);
  const Result<SvgPage> read = read_svg(chart.svg(), 40);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::too_large);
  EXPECT_THAT(read.error().message, HasSubstr("40"));
}

TEST(ReadSvg, WhatIsNoSvgIsRefused) {
  EXPECT_FALSE(read_svg("<svg><g></svg>", 10).ok());
  EXPECT_FALSE(read_svg("<html/>", 10).ok());
  EXPECT_FALSE(read_svg("", 10).ok());
}

TEST(ParseColor, KnowsTheUsualForms) {
  EXPECT_EQ(parse_color("#d62728"), (Color{0xd6, 0x27, 0x28}));
  EXPECT_EQ(parse_color("#abc"), (Color{0xaa, 0xbb, 0xcc}));
  EXPECT_EQ(parse_color("rgb(100%,0%,0%)"), (Color{255, 0, 0}));
  EXPECT_EQ(parse_color("rgb(1, 2, 3)"), (Color{1, 2, 3}));
  EXPECT_FALSE(parse_color("none"));
  EXPECT_FALSE(parse_color("#12"));
}

}  // namespace
}  // namespace curvespice
