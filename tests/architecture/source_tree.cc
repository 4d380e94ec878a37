#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace curvespice::architecture {
namespace {

std::vector<std::string> read_lines(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool below(const std::string& path, const std::string& prefix) { return path.starts_with(prefix); }

// The queue moves job folders about and knows nothing of figures or models: of the rooms above it
// may include only base.
bool queue_reaches_too_far(const std::string& from, const std::string& to) {
  return below(from, "queue/") && !below(to, "queue/") && !below(to, "base/");
}

}  // namespace

bool SourceFile::is_cpp() const { return path.ends_with(".h") || path.ends_with(".cc"); }

bool SourceFile::is_code() const {
  static const std::vector<std::string> endings = {".h",   ".cc",  ".c",   ".cmake", ".tcl", ".ts",
                                                   ".tsx", ".mjs", ".css", ".html",  ".sh"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return path.ends_with(ending); });
}

std::vector<std::string> SourceFile::includes() const {
  static const std::regex pattern("^\\s*#\\s*include\\s*\"([^\"]+)\"");
  std::vector<std::string> found;
  for (const std::string& line : lines)
    if (std::smatch match; std::regex_search(line, match, pattern)) found.push_back(match[1]);
  return found;
}

std::vector<SourceFile> files_below(const std::filesystem::path& root, const std::string& folder) {
  std::vector<SourceFile> files;
  if (!std::filesystem::exists(root / folder)) return files;
  std::filesystem::recursive_directory_iterator entry(root / folder);
  for (const auto end = std::filesystem::end(entry); entry != end; ++entry) {
    if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
    const bool is_generated = entry->path().string().ends_with(".d.ts");  // types of the contract
    if (entry->is_regular_file() && !is_generated)
      files.push_back(
          {entry->path().lexically_relative(root).generic_string(), read_lines(entry->path())});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

const std::vector<Room>& rooms() {
  // extraction.h is the vocabulary of the extractor's later stages and of everything downstream;
  // the other files at the extractor's root assemble the stages.
  static const std::vector<Room> order = {
      {"base/", 0},
      {"extractor/extraction.", 1},
      {"extractor/document/", 2},
      {"extractor/figure/", 3},
      {"extractor/axes/", 4},
      {"extractor/trace/", 5},
      {"extractor/identify/", 6},
      {"extractor/", 7},
      {"spice-export/simulate/", 8},
      {"spice-export/device/", 9},
      {"spice-export/fit/", 10},
      {"spice-export/verify/", 11},
      {"spice-export/report/", 12},
      {"spice-export/library/", 13},
      {"spice-export/", 14},
      {"worker/", 15},
      {"queue/client/", 16},
      {"queue/store/", 16},
      {"queue/runner/", 17},
      {"queue/scheduler/", 18},
      {"queue/service/", 19},
      {"queue/", 20},
      {"plugin/", 21},
  };
  return order;
}

const Room* room_of(const std::string& path) {
  for (const Room& room : rooms())
    if (below(path, room.prefix)) return &room;
  return nullptr;
}

std::vector<std::string> wrong_includes(const SourceFile& file) {
  std::vector<std::string> wrong;
  const Room* here = room_of(file.path);
  if (!here || !file.is_cpp()) return wrong;
  for (const std::string& included : file.includes()) {
    if (included.ends_with(".inc")) continue;  // a table that the build makes
    const Room* there = room_of(included);
    if (!there) {
      wrong.push_back(file.path + " includes " + included + ", which is not a path from the root");
    } else if (there != here && there->rank >= here->rank) {
      wrong.push_back(file.path + " includes " + included + ", which is not upstream of it");
    } else if (queue_reaches_too_far(file.path, included)) {
      wrong.push_back(file.path + " includes " + included + ": the queue includes only base");
    }
  }
  return wrong;
}

}  // namespace curvespice::architecture
