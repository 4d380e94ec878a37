#include "spice-export/library/library_files.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"

namespace curvespice {

namespace fs = std::filesystem;

fs::path part_folder(const fs::path& folder, const std::string& part) {
  return folder / "parts" / part;
}

Result<PartFiles> read_part_files(const fs::path& folder, const std::string& part) {
  PartFiles files;
  CURVESPICE_ASSIGN(files.verification, read_file(folder / "verification.json"));
  CURVESPICE_ASSIGN(const Json json, parse_json(files.verification, "verification.json"));
  files.verdict = json.value("verdict", "fail");
  files.summary = json.value("summary", "");
  const auto model = read_file(folder / (part + ".lib"));
  if (model.ok()) files.model = *model;
  files.model_sha256 = sha256_hex(files.model);
  return files;
}

std::vector<std::string> parts_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / "parts", error))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined_library(const std::vector<std::pair<std::string, PartFiles>>& parts,
                           Dialect dialect) {
  std::string missing, models;
  for (const auto& [name, files] : parts) {
    if (files.model.empty()) {
      missing += "* " + name + ": no model was made\n";
      continue;
    }
    const DialectText text = in_dialect(files.model, dialect);
    if (text.text.empty())
      missing += "* " + name + ": " + (text.warnings.empty() ? "" : text.warnings.front()) + "\n";
    else
      models += text.text + "\n";
  }
  return "* Made by curvespice " + std::string(engine_version()) + " for " + dialect_name(dialect) +
         "\n" + (missing.empty() ? "" : "* Left out:\n" + missing) + "\n" + models;
}

}  // namespace curvespice
