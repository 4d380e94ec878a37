// Width and height of a PNG, JPEG or GIF from its first bytes; nothing is decoded here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace curvespice::queue {

struct PictureSize {
  std::int64_t width = 0, height = 0;  // pixels, as the file claims
};

std::optional<PictureSize> picture_size(const std::filesystem::path& file);

}  // namespace curvespice::queue
