// A ZIP archive written to a temporary file (libarchive).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "queue/store/types.h"

struct archive;

namespace curvespice::queue {

class ZipWriter {
 public:
  // The archive lies in `folder` and is removed with this object, unless it was finished.
  static Result<ZipWriter> create(const std::filesystem::path& folder);
  ZipWriter(ZipWriter&&) noexcept;
  ZipWriter& operator=(ZipWriter&&) = delete;
  ~ZipWriter();

  // `time` is when the entry was made; the same entries give the same bytes.
  Status add_text(const std::string& name, const std::string& text, TimeMs time);
  Status add_file(const std::string& name, const std::filesystem::path& file, TimeMs time);

  // The finished archive, the caller's to remove.
  Result<std::filesystem::path> finish();

 private:
  ZipWriter(std::filesystem::path file, int fd);
  Status begin_entry(const std::string& name, std::int64_t bytes, TimeMs time);

  std::filesystem::path file_;  // empty once it is the caller's
  int fd_;
  std::unique_ptr<archive, int (*)(archive*)> zip_;
};

}  // namespace curvespice::queue
