// curvespice import PROJECT: hand-work of another digitizer as an extraction.
// curvespice export FIGURE.json --as engauge|webplotdigitizer: an extraction as its project.
#include <cstdio>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "plugin/cli/job_options.h"
#include "worker/exchange/exchange.h"
#include "worker/run_job.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::string project, image, out = ".";
  bool trace = false, json = false;
};

int fail(const char* command, const Error& error) {
  std::fprintf(stderr, "curvespice %s: %s\n", command, error.message.c_str());
  return error.code == ErrorCode::internal ? 3 : 2;
}

Result<std::string> image_of(const DigitizerProject& project, const ImportOptions& options) {
  if (!options.image.empty()) return read_file(options.image);
  if (!project.image.empty()) return project.image;
  return Error{
      ErrorCode::usage,
      "'" + options.project + "' has no image in it: name the one that was digitized with --image"};
}

// One job for each plot: their artifacts bear the project's name, and a number from the second on.
Result<JobOutcome> import_project(const ImportOptions& options) {
  CURVESPICE_ASSIGN(const std::string bytes, read_file(options.project));
  CURVESPICE_ASSIGN(const DigitizerProject project, read_digitizer_project(bytes));
  CURVESPICE_ASSIGN(const std::string image, image_of(project, options));
  CURVESPICE_ASSIGN(const TemporaryFolder folder, TemporaryFolder::create());
  CURVESPICE_TRY(write_file_atomic(folder.path() / "image", image));
  JobOutcome all;
  all.artifacts = options.out;
  TerminalProgress progress;
  const std::string stem = fs::path(options.project).stem();
  for (std::size_t i = 0; i < project.plots.size(); ++i) {
    JobRequest request;
    CURVESPICE_ASSIGN(request.parameters, parameters_from(project.plots[i], !options.trace));
    request.inputs.push_back(
        {folder.path() / "image", (i == 0 ? stem : stem + "-" + std::to_string(i + 1)) + ".png"});
    CURVESPICE_ASSIGN(JobOutcome outcome, run_job_into(request, options.out, progress));
    all.figures.insert(all.figures.end(), outcome.figures.begin(), outcome.figures.end());
    all.problems.insert(all.problems.end(), outcome.problems.begin(), outcome.problems.end());
  }
  return all;
}

struct ExportOptions {
  std::string extraction, format = "webplotdigitizer", out;
};

Result<fs::path> export_figure(const ExportOptions& options) {
  CURVESPICE_ASSIGN(const std::string text, read_file(options.extraction));
  CURVESPICE_ASSIGN(const Json json, parse_json(text, options.extraction));
  CURVESPICE_ASSIGN(const Extraction extraction, extraction_from_json(json));
  const fs::path given = options.extraction;
  CURVESPICE_ASSIGN(const std::string png,
                    read_file(given.parent_path() / extraction.source.figure_png));
  CURVESPICE_ASSIGN(const DigitizerProject project, project_of(extraction, png));
  fs::path out = options.out;
  const bool engauge = options.format == "engauge";
  if (out.empty()) out = fs::path(given).replace_extension(engauge ? ".dig" : ".tar");
  if (engauge) {
    CURVESPICE_ASSIGN(const auto size, png_size(png));
    CURVESPICE_TRY(write_file_atomic(out, engauge_text(project, size.first, size.second)));
    return out;
  }
  CURVESPICE_ASSIGN(const std::string tar, webplotdigitizer_tar(project, out.stem()));
  CURVESPICE_TRY(write_file_atomic(out, tar));
  return out;
}

}  // namespace

int import_command(const Arguments& arguments) {
  CLI::App app("A plot that was digitized by hand elsewhere, as curves of ours", "import");
  ImportOptions options;
  app.add_option("project", options.project, "Engauge's .dig, WebPlotDigitizer's .json or .tar")
      ->required();
  app.add_option("--image", options.image, "the image, where the project has none in it");
  app.add_option("--out", options.out, "folder of the artifacts")->capture_default_str();
  app.add_flag("--trace", options.trace, "take the axes only, and trace the curves anew");
  app.add_flag("--json", options.json, "print the result as JSON");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  const double begin = monotonic_seconds();
  const auto outcome = import_project(options);
  if (!outcome.ok()) return fail("import", outcome.error());
  JobOptions shown;
  shown.out = options.out;
  shown.json = options.json;
  return print_outcome(outcome, shown, monotonic_seconds() - begin);
}

int export_command(const Arguments& arguments) {
  CLI::App app("A figure's axes and curves as a project of another digitizer", "export");
  ExportOptions options;
  app.add_option("figure", options.extraction, "the figure's JSON, beside its pictures")
      ->required();
  app.add_option("--as", options.format, "engauge or webplotdigitizer")
      ->check(CLI::IsMember({"engauge", "webplotdigitizer"}))
      ->capture_default_str();
  app.add_option("--out", options.out, "file; else the figure's name with .dig or .tar");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  const auto written = export_figure(options);
  if (!written.ok()) return fail("export", written.error());
  std::printf("%s\n", written->c_str());
  return 0;
}

}  // namespace curvespice
