// The project's own source files and what they include, for the tests that guard the architecture.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace curvespice::architecture {

struct SourceFile {
  std::string path;  // from the root: "extractor/axes/tick.cc"
  std::vector<std::string> lines;

  bool is_cpp() const;   // .h or .cc
  bool is_code() const;  // written by people in some language: no data, no lock file
  std::vector<std::string> includes() const;  // what stands in #include "...", in order
};

// Other people's code (node_modules) is left out. Every regular file below `folder` of the tree,
// sorted by path; none when the folder is absent.
std::vector<SourceFile> files_below(const std::filesystem::path& root, const std::string& folder);

// The rooms in the order in which data flows through them; a path belongs to the first room whose
// prefix it starts with. Rooms of one rank do not include one another.
struct Room {
  std::string prefix;
  int rank;
};
const std::vector<Room>& rooms();

// The room of a path, or nothing for a file of no room (tests, example).
const Room* room_of(const std::string& path);

// One sentence for each include that flows against the order; empty when all is well.
std::vector<std::string> wrong_includes(const SourceFile& file);

}  // namespace curvespice::architecture
