// parts.toml: what a library is made of.
//
//   schema = "curvespice/parts/1"
//   name = "diodes"
//   [[part]]
//   name = "BAS16"
//   device = "diode"
//   datasheet = ["BAS16.pdf"]            # beside parts.toml
//   sha256 = ["9f86d0..."]               # optional; a file that differs is refused
//   limits = "strict.toml"               # optional
//   hints = { page = 4 }                 # passed on to the extraction
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

struct PartEntry {
  std::string name, device;
  std::vector<std::filesystem::path> datasheets;  // absolute
  std::vector<std::string> sha256;                // as stated, one a datasheet; empty = not stated
  std::filesystem::path limits;                   // absolute; empty = the default
  std::map<std::string, std::string> hints;
};

struct Manifest {
  std::string name;
  std::filesystem::path folder;  // of parts.toml
  std::vector<PartEntry> parts;  // in order of the file; names differ
};

// `bad_input` names file and line.
Result<Manifest> load_manifest(const std::filesystem::path& file);

// What decides whether a part must be made again: contents of its datasheets, limits, class file
// and hints, and the engine's version. `bad_input` when a datasheet is not the one that was stated.
Result<std::string> part_key(const PartEntry& part);

}  // namespace curvespice
