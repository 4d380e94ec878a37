#include <cstdio>

#include <dlfcn.h>

#include "base/json.h"
#include "base/paths.h"
#include "base/process.h"
#include "plugin/cli/job_options.h"

namespace curvespice {
namespace {

// One thing that the program leans on: what it is for, and what to install when it is not there.
struct Need {
  const char* name;
  bool is_library;
  bool required;
  const char* purpose;
  const char* package;
};

constexpr Need kNeeds[] = {
    {"pdftocairo", false, true, "reads the drawing of a PDF page", "poppler-utils"},
    {"pdftotext", false, true, "reads the words of a PDF page", "poppler-utils"},
    {"libngspice.so.0", true, true, "simulates every model", "libngspice0"},
    {"rsvg-convert", false, false, "draws the overlay of an SVG file", "librsvg2-bin"},
    {"bsdtar", false, false, "reads products that are imported", "libarchive-tools"},
    {"tesseract", false, false, "reads the numbers of scans and images", "tesseract-ocr"},
    {"xschem", false, false, "schematic editor with a Datasheet menu", "xschem"},
    {"ngspice", false, false, "simulator at a prompt", "ngspice"},
};

// Where it is, or empty.
std::string location_of(const Need& need) {
  if (!need.is_library) {
    const auto path = find_program(need.name);
    return path ? path->string() : "";
  }
  void* library = ::dlopen(need.name, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return "";
  ::dlclose(library);
  return need.name;
}

bool has_data() {
  std::error_code error;
  return std::filesystem::is_directory(data_folder() / "families", error);
}

}  // namespace

int doctor_command(const Arguments& arguments) {
  CLI::App app("What is installed, what is missing, and what to do", "doctor");
  bool json = false;
  app.add_flag("--json", json, "as JSON");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;

  bool healthy = true;
  Json list = Json::array();
  for (const Need& need : kNeeds) {
    const std::string location = location_of(need);
    if (location.empty() && need.required) healthy = false;
    list.push_back({{"name", need.name},
                    {"found", location},
                    {"required", need.required},
                    {"purpose", need.purpose},
                    {"package", need.package}});
    if (json) continue;
    const std::string advice =
        location.empty() ? std::string("missing: apt-get install ") + need.package : location;
    std::printf("%s %-16s %-38s %s\n",
                !location.empty() ? "ok "
                : need.required   ? "NO "
                                  : "-  ",
                need.name, need.purpose, advice.c_str());
  }
  if (!has_data()) {
    healthy = false;
    if (!json)
      std::printf(
          "NO  data folder      families and device classes               not in '%s': set "
          "CURVESPICE_DATA to the project's config folder\n",
          data_folder().c_str());
  }
  if (json)
    std::printf("%s", pretty_json({{"engine", engine_version()},
                                   {"healthy", healthy},
                                   {"data", data_folder().string()},
                                   {"needs", list}})
                          .c_str());
  return healthy ? 0 : 1;
}

}  // namespace curvespice
