#include "plugin/install/kicad_host.h"

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "plugin/install/start_line.h"
#include "plugin/kicad/symbol_library.h"

namespace curvespice::install {
namespace {

namespace fs = std::filesystem;

constexpr int kFirstVersion = 9;  // the first whose schematic editor shows buttons of plugins
constexpr char kRowMark[] = "(lib (name \"Curvespice\")";

// KiCad's interface for plugins gives neither the selection nor the fields of a symbol, so there is
// nothing to fill in: the button opens the page. Without an icon KiCad shows no button at all.
constexpr char kManifest[] = R"({
  "$schema": "https://go.kicad.org/api/schemas/v1",
  "identifier": "org.curvespice.datasheet",
  "name": "Curvespice",
  "description": "SPICE models from the graphs of datasheets, with proof",
  "runtime": {"type": "exec"},
  "actions": [{
    "identifier": "open-page",
    "name": "Make model from datasheet...",
    "description": "Opens the page that takes datasheets in and shows the models",
    "show-button": true,
    "scopes": ["schematic", "symbol", "project_manager"],
    "entrypoint": "open-page",
    "icons-light": ["kicad-24.png", "kicad-48.png"],
    "icons-dark": ["kicad-24.png", "kicad-48.png"]
  }]
}
)";

// As one word of a shell.
std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char letter : text) word += letter == '\'' ? "'\\''" : std::string(1, letter);
  return word + "'";
}

// "9.0", "10.0": the folders of the user's settings, or of the version that came first.
std::vector<std::string> versions(const fs::path& home) {
  std::vector<std::string> found;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(home / ".config/kicad", failure)) {
    const std::string name = entry.path().filename();
    if (std::atoi(name.c_str()) >= kFirstVersion) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) found.push_back(std::to_string(kFirstVersion) + ".0");
  return found;
}

Status add_file(std::vector<FileChange>& changes, const fs::path& path, const std::string& content,
                bool executable = false) {
  CURVESPICE_ASSIGN(FileChange change, plan_change(path));
  change.after = content;
  change.executable = executable;
  changes.push_back(std::move(change));
  return {};
}

Status add_button(std::vector<FileChange>& changes, const fs::path& folder, bool installing) {
  const auto content = [&](const std::string& text) { return installing ? text : std::string(); };
  CURVESPICE_TRY(add_file(changes, folder / "plugin.json", content(kManifest)));
  const std::string program = shell_word(program_path().string());
  CURVESPICE_TRY(add_file(changes, folder / "open-page",
                          content("#!/bin/sh\nexec " + program + " open --browser\n"), true));
  for (const char* icon : {"kicad-24.png", "kicad-48.png"}) {
    std::string picture;
    if (installing) {
      CURVESPICE_ASSIGN(picture, read_file(data_folder() / "hosts" / icon));
    }
    CURVESPICE_TRY(add_file(changes, folder / icon, picture));
  }
  return {};
}

// The row ahead of the bracket that closes the table.
std::string with_row(const std::string& table, const fs::path& library) {
  const StartLine row{"  " + std::string(kRowMark) + "(type \"KiCad\")(uri \"" + library.string() +
                          "\")(options \"\")(descr \"Models made from datasheets\"))",
                      kRowMark};
  if (has_line(table, row.mark)) return with_line(table, row);
  const std::size_t end = table.rfind(')');
  if (end == std::string::npos) return table;
  return table.substr(0, end) + row.line + "\n" + table.substr(end);
}

Status add_library(std::vector<FileChange>& changes, const fs::path& settings, bool installing) {
  CURVESPICE_ASSIGN(FileChange table, plan_change(settings / "sym-lib-table"));
  if (!table.existed) return {};
  const auto library = default_models_folder() / "curvespice.kicad_sym";
  table.after = installing ? with_row(table.before, library) : without_line(table.before, kRowMark);
  changes.push_back(std::move(table));
  if (!installing) return {};
  // KiCad complains of a library that is not there: an empty one until the first model.
  CURVESPICE_ASSIGN(const std::string symbols, kicad::symbol_library_of(library.parent_path()));
  return add_file(changes, library, symbols);
}

// KiCad writes its settings as this project writes JSON: only the one value changes. Taking out
// leaves the interface on: another plugin may have come to need it.
Status switch_interface_on(std::vector<FileChange>& changes, const fs::path& settings) {
  CURVESPICE_ASSIGN(FileChange change, plan_change(settings / "kicad_common.json"));
  if (!change.existed) return {};
  CURVESPICE_ASSIGN(Json json, parse_json(change.before, change.path.string()));
  if (!json.is_object() || json.value("api", Json::object()).value("enable_server", false))
    return {};
  json["api"]["enable_server"] = true;
  change.after = json.dump(2) + (change.before.ends_with('\n') ? "\n" : "");
  changes.push_back(std::move(change));
  return {};
}

}  // namespace

Result<std::vector<FileChange>> plan_kicad(const fs::path& home, bool installing) {
  std::vector<FileChange> changes;
  for (const std::string& version : versions(home)) {
    const fs::path settings = home / ".config/kicad" / version;
    CURVESPICE_TRY(add_button(
        changes, home / ".local/share/kicad" / version / "plugins/org.curvespice.datasheet",
        installing));
    CURVESPICE_TRY(add_library(changes, settings, installing));
    if (installing) CURVESPICE_TRY(switch_interface_on(changes, settings));
  }
  return changes;
}

}  // namespace curvespice::install
