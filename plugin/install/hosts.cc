#include "plugin/install/hosts.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/file.h"
#include "base/paths.h"
#include "plugin/install/kicad_host.h"

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

Result<std::vector<FileChange>> plan_of_home(const Host& host, bool installing) {
  CURVESPICE_ASSIGN(const auto home, home_folder());
  return host.plan(home, installing);
}

}  // namespace

const std::vector<Host>& hosts() {
  static const std::vector<Host> known = {
      // xschem reads ./xschemrc or, where there is none, ~/.xschem/xschemrc: only one of the two.
      {"xschem", ".xschem/xschemrc", "xschemrc", kXschemMark, xschem_line, nullptr,
       "Start xschem: its menu Datasheet is beside Simulation."},
      {"ngspice", ".spiceinit", ".spiceinit", kNgspiceMark, ngspice_line, nullptr,
       "At ngspice's prompt: datasheet run FILE.pdf --device diode --part NAME"},
      {"kicad", nullptr, nullptr, "", nullptr, plan_kicad,
       "Start KiCad (9 or later): the button is in the toolbar of the schematic editor, models are "
       "in the symbol library Curvespice. Before KiCad's first start, install again after it."},
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
  if (host.plan != nullptr) return plan_of_home(host, true);
  CURVESPICE_ASSIGN(FileChange change, plan_change(file));
  CURVESPICE_ASSIGN(const StartLine line, host.start_line());
  change.after = with_line(change.before, line);
  return std::vector<FileChange>{std::move(change)};
}

Result<std::vector<FileChange>> plan_uninstall(const Host& host,
                                               const std::filesystem::path& file) {
  if (host.plan != nullptr) return plan_of_home(host, false);
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
