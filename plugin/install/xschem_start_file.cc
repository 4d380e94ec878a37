#include "plugin/install/xschem_start_file.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/file.h"
#include "base/paths.h"

namespace curvespice::install {
namespace {

constexpr char kMark[] = ";# added by: curvespice install xschem";

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

// An extension that is no longer there costs a line on the terminal, not the editor.
std::string loading_line(const std::filesystem::path& library) {
  return "if {[catch {load " + tcl_word(library.string()) +
         " Curvespice} curvespice_problem]} {puts stderr \"curvespice: $curvespice_problem\"} " +
         kMark;
}

struct Place {
  std::size_t begin, length;  // of our line without its end
};

std::optional<Place> find_line(const std::string& text) {
  const std::size_t mark = text.find(kMark);
  if (mark == std::string::npos) return std::nullopt;
  const std::size_t before = text.rfind('\n', mark);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return Place{begin, std::min(text.find('\n', mark), text.size()) - begin};
}

// A file whose last line has no end gets one ahead of our line, which then has none itself: taking
// our line out gives back the very same bytes.
std::string without_line(std::string text, Place place) {
  const bool last = place.begin + place.length == text.size();
  if (last && place.begin > 0) --place.begin;
  return text.erase(place.begin, place.length + 1);
}

}  // namespace

std::string with_extension(const std::string& text, const std::filesystem::path& library) {
  const std::string line = loading_line(library);
  if (const auto place = find_line(text))
    return std::string(text).replace(place->begin, place->length, line);
  if (text.empty() || text.back() == '\n') return text + line + "\n";
  return text + "\n" + line;
}

std::string without_extension(const std::string& text) {
  std::string changed = text;
  while (const auto place = find_line(changed)) changed = without_line(std::move(changed), *place);
  return changed;
}

Result<std::filesystem::path> users_start_file() {
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') return std::filesystem::path(home) / ".xschem" / "xschemrc";
  return Error{ErrorCode::not_found, "HOME is not set: name the start file with --file"};
}

std::optional<std::filesystem::path> hiding_start_file(const std::filesystem::path& folder,
                                                       const std::filesystem::path& file) {
  const std::filesystem::path local = folder / "xschemrc";
  std::error_code failure;
  if (!std::filesystem::exists(local, failure)) return std::nullopt;
  if (std::filesystem::equivalent(local, file, failure)) return std::nullopt;
  const auto text = read_file(local);
  if (text && find_line(*text)) return std::nullopt;
  return local;
}

Result<std::filesystem::path> extension_library() {
  const auto library =
      program_path().parent_path().parent_path() / "lib/curvespice/curvespice_xschem.so";
  if (std::filesystem::exists(library)) return library;
  return Error{ErrorCode::not_found,
               "the extension is not at '" + library.string() + "': build or install it first"};
}

}  // namespace curvespice::install
