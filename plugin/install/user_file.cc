#include "plugin/install/user_file.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "base/file.h"

namespace curvespice::install {
namespace {

constexpr std::size_t kContext = 3;  // lines shown around a change

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The part in which two texts differ: what is before it and behind it is the same in both.
struct Difference {
  std::size_t same_before = 0;
  std::size_t same_behind = 0;
};

Difference compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  Difference difference;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (difference.same_before < shorter && a[difference.same_before] == b[difference.same_before])
    ++difference.same_before;
  while (difference.same_behind < shorter - difference.same_before &&
         a[a.size() - 1 - difference.same_behind] == b[b.size() - 1 - difference.same_behind])
    ++difference.same_behind;
  return difference;
}

std::filesystem::path resolved(const std::filesystem::path& path) {
  std::error_code failure;
  auto real = std::filesystem::weakly_canonical(path, failure);
  return failure ? path : real;
}

Status remove_file(const std::filesystem::path& path) {
  std::error_code failure;
  std::filesystem::remove(path, failure);
  if (!failure) return {};
  return Error{ErrorCode::io, "'" + path.string() + "' cannot be removed: " + failure.message()};
}

Status make_executable(const std::filesystem::path& path) {
  std::error_code failure;
  std::filesystem::permissions(path, std::filesystem::perms{0755}, failure);
  if (!failure) return {};
  return Error{ErrorCode::io, "'" + path.string() + "' cannot be made executable"};
}

}  // namespace

Result<FileChange> plan_change(const std::filesystem::path& path) {
  FileChange change;
  change.path = resolved(path);
  change.existed = std::filesystem::exists(change.path);
  if (change.existed) {
    CURVESPICE_ASSIGN(change.before, read_file(change.path));
  }
  change.after = change.before;
  return change;
}

std::string unified_diff(const FileChange& change) {
  if (!change.changes()) return {};
  if ((change.before + change.after).find('\0') != std::string::npos)
    return "Binary file " + change.path.string() + (change.after.empty() ? " goes\n" : " comes\n");
  const auto before = lines_of(change.before);
  const auto after = lines_of(change.after);
  const Difference difference = compare(before, after);
  const std::size_t first = difference.same_before - std::min(difference.same_before, kContext);
  const std::size_t old_end = before.size() - difference.same_behind;
  const std::size_t new_end = after.size() - difference.same_behind;
  const std::size_t behind = std::min(difference.same_behind, kContext);
  std::ostringstream text;
  text << "--- " << (change.existed ? change.path.string() : "/dev/null") << "\n+++ "
       << change.path.string() << "\n@@ -" << first + 1 << ',' << old_end + behind - first << " +"
       << first + 1 << ',' << new_end + behind - first << " @@\n";
  for (std::size_t i = first; i < difference.same_before; ++i) text << ' ' << before[i] << '\n';
  for (std::size_t i = difference.same_before; i < old_end; ++i) text << '-' << before[i] << '\n';
  for (std::size_t i = difference.same_before; i < new_end; ++i) text << '+' << after[i] << '\n';
  for (std::size_t i = old_end; i < old_end + behind; ++i) text << ' ' << before[i] << '\n';
  return text.str();
}

std::filesystem::path backup_of(const std::filesystem::path& path) {
  return path.string() + ".before-curvespice";
}

Status make_change(const FileChange& change) {
  if (!change.changes()) return {};
  const auto backup = backup_of(change.path);
  const bool has_backup = std::filesystem::exists(backup);
  if (change.after.empty() && !has_backup) return remove_file(change.path);
  CURVESPICE_TRY(make_folders(change.path.parent_path()));
  if (change.existed && !has_backup) CURVESPICE_TRY(write_file_atomic(backup, change.before));
  CURVESPICE_TRY(write_file_atomic(change.path, change.after));
  if (change.executable) CURVESPICE_TRY(make_executable(change.path));
  const auto kept =
      has_backup ? read_file(backup) : Result<std::string>(Error{ErrorCode::not_found, ""});
  if (kept && *kept == change.after) return remove_file(backup);
  return {};
}

}  // namespace curvespice::install
