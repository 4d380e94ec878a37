// `curvespice fit`: a model from curves that are there already, extracted or measured.
#include "base/file.h"
#include "base/json.h"
#include "extractor/read_csv.h"
#include "plugin/cli/job_options.h"
#include "spice-export/make_model.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

struct FitArguments {
  std::vector<std::string> inputs, given;
  std::string device, part = "PART", out = ".", limits;
};

Result<Extraction> read_curves(const fs::path& file) {
  CURVESPICE_ASSIGN(const std::string text, read_file(file, std::size_t{64} << 20));
  if (file.extension() != ".json") return extraction_from_csv(text, file.string());
  CURVESPICE_ASSIGN(const Json json, parse_json(text, file.string()));
  CURVESPICE_ASSIGN(Extraction extraction, extraction_from_json(json));
  extraction.artifact_name = file.stem().string();
  return extraction;
}

// "TT=4e-9": held, and reported as the user's.
Status hold(const std::string& text, std::map<std::string, double>& given) {
  const std::size_t equals = text.find('=');
  char* end = nullptr;
  const double value =
      equals == std::string::npos ? 0 : std::strtod(text.c_str() + equals + 1, &end);
  if (end == nullptr || *end != '\0' || end == text.c_str() + equals + 1)
    return Error{ErrorCode::usage, "--hold wants NAME=NUMBER, not '" + text + "'"};
  given[text.substr(0, equals)] = value;
  return {};
}

Result<ModelOutcome> fit(const FitArguments& arguments) {
  ModelRequest request;
  request.device = arguments.device;
  request.part = arguments.part;
  request.folder = arguments.out;
  request.limits = arguments.limits;
  CURVESPICE_TRY(check_part_name(request.part));
  for (const std::string& text : arguments.given) CURVESPICE_TRY(hold(text, request.given));
  for (const std::string& input : arguments.inputs) {
    CURVESPICE_ASSIGN(Extraction extraction, read_curves(input));
    const fs::path overlay = fs::path(input).parent_path() / extraction.source.crop_png;
    if (auto png = read_file(overlay); !extraction.source.crop_png.empty() && png.ok())
      request.overlays[extraction.source.crop_png] = std::move(png).value();
    request.extractions.push_back(std::move(extraction));
  }
  CURVESPICE_TRY(make_folders(request.folder));
  return make_model(request);
}

int print(const ModelOutcome& outcome, const FitArguments& arguments) {
  std::printf("%s  %s\n", outcome.verdict.c_str(), outcome.summary.c_str());
  for (std::size_t i = 0; i < outcome.figures.size(); ++i)
    std::printf("  %-8s %-2s %s  %s\n", outcome.figures[i].verdict.c_str(),
                outcome.figures[i].grade.c_str(), outcome.figures[i].artifact_name.c_str(),
                outcome.figures[i].reason.c_str());
  for (const std::string& file : outcome.files)
    std::printf("  %s\n", (fs::path(arguments.out) / file).c_str());
  return outcome.verdict == "pass" ? 0 : 1;
}

}  // namespace

int fit_command(const Arguments& words) {
  CLI::App app("Curves (CSV, or JSON as extract writes it) to a fitted, verified SPICE model",
               "fit");
  FitArguments arguments;
  app.add_option("input", arguments.inputs, "curves: CSV or JSON files, one a figure")->required();
  app.add_option("--device", arguments.device, "device class, such as diode")->required();
  app.add_option("--part", arguments.part, "name of the model")->capture_default_str();
  app.add_option("--out", arguments.out, "folder for what is made")->capture_default_str();
  app.add_option("--limits", arguments.limits, "grade limits (TOML) instead of the usual ones");
  app.add_option("--hold", arguments.given, "a parameter that is known: NAME=NUMBER");
  if (const auto exit_code = parse_arguments(app, words)) return *exit_code;
  const auto outcome = fit(arguments);
  if (outcome.ok()) return print(*outcome, arguments);
  std::fprintf(stderr, "curvespice: %s\n", outcome.error().message.c_str());
  return exit_code_of(outcome.error());
}

}  // namespace curvespice
