// Files kept by their content: artifacts/ab/abcdef... named by SHA-256, each stored once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace curvespice::queue {

struct StoredContent {
  std::string sha256;
  std::int64_t bytes = 0;
  bool was_known = false;
};

class ContentStore {
 public:
  explicit ContentStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Takes the file over (it must lie on the same file system) and makes it durable.
  Result<StoredContent> adopt(const std::filesystem::path& file) const;

  // Where content lies, absolute; and inside the state folder, as the API names it.
  std::filesystem::path path_of(const std::string& sha256) const;
  static std::string relative_path(const std::string& sha256);

  void remove(const std::string& sha256) const;

 private:
  std::filesystem::path folder_;
};

// "text/csv" for "x.csv"; "application/octet-stream" for what is not known.
std::string mime_type_of(const std::string& filename);

// A file name that is safe to store and to show: no folders, no control characters, at most 200
// bytes; "file" when nothing is left.
std::string clean_filename(const std::string& name);

}  // namespace curvespice::queue
