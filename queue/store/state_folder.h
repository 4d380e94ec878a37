// The folder where the service keeps everything, and the lock that makes it the only one there.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace curvespice::queue {

// `conflict` with a hint for a network file system: its locks and syncs cannot be trusted with a
// database. `type` is statfs(2)'s f_type.
Status check_file_system(long type, const std::filesystem::path& folder);

// Held while the service lives; the kernel lets go when the process ends, however it ends.
class StateFolder {
 public:
  // Makes the folder (mode 0700) with artifacts/ and jobs/. `conflict` when another service has it.
  static Result<StateFolder> open(const std::filesystem::path& path);
  StateFolder(StateFolder&& other) noexcept;
  StateFolder& operator=(StateFolder&& other) noexcept;
  ~StateFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  StateFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace curvespice::queue
