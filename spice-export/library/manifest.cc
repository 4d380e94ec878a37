#include "spice-export/library/manifest.h"

#include <set>

#include "base/file.h"
#include "base/paths.h"
#include "spice-export/device/device_class.h"
#include "spice-export/device/toml_reader.h"

namespace curvespice {
namespace {

std::map<std::string, std::string> read_hints(TomlReader& reader) {
  std::map<std::string, std::string> hints;
  const toml::table* table = reader.table("hints");
  if (table == nullptr) return hints;
  for (const auto& [key, node] : *table) {
    if (const auto text = node.value<std::string>())
      hints[std::string(key.str())] = *text;
    else if (const auto number = node.value<std::int64_t>())
      hints[std::string(key.str())] = std::to_string(*number);
    else
      reader.complain("hints", "may hold texts and whole numbers only");
  }
  return hints;
}

// A file name as the rest of the library uses it.
bool plain_name(const std::string& name) {
  return !name.empty() && name[0] != '.' && name.find_first_of("/\\") == std::string::npos;
}

Result<PartEntry> read_part(const toml::table& table, const std::string& file,
                            const std::filesystem::path& folder) {
  TomlReader reader(table, file);
  PartEntry part;
  part.name = reader.text("name");
  part.device = reader.text("device");
  for (const std::string& name : reader.texts("datasheet", true))
    part.datasheets.push_back(folder / name);
  part.sha256 = reader.texts("sha256", false);
  if (const std::string limits = reader.text("limits", ""); !limits.empty())
    part.limits = folder / limits;
  part.hints = read_hints(reader);
  if (!plain_name(part.name)) reader.complain("name", "must be usable as a file name");
  if (!part.sha256.empty() && part.sha256.size() != part.datasheets.size())
    reader.complain("sha256", "needs one entry for each datasheet");
  CURVESPICE_TRY(reader.finish());
  return part;
}

}  // namespace

Result<Manifest> load_manifest(const std::filesystem::path& file) {
  CURVESPICE_ASSIGN(const std::string text, read_file(file, 16 << 20));
  const std::string name = file.filename().string();
  CURVESPICE_ASSIGN(const toml::table root, parse_toml(text, name));
  TomlReader reader(root, name);
  if (reader.text("schema") != "curvespice/parts/1")
    reader.complain("schema", "must be \"curvespice/parts/1\"");
  Manifest manifest;
  manifest.name = reader.text("name");
  manifest.folder = std::filesystem::absolute(file).parent_path();
  std::set<std::string> names;
  for (const toml::table* table : reader.tables("part")) {
    CURVESPICE_ASSIGN(PartEntry part, read_part(*table, name, manifest.folder));
    if (!names.insert(part.name).second)
      reader.complain("part", "'" + part.name + "' is there twice");
    manifest.parts.push_back(std::move(part));
  }
  if (!plain_name(manifest.name)) reader.complain("name", "must be usable as a file name");
  CURVESPICE_TRY(reader.finish());
  return manifest;
}

Result<std::string> part_key(const PartEntry& part) {
  std::string all = std::string(engine_version()) + "\n" + part.name + "\n" + part.device + "\n";
  for (std::size_t i = 0; i < part.datasheets.size(); ++i) {
    CURVESPICE_ASSIGN(const std::string sha, sha256_file(part.datasheets[i]));
    if (!part.sha256.empty() && part.sha256[i] != sha)
      return Error{ErrorCode::bad_input, part.datasheets[i].filename().string() +
                                             " is not the file that parts.toml states (sha256 " +
                                             sha + ")"};
    all += sha + "\n";
  }
  const auto limits = part.limits.empty() ? data_folder() / "limits.toml" : part.limits;
  CURVESPICE_ASSIGN(const std::string limits_sha, sha256_file(limits));
  CURVESPICE_ASSIGN(const DeviceClass device,
                    find_device_class(data_folder() / "devices", part.device));
  all += limits_sha + "\n";
  for (const auto& file : device.files) {
    CURVESPICE_ASSIGN(const std::string class_sha, sha256_file(file));
    all += class_sha + "\n";
  }
  for (const auto& [key, value] : part.hints) all += key + "=" + value + "\n";
  return sha256_hex(all);
}

}  // namespace curvespice
