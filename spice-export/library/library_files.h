// The files of a part in a library's folder, read back. Internal to library/.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "spice-export/library/dialect.h"

namespace curvespice {

struct PartFiles {
  std::string model;             // text of the .lib; empty when none was made
  std::string model_sha256;      // of that text
  std::string verdict, summary;  // of its verification.json
  std::string verification;      // text of verification.json
};

std::filesystem::path part_folder(const std::filesystem::path& folder, const std::string& part);

// `not_found` when the folder holds no verification.json.
Result<PartFiles> read_part_files(const std::filesystem::path& folder, const std::string& part);

// Names of the parts that lie in a library's folder, sorted.
std::vector<std::string> parts_in(const std::filesystem::path& folder);

// One library of all models that the dialect can say; those it cannot are named in its header.
std::string joined_library(const std::vector<std::pair<std::string, PartFiles>>& parts,
                           Dialect dialect);

}  // namespace curvespice
