// compare_example FOLDER: where the demo's results are, how large its errors, and how near the
// fitted parameters came to the known ones.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/json.h"
#include "example/known_diode.h"

namespace curvespice::example {
namespace {

void list_files(const std::filesystem::path& folder) {
  const std::pair<const char*, const char*> kinds[] = {
      {".csv", "curves"}, {".lib", "model"}, {".html", "report"}};
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path());
  for (const auto& [ending, what] : kinds)
    for (const auto& file : files)
      if (file.extension() == ending) std::printf("  %-8s %s\n", what, file.c_str());
}

std::string text_of(const Json& object, const char* name) {
  return object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : "";
}

double number_of(const Json& object, const char* name) {
  return object.contains(name) && object[name].is_number() ? object[name].get<double>() : NAN;
}

// Padded to `width` characters on the screen; printf counts bytes.
std::string padded(std::string text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  return shown < width ? text.append(width - shown, ' ') : text;
}

void print_errors(const Json& verification) {
  std::printf("\nErrors of the simulated model against the curves read (%% of the axis span)\n");
  std::printf("  %-14s %-24s %-12s %8s %8s %8s  %s\n", "figure", "family", "curve", "rms", "p95",
              "max", "verdict");
  for (const Json& figure : verification["figures"]) {
    const std::string name = text_of(figure, "figure"), family = text_of(figure, "family");
    if (text_of(figure, "verdict") == "skipped")
      std::printf("  %-14s %-24s skipped: %s\n", name.c_str(), family.c_str(),
                  text_of(figure, "reason").c_str());
    for (const Json& curve : figure.value("curves", Json::array()))
      std::printf("  %-14s %-24s %s %8.3f %8.3f %8.3f  %s\n", name.c_str(), family.c_str(),
                  padded(text_of(curve, "label"), 12).c_str(), 100 * number_of(curve, "rms_span"),
                  100 * number_of(curve, "p95_span"), 100 * number_of(curve, "max_span"),
                  text_of(figure, "verdict").c_str());
  }
}

void print_parameters(const Json& verification) {
  std::map<std::string, Json> fitted;
  for (const Json& parameter : verification["parameters"])
    fitted[text_of(parameter, "name")] = parameter;
  std::printf("\nParameters of the model that the example was drawn from\n");
  std::printf("  %-6s %12s %12s %10s\n", "", "known", "fitted", "off by");
  for (const KnownParameter& known : known_parameters()) {
    std::printf("  %-6s %12.4g ", known.name.c_str(), known.value);
    const auto found = fitted.find(known.name);
    if (found == fitted.end() || text_of(found->second, "origin") == "default") {
      std::printf("%12s\n", "not fitted");
      continue;
    }
    const double value = number_of(found->second, "value");
    std::printf("%12.4g %+9.2f%%  %s\n", value, 100 * (value / known.value - 1),
                known.unit.c_str());
  }
}

Status compare(const std::filesystem::path& folder) {
  CURVESPICE_ASSIGN(const std::string text, read_file(folder / "verification.json"));
  CURVESPICE_ASSIGN(Json verification, parse_json(text, "verification.json"));
  if (!verification.contains("figures") || !verification.contains("parameters"))
    return Error{ErrorCode::bad_input, "verification.json has no figures or no parameters"};
  std::printf("\nResults\n");
  list_files(folder);
  print_errors(verification);
  print_parameters(verification);
  return {};
}

}  // namespace
}  // namespace curvespice::example

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: compare_example FOLDER\n");
    return 2;
  }
  const curvespice::Status compared = curvespice::example::compare(argv[1]);
  if (compared.ok()) return 0;
  std::fprintf(stderr, "compare_example: %s\n", compared.error().message.c_str());
  return 2;
}
