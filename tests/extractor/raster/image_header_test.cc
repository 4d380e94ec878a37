#include "extractor/document/image/image_header.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/extractor/raster/drawn_chart.h"

namespace curvespice {
namespace {

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

std::string png_start(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + big_endian(width) + big_endian(height);
}

TEST(ImageHeader, GivesTheSizeOfAPng) {
  const auto header = read_image_header(testing::DrawnChart(320, 200).png());
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->kind, ImageKind::png);
  EXPECT_EQ(header->width, 320);
  EXPECT_EQ(header->height, 200);
}

TEST(ImageHeader, RefusesABombByItsHeaderAlone) {
  const auto header = read_image_header(png_start(60000, 60000));  // 10 GB of pixels in 24 bytes
  ASSERT_FALSE(header.ok());
  EXPECT_EQ(header.error().code, ErrorCode::too_large);
}

TEST(ImageHeader, RefusesSizesWhoseProductOverflows) {
  EXPECT_FALSE(read_image_header(png_start(0xFFFFFFFF, 0xFFFFFFFF)).ok());
}

TEST(ImageHeader, RefusesWhatIsNoImage) {
  const auto header = read_image_header("%PDF-1.7\n");
  ASSERT_FALSE(header.ok());
  EXPECT_EQ(header.error().code, ErrorCode::bad_input);
}

TEST(ImageHeader, EveryCutOffLengthOfAPngIsAnAnswerNotACrash) {
  const std::string png = testing::DrawnChart(64, 48).png();
  for (std::size_t length = 0; length < 64; ++length) {
    EXPECT_EQ(read_image_header(png.substr(0, length)).ok(), length >= 24) << length;
  }
}

TEST(ImageHeader, ReadsBmpTopDown) {
  std::string bmp = "BM" + std::string(16, '\0') + std::string("\x40\x01\0\0\x38\xFF\xFF\xFF", 8);
  const auto header = read_image_header(bmp);
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->width, 320);
  EXPECT_EQ(header->height, 200);
}

TEST(ImageHeader, CountsThePagesOfATiff) {
  // Two directories of two entries each, width and height as SHORT, little endian.
  const auto entry = [](char tag, char value) {
    return std::string({tag, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0});
  };
  const std::string directory = std::string("\2\0", 2) + entry(0, 90) + entry(1, 70);
  std::string tiff("II*\0\x08\0\0\0", 8);
  tiff += directory + std::string({static_cast<char>(8 + 30), 0, 0, 0}) + directory +
          std::string(4, '\0');
  const auto header = read_image_header(tiff);
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->pages, 2);
  EXPECT_EQ(header->width, 90);
}

TEST(ImageHeader, ATiffWhoseDirectoriesGoInACircleEnds) {
  std::string tiff("II*\0\x08\0\0\0", 8);
  tiff += std::string("\0\0\x08\0\0\0", 6);
  EXPECT_FALSE(read_image_header(tiff).ok());
}

TEST(ExifOrientation, IsReadFromTheFirstDirectory) {
  std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0", 32);
  const std::string jpeg =
      "\xFF\xD8\xFF\xE1" + std::string({0, static_cast<char>(exif.size() + 2)}) + exif + "\xFF\xDA";
  EXPECT_EQ(exif_orientation(jpeg), 6);
  EXPECT_EQ(exif_orientation("\xFF\xD8\xFF\xDA"), 1);
}

}  // namespace
}  // namespace curvespice
