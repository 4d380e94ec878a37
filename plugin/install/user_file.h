// A change to a file that belongs to the user: planned, shown, made with a backup, taken back.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace curvespice::install {

struct FileChange {
  std::filesystem::path path;  // symbolic links resolved
  std::string before, after;
  bool existed = false;
  bool executable = false;  // to be made so

  bool changes() const { return before != after; }
};

// What the file holds now, as both `before` and `after`; a file that is not there is empty.
Result<FileChange> plan_change(const std::filesystem::path& path);

// The lines that go and come, with three lines around them, as `diff -u` shows them; a sentence for
// a picture.
std::string unified_diff(const FileChange& change);

// FILE.before-curvespice
std::filesystem::path backup_of(const std::filesystem::path& path);

// Writes `after`. The first change of a file keeps what was there as its backup; a change that
// leads back to the backup's content removes the backup, and one that empties a file that had
// none removes the file.
Status make_change(const FileChange& change);

}  // namespace curvespice::install
