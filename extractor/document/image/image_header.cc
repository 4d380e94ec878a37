#include "extractor/document/image/image_header.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace curvespice {
namespace {

// Reads whole numbers at an offset; beyond the end everything is zero.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t at(std::size_t offset) const {
    return offset < bytes_.size() ? static_cast<unsigned char>(bytes_[offset]) : 0U;
  }
  std::uint32_t little(std::size_t offset, int count) const {
    std::uint32_t value = 0;
    for (int k = count - 1; k >= 0; --k)
      value = value << 8 | at(offset + static_cast<std::size_t>(k));
    return value;
  }
  std::uint32_t big(std::size_t offset, int count) const {
    std::uint32_t value = 0;
    for (int k = 0; k < count; ++k) value = value << 8 | at(offset + static_cast<std::size_t>(k));
    return value;
  }
  std::uint32_t number(std::size_t offset, int count, bool big_endian) const {
    return big_endian ? big(offset, count) : little(offset, count);
  }
  bool starts(std::size_t offset, std::string_view text) const {
    return offset <= bytes_.size() && bytes_.substr(offset).starts_with(text);
  }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

ImageHeader png_header(const Bytes& bytes) {
  return {ImageKind::png, bytes.big(16, 4), bytes.big(20, 4), 1};
}

ImageHeader bmp_header(const Bytes& bytes) {
  const auto height =
      static_cast<std::int32_t>(bytes.little(22, 4));  // negative: rows from the top
  return {ImageKind::bmp, bytes.little(18, 4), std::abs(static_cast<std::int64_t>(height)), 1};
}

// Walks the segments up to `stop`, which says whether the segment at an offset is the one sought.
template <typename Stop>
std::optional<std::size_t> find_jpeg_segment(const Bytes& bytes, Stop stop) {
  std::size_t offset = 2;
  while (offset + 4 <= bytes.size() && bytes.at(offset) == 0xFF) {
    const std::uint32_t marker = bytes.at(offset + 1);
    if (marker == 0xFF) {  // fill byte
      ++offset;
      continue;
    }
    if (stop(marker, offset)) return offset;
    if (marker == 0xDA) break;  // the picture itself begins
    offset += 2 + std::max<std::size_t>(bytes.big(offset + 2, 2), 2);
  }
  return std::nullopt;
}

bool is_start_of_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

ImageHeader jpeg_header(const Bytes& bytes) {
  const auto frame = find_jpeg_segment(
      bytes, [](std::uint32_t marker, std::size_t) { return is_start_of_frame(marker); });
  if (!frame) return {ImageKind::jpeg, 0, 0, 1};
  return {ImageKind::jpeg, bytes.big(*frame + 7, 2), bytes.big(*frame + 5, 2), 1};
}

ImageHeader webp_header(const Bytes& bytes) {
  if (bytes.starts(12, "VP8X")) {
    return {ImageKind::webp, 1 + bytes.little(24, 3), 1 + bytes.little(27, 3), 1};
  }
  if (bytes.starts(12, "VP8L")) {
    const std::uint32_t sizes = bytes.little(21, 4);
    return {ImageKind::webp, 1 + (sizes & 0x3FFF), 1 + (sizes >> 14 & 0x3FFF), 1};
  }
  return {ImageKind::webp, bytes.little(26, 2) & 0x3FFF, bytes.little(28, 2) & 0x3FFF, 1};
}

// Largest page and number of pages, from the chain of TIFF directories.
ImageHeader tiff_header(const Bytes& bytes) {
  const bool big_endian = bytes.starts(0, "MM");
  ImageHeader header{ImageKind::tiff, 0, 0, 0};
  std::size_t directory = bytes.number(4, 4, big_endian);
  while (directory != 0 && directory + 2 <= bytes.size() && header.pages <= kImagePageLimit) {
    const std::size_t entries = bytes.number(directory, 2, big_endian);
    for (std::size_t k = 0; k < entries; ++k) {
      const std::size_t entry = directory + 2 + 12 * k;
      const std::uint32_t tag = bytes.number(entry, 2, big_endian);
      const int count = bytes.number(entry + 2, 2, big_endian) == 3 ? 2 : 4;  // SHORT or LONG
      const auto value = static_cast<std::int64_t>(bytes.number(entry + 8, count, big_endian));
      if (tag == 256) header.width = std::max(header.width, value);
      if (tag == 257) header.height = std::max(header.height, value);
    }
    ++header.pages;
    directory = bytes.number(directory + 2 + 12 * entries, 4, big_endian);
  }
  return header;
}

std::optional<ImageHeader> parse_header(const Bytes& bytes) {
  if (bytes.starts(0, "\x89PNG\r\n\x1a\n")) return png_header(bytes);
  if (bytes.starts(0, "\xFF\xD8\xFF")) return jpeg_header(bytes);
  if (bytes.starts(0, std::string_view("II*\0", 4)) ||
      bytes.starts(0, std::string_view("MM\0*", 4))) {
    return tiff_header(bytes);
  }
  if (bytes.starts(0, "BM")) return bmp_header(bytes);
  if (bytes.starts(0, "RIFF") && bytes.starts(8, "WEBP")) return webp_header(bytes);
  return std::nullopt;
}

}  // namespace

Result<ImageHeader> read_image_header(std::string_view bytes) {
  const std::optional<ImageHeader> header = parse_header(Bytes(bytes));
  if (!header) {
    return Error{ErrorCode::bad_input,
                 "not an image that is known here (PNG, JPEG, TIFF, BMP, WebP)"};
  }
  if (header->width <= 0 || header->height <= 0 || header->pages <= 0) {
    return Error{ErrorCode::bad_input, "the image's header is damaged: it gives no size"};
  }
  if (header->width > kImagePixelLimit / header->height) {
    return Error{ErrorCode::too_large, "an image of " + std::to_string(header->width) + " x " +
                                           std::to_string(header->height) + " pixels; up to " +
                                           std::to_string(kImagePixelLimit / 1'000'000) +
                                           " million are read: scan it at 300 dpi or crop it"};
  }
  if (header->pages > kImagePageLimit) {
    return Error{ErrorCode::too_large,
                 "an image file of more than " + std::to_string(kImagePageLimit) + " pages"};
  }
  return *header;
}

int exif_orientation(std::string_view jpeg) {
  const Bytes bytes(jpeg);
  const auto segment = find_jpeg_segment(bytes, [&](std::uint32_t marker, std::size_t offset) {
    return marker == 0xE1 && bytes.starts(offset + 4, std::string_view("Exif\0\0", 6));
  });
  if (!segment) return 1;
  const std::size_t tiff = *segment + 10;
  const bool big_endian = bytes.starts(tiff, "MM");
  const std::size_t directory = tiff + bytes.number(tiff + 4, 4, big_endian);
  const std::size_t entries = bytes.number(directory, 2, big_endian);
  for (std::size_t k = 0; k < entries && directory + 12 * k < bytes.size(); ++k) {
    const std::size_t entry = directory + 2 + 12 * k;
    if (bytes.number(entry, 2, big_endian) != 0x0112) continue;
    const auto value = static_cast<int>(bytes.number(entry + 8, 2, big_endian));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

}  // namespace curvespice
