#include "queue/service/picture_size.h"

#include <fstream>
#include <string>

namespace curvespice::queue {
namespace {

std::int64_t big_endian(const std::string& bytes, std::size_t at, int count) {
  std::int64_t value = 0;
  for (int i = 0; i < count; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// PNG (ISO 15948): signature, then the IHDR chunk with width and height.
std::optional<PictureSize> png(const std::string& bytes) {
  if (bytes.size() < 24 || bytes.compare(0, 8, "\x89PNG\r\n\x1a\n") != 0) return std::nullopt;
  return PictureSize{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

std::optional<PictureSize> gif(const std::string& bytes) {
  if (bytes.size() < 10 || bytes.compare(0, 4, "GIF8") != 0) return std::nullopt;
  const auto little = [&](std::size_t at) {
    return static_cast<std::int64_t>(static_cast<unsigned char>(bytes[at])) |
           static_cast<std::int64_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
  };
  return PictureSize{little(6), little(8)};
}

// JPEG (ISO 10918-1): walks the segments to the frame header, SOF0..SOF15 but DHT, JPG and DAC.
std::optional<PictureSize> jpeg(const std::string& bytes) {
  if (bytes.size() < 4 || bytes.compare(0, 2, "\xff\xd8") != 0) return std::nullopt;
  std::size_t at = 2;
  while (at + 9 < bytes.size() && bytes[at] == '\xff') {
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    const bool frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) return PictureSize{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    at += 2 + static_cast<std::size_t>(big_endian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

}  // namespace

std::optional<PictureSize> picture_size(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(256 * 1024, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  for (const auto read : {png, gif, jpeg})
    if (const auto size = read(bytes)) return size;
  return std::nullopt;
}

}  // namespace curvespice::queue
