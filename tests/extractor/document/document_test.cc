// Documents as files: what opens, and the sentence for what does not.
#include "extractor/document/document.h"

#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/process.h"
#include "extractor/document/clip.h"
#include "extractor/document/poppler.h"
#include "extractor/document/word_glyphs.h"
#include "tests/extractor/svg_chart.h"

namespace curvespice {
namespace {

using drawn::SvgChart;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class OpenDocument : public ::testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(folder).value());
  }
  std::filesystem::path file(const std::string& name, const std::string& content) {
    const std::filesystem::path path = folder_->path() / name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  // A PDF of the drawn page, made by librsvg; empty when it is not installed.
  std::filesystem::path pdf_of(const SvgChart& chart) {
    const auto svg = file("drawn.svg", chart.svg());
    const auto pdf = folder_->path() / "drawn.pdf";
    ProcessRequest request;
    request.arguments = {"rsvg-convert", "-f", "pdf", "-o", pdf.string(), svg.string()};
    const auto output = run_process(request);
    return output.ok() && output->exit_code == 0 ? pdf : std::filesystem::path();
  }
  std::filesystem::path changed_pdf(const std::filesystem::path& pdf,
                                    std::vector<std::string> options) {
    const auto result = folder_->path() / "changed.pdf";
    std::vector<std::string> arguments = {"qpdf"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back(pdf.string());
    arguments.push_back(result.string());
    ProcessRequest request;
    request.arguments = arguments;
    const auto output = run_process(request);
    return output.ok() && output->exit_code == 0 ? result : std::filesystem::path();
  }
  std::string refusal(const std::filesystem::path& path, ErrorCode code) {
    const auto document = open_document(path);
    if (document.ok()) return "it opened";
    EXPECT_EQ(document.error().code, code) << document.error().message;
    return document.error().message;
  }
  std::optional<TemporaryFolder> folder_;
};

TEST_F(OpenDocument, AMissingFileIsNamed) {
  EXPECT_THAT(refusal(folder_->path() / "none.pdf", ErrorCode::not_found), HasSubstr("none.pdf"));
}

TEST_F(OpenDocument, AnEmptyFileAndAFolderAreRefused) {
  EXPECT_THAT(refusal(file("a.pdf", ""), ErrorCode::bad_input), HasSubstr("empty"));
  EXPECT_THAT(refusal(folder_->path(), ErrorCode::bad_input), HasSubstr("folder"));
}

TEST_F(OpenDocument, AnImageRenamedToPdfIsRecognised) {
  EXPECT_THAT(refusal(file("x.pdf", "\x89PNG\r\n\x1a\n...."), ErrorCode::bad_input),
              HasSubstr("image"));
}

TEST_F(OpenDocument, RubbishIsRefused) {
  EXPECT_THAT(refusal(file("x.pdf", "hello"), ErrorCode::bad_input), HasSubstr("neither"));
  EXPECT_THAT(refusal(file("y.pdf", "%PDF-1.4\nhello"), ErrorCode::bad_input), HasSubstr("y.pdf"));
}

TEST_F(OpenDocument, APdfGivesLinesAndWordsWithTheirGlyphs) {
  SvgChart chart;
  chart.axes().text(100, 100, "Ciss=250");
  chart.raw("<text transform='translate(20 150) rotate(-90)' style='font-size:9px'>Current</text>");
  const auto pdf = pdf_of(chart);
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  auto document = open_document(pdf);
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ((*document)->page_count(), 1);
  const auto page = (*document)->page(1);
  ASSERT_TRUE(page.ok()) << page.error().message;
  EXPECT_NEAR(page->width, 320, 0.5);
  const auto ciss = std::ranges::find(page->words, "Ciss=250", &Word::text);
  ASSERT_NE(ciss, page->words.end());
  EXPECT_THAT(ciss->glyphs, SizeIs(8));
  EXPECT_NEAR(ciss->box.left, 100, 1.5);
  const auto current = std::ranges::find(page->words, "Current", &Word::text);
  ASSERT_NE(current, page->words.end());
  EXPECT_EQ(current->angle, 90);
  EXPECT_FALSE((*document)->page(2).ok());
}

TEST_F(OpenDocument, AnEmptyUserPasswordOpensAndAnotherIsAskedFor) {
  const auto pdf = pdf_of(SvgChart().axes());
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  const auto open = changed_pdf(pdf, {"--encrypt", "", "owner", "256", "--"});
  if (open.empty()) GTEST_SKIP() << "qpdf is not installed";
  EXPECT_TRUE(open_document(open).ok());
  const auto shut = changed_pdf(pdf, {"--encrypt", "user", "owner", "256", "--"});
  EXPECT_THAT(refusal(shut, ErrorCode::bad_input), HasSubstr("password"));
}

TEST_F(OpenDocument, ARotatedPageHasLinesAndWordsInOneFrame) {
  SvgChart chart;
  chart.axes().text(70, 60, "Label");
  const auto pdf = pdf_of(chart);
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  const auto turned = changed_pdf(pdf, {"--rotate=+90"});
  if (turned.empty()) GTEST_SKIP() << "qpdf is not installed";
  auto document = open_document(turned);
  ASSERT_TRUE(document.ok());
  const auto page = (*document)->page(1);
  ASSERT_TRUE(page.ok());
  const auto label = std::ranges::find(page->words, "Label", &Word::text);
  ASSERT_NE(label, page->words.end());
  EXPECT_THAT(label->glyphs, SizeIs(5)) << "the outlines lie where the word is";
  EXPECT_EQ(label->angle, -90);
}

TEST_F(OpenDocument, ObjectStreamsAreRead) {
  const auto pdf = pdf_of(SvgChart().axes().text(70, 60, "Label"));
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  const auto packed = changed_pdf(pdf, {"--object-streams=generate", "--compress-streams=y"});
  if (packed.empty()) GTEST_SKIP() << "qpdf is not installed";
  auto document = open_document(packed);
  ASSERT_TRUE(document.ok());
  const auto page = (*document)->page(1);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(std::ranges::count(page->words, "Label", &Word::text), 1);
}

TEST_F(OpenDocument, ABrokenCrossReferenceTableIsRebuilt) {
  const auto pdf = pdf_of(SvgChart().axes().text(70, 60, "Label"));
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  const auto plain = changed_pdf(pdf, {"--object-streams=disable"});
  if (plain.empty()) GTEST_SKIP() << "qpdf is not installed";
  std::string bytes = read_file(plain).value();
  const std::size_t at = bytes.rfind("startxref");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, bytes.size() - at, "startxref\n99999999\n%%EOF\n");
  auto document = open_document(file("broken.pdf", bytes));
  ASSERT_TRUE(document.ok());
  const auto page = (*document)->page(1);
  ASSERT_TRUE(page.ok()) << page.error().message;
  EXPECT_EQ(std::ranges::count(page->words, "Label", &Word::text), 1);
}

TEST_F(OpenDocument, PicturesOfACroppedPageLieWhereItsLinesDo) {
  SvgChart chart;
  chart.raw("<rect x='100' y='120' width='60' height='40' style='fill:#000'/>");
  const auto pdf = pdf_of(chart);
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  const auto editable = changed_pdf(pdf, {"--qdf", "--object-streams=disable"});
  if (editable.empty()) GTEST_SKIP() << "qpdf is not installed";
  std::string bytes = read_file(editable).value();
  const std::size_t media = bytes.find("/MediaBox");
  ASSERT_NE(media, std::string::npos);
  bytes.insert(media, "/CropBox [ 20 30 300 250 ] ");  // off the top 30, off the left 20
  const auto cropped = file("cropped.pdf", bytes);
  auto document = open_document(cropped);
  ASSERT_TRUE(document.ok());
  const auto page = (*document)->page(1);
  ASSERT_TRUE(page.ok());
  const auto picture = Poppler(cropped, {}).picture(1, 72);
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->width(), 280);
  EXPECT_EQ(picture->height(), 220);
  const auto box =
      std::ranges::find_if(page->paths, [](const Path& p) { return p.fill.has_value(); });
  ASSERT_NE(box, page->paths.end());
  const Point corner = box->lines.front().front();
  const auto dark = [&](double x, double y) {
    return picture->pixel(static_cast<int>(x), static_cast<int>(y))[0] < 128;
  };
  EXPECT_TRUE(dark(110, 110)) << "the rectangle begins at (" << corner.x << ", " << corner.y << ")";
  EXPECT_FALSE(dark(110, 135));
  EXPECT_NEAR(bounding_box(box->lines).top, 90, 1);
  EXPECT_NEAR(bounding_box(box->lines).left, 80, 1);
}

TEST(ImageOfPpm, WhatIsCutOffOrNoPictureIsAnError) {
  const std::string header = "P6\n2 1\n255\n";
  const auto image = image_of_ppm(header + "abcdef");
  ASSERT_TRUE(image.ok());
  EXPECT_EQ(image->pixel(1, 0)[0], 'd');
  for (const std::string& bad : {header + "abc", std::string("P5\n2 1\n255\nab"), std::string()})
    EXPECT_FALSE(image_of_ppm(bad).ok());
}

TEST_F(OpenDocument, PageLimitIsStated) {
  const auto pdf = pdf_of(SvgChart().axes());
  if (pdf.empty()) GTEST_SKIP() << "rsvg-convert is not installed";
  DocumentOptions options;
  options.page_limit = 0;
  const auto document = open_document(pdf, options);
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::too_large);
}

TEST_F(OpenDocument, APartOfAPageIsDrawnAsPng) {
  const auto svg = file("chart.svg", SvgChart().axes().svg());
  auto document = open_document(svg);
  ASSERT_TRUE(document.ok());
  const auto png = (*document)->render_png(1, {10, 10, 60, 40}, 144);
  if (!png.ok()) GTEST_SKIP() << png.error().message;
  ASSERT_GT(png->size(), 24u);
  const auto pixels = [&](std::size_t at) {
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
      value = value * 256 + static_cast<unsigned char>((*png)[i]);
    return value;
  };
  EXPECT_EQ(pixels(16), 100);
  EXPECT_EQ(pixels(20), 60);
}

TEST(ParseBboxLayout, WordsWithControlCharactersAreRead) {
  const auto pages = parse_bbox_layout(
      "<html><body><doc><page width=\"100\" height=\"50\"><flow><block><line>"
      "<word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">a\x02"
      "b</word></line></block></flow></page></doc></body></html>");
  ASSERT_TRUE(pages.ok());
  ASSERT_THAT(*pages, SizeIs(1));
  ASSERT_THAT((*pages)[0].words, SizeIs(1));
  EXPECT_DOUBLE_EQ((*pages)[0].words[0].box.bottom, 4);
}

TEST(AttachGlyphs, DirectionComesFromTheDrawingOrder) {
  std::vector<Word> words(1);
  words[0].text = "abc";
  words[0].box = {10, 10, 18, 40};
  const auto glyph = [](double y) { return OutlineGlyph{{17, y}, {11, y - 6, 17, y}, 0}; };
  std::vector<Word> downwards = words;
  attach_glyphs(words, {glyph(39), glyph(29), glyph(19)});
  EXPECT_EQ(words[0].angle, 90);
  EXPECT_THAT(words[0].glyphs, SizeIs(3));
  attach_glyphs(downwards, {glyph(19), glyph(29), glyph(39)});
  EXPECT_EQ(downwards[0].angle, -90);
}

TEST(DropDoubled, BoldTextPrintedTwiceIsOneWord) {
  Word word;
  word.text = "Figure";
  word.box = {10, 10, 40, 20};
  Word shadow = word;
  shadow.box.left += 0.3, shadow.box.right += 0.3;
  Word elsewhere = word;
  elsewhere.box = {10, 50, 40, 60};
  std::vector<Word> words = {word, shadow, elsewhere};
  drop_doubled(words);
  EXPECT_THAT(words, SizeIs(2));
}

}  // namespace
}  // namespace curvespice
