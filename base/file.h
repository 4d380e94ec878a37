// Files as the rest of the project needs them: read whole, written so that a reader sees the old
// content or the new, never half of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace curvespice {

// The whole file. `too_large` over `limit` bytes; `not_found`, `io` with the system's reason.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uint64_t limit = std::uint64_t{1} << 30);

// Temporary file beside the target, fsync, rename. A full disk leaves what was there before.
Status write_file_atomic(const std::filesystem::path& path, std::string_view content);

// mkdir -p, with a sentence when it cannot be done.
Status make_folders(const std::filesystem::path& folder);

// A folder that is removed with all it holds when this object dies.
class TemporaryFolder {
 public:
  // In `parent`, or in the system's folder for temporary files.
  static Result<TemporaryFolder> create(const std::filesystem::path& parent = {});
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

// Moves every file below `from` to the same place below `to`, each by one rename (both on one file
// system), replacing what is there. Used to publish a job's artifacts only once all are written.
Status publish_folder(const std::filesystem::path& from, const std::filesystem::path& to);

// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
Result<std::string> sha256_file(const std::filesystem::path& path);

}  // namespace curvespice
