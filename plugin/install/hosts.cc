#include "plugin/install/hosts.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/file.h"
#include "base/paths.h"

namespace curvespice::install {
namespace {

constexpr char kXschemMark[] = ";# added by: curvespice install xschem";
constexpr char kNgspiceMark[] = "alias datasheet shell ";

// A path as one Tcl word: in braces, or letter by letter where braces would not do.
std::string tcl_word(const std::string& text) {
  if (text.find_first_of("{}\\") == std::string::npos) return "{" + text + "}";
  std::string word;
  for (const char letter : text) {
    if (std::string_view("{}\\\"$[]; ").find(letter) != std::string_view::npos) word += '\\';
    word += letter;
  }
  return word;
}

// Beside the program, as it is built and as it is installed.
Result<StartLine> xschem_line() {
  const auto library =
      program_path().parent_path().parent_path() / "lib/curvespice/curvespice_xschem.so";
  if (std::filesystem::exists(library)) return xschem_start_line(library);
  return Error{ErrorCode::not_found,
               "the extension is not at '" + library.string() + "': build or install it first"};
}

// ngspice hands the rest of the line to a shell, so the path must be harmless there.
Result<StartLine> ngspice_line() {
  const std::string program = program_path().string();
  if (program.find_first_of(" \t'\"$`\\;&|<>()*?[]#~") == std::string::npos)
    return StartLine{kNgspiceMark + program, kNgspiceMark};
  return Error{ErrorCode::usage, "ngspice cannot start '" + program +
                                     "': install Curvespice in a folder without blanks and such"};
}

Result<std::filesystem::path> home_folder() {
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') return std::filesystem::path(home);
  return Error{ErrorCode::not_found, "HOME is not set: name the start file with --file"};
}

// As one word of a shell.
std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char letter : text) word += letter == '\'' ? "'\\''" : std::string(1, letter);
  return word + "'";
}

// A button in KiCad's editors (9 and later) that opens the page: KiCad's interface for plugins
// gives neither the selection nor the fields of a symbol, so there is nothing to fill in.
constexpr char kKiCadManifest[] = R"({
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
    "entrypoint": "open-page"
  }]
}
)";

Result<std::vector<OwnFile>> kicad_files() {
  const std::string folder = ".local/share/kicad/9.0/plugins/org.curvespice.datasheet/";
  return std::vector<OwnFile>{
      {folder + "plugin.json", kKiCadManifest},
      {folder + "open-page",
       "#!/bin/sh\nexec " + shell_word(program_path().string()) + " open --browser\n", true}};
}

Result<std::vector<FileChange>> plan_own_files(const Host& host, bool installing) {
  CURVESPICE_ASSIGN(const auto home, home_folder());
  CURVESPICE_ASSIGN(const auto files, host.own_files());
  std::vector<FileChange> changes;
  for (const OwnFile& file : files) {
    CURVESPICE_ASSIGN(FileChange change, plan_change(home / file.place));
    change.after = installing ? file.content : "";
    change.executable = file.executable;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

const std::vector<Host>& hosts() {
  static const std::vector<Host> known = {
      // xschem reads ./xschemrc or, where there is none, ~/.xschem/xschemrc: only one of the two.
      {"xschem", ".xschem/xschemrc", "xschemrc", kXschemMark, xschem_line, nullptr,
       "Start xschem: its menu Datasheet is beside Simulation."},
      {"ngspice", ".spiceinit", ".spiceinit", kNgspiceMark, ngspice_line, nullptr,
       "At ngspice's prompt: datasheet run FILE.pdf --device diode --part NAME"},
      {"kicad", nullptr, nullptr, "", nullptr, kicad_files,
       "In KiCad: enable the API in Preferences > Plugins; the button is in the toolbar of the "
       "schematic editor, and 'curvespice.kicad_sym' beside the models is their symbol library."},
  };
  return known;
}

const Host* find_host(const std::string& name) {
  const auto found = std::find_if(hosts().begin(), hosts().end(),
                                  [&](const Host& host) { return host.name == name; });
  return found == hosts().end() ? nullptr : &*found;
}

Result<std::filesystem::path> users_start_file(const Host& host) {
  CURVESPICE_ASSIGN(const auto home, home_folder());
  return home / (host.start_file != nullptr ? host.start_file : "");
}

Result<std::vector<FileChange>> plan_install(const Host& host, const std::filesystem::path& file) {
  if (host.own_files != nullptr) return plan_own_files(host, true);
  CURVESPICE_ASSIGN(FileChange change, plan_change(file));
  CURVESPICE_ASSIGN(const StartLine line, host.start_line());
  change.after = with_line(change.before, line);
  return std::vector<FileChange>{std::move(change)};
}

Result<std::vector<FileChange>> plan_uninstall(const Host& host,
                                               const std::filesystem::path& file) {
  if (host.own_files != nullptr) return plan_own_files(host, false);
  CURVESPICE_ASSIGN(FileChange change, plan_change(file));
  change.after = without_line(change.before, host.mark);
  return std::vector<FileChange>{std::move(change)};
}

std::optional<std::filesystem::path> hiding_start_file(const Host& host,
                                                       const std::filesystem::path& folder,
                                                       const std::filesystem::path& file) {
  if (host.local_name == nullptr) return std::nullopt;
  const std::filesystem::path local = folder / host.local_name;
  std::error_code failure;
  if (!std::filesystem::exists(local, failure)) return std::nullopt;
  if (std::filesystem::equivalent(local, file, failure)) return std::nullopt;
  const auto text = read_file(local);
  if (text && has_line(*text, host.mark)) return std::nullopt;
  return local;
}

StartLine xschem_start_line(const std::filesystem::path& library) {
  return {"if {[catch {load " + tcl_word(library.string()) +
              " Curvespice} curvespice_problem]} {puts stderr \"curvespice: "
              "$curvespice_problem\"} " +
              kXschemMark,
          kXschemMark};
}

}  // namespace curvespice::install
