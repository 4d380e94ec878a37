#include "plugin/cli/job_options.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/json.h"
#include "worker/outcome_table.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

constexpr std::array kReadable = {".pdf", ".svg",  ".png", ".jpg", ".jpeg",
                                  ".tif", ".tiff", ".bmp", ".webp"};

bool is_readable(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), ::tolower);
  return std::find(kReadable.begin(), kReadable.end(), ending) != kReadable.end();
}

void print_figure(const FigureSummary& figure) {
  const std::string where = figure.file + " p" + std::to_string(figure.page) +
                            (figure.figure.empty() ? "" : " Fig. " + figure.figure);
  std::printf("  %-9s %-28s %-20s %2zu curves  %s\n", verdict_name(figure.status), where.c_str(),
              figure.family.c_str(), figure.curves, figure.caption.c_str());
  for (const auto* sentences : {&figure.reasons, &figure.contradictions})
    for (const std::string& sentence : *sentences)
      std::printf("            - %s\n", sentence.c_str());
}

void print_model(const ModelSummary& model, const fs::path& folder) {
  std::printf("\nmodel %s: verification %s\n", model.name.c_str(), model.verdict.c_str());
  for (const std::string& remark : model.remarks) std::printf("  - %s\n", remark.c_str());
  if (!model.file.empty()) std::printf("  model   %s\n", (folder / model.file).c_str());
  std::printf("  report  %s\n", (folder / model.report).c_str());
}

int print_error(const Error& error) {
  std::fprintf(stderr, "curvespice: %s\n", error.message.c_str());
  return exit_code_of(error);
}

}  // namespace

void add_job_options(CLI::App& app, JobOptions& options) {
  app.add_option("input", options.inputs, "PDF, SVG or image files, or folders of them")
      ->required();
  app.add_option("--out", options.out, "folder for what is made")->capture_default_str();
  app.add_option("--page", options.parameters.page, "only this page, from 1")
      ->check(CLI::Range(1, 100000));
  app.add_option("--figure", options.parameters.figure, "only this figure of its page, from 1")
      ->check(CLI::Range(1, 100000));
  app.add_option("--method", options.parameters.method, "auto, vector or raster")
      ->capture_default_str();
  app.add_option("--x", options.parameters.x, "x axis by hand: LO:HI:lin|log:UNIT");
  app.add_option("--y", options.parameters.y, "y axis by hand: LO:HI:lin|log:UNIT");
  app.add_option("--curve", options.parameters.curves,
                 "label by hand: '#d62728=25°C' or 'c2=25°C'");
  app.add_option("--queue", options.queue, "have it done by this queue of the service");
  app.add_flag("--json", options.json, "print the result as JSON");
}

std::optional<int> parse_arguments(CLI::App& app, Arguments arguments) {
  std::reverse(arguments.begin(), arguments.end());  // the way the library wants a vector
  try {
    app.parse(std::move(arguments));
    return std::nullopt;
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0) return app.exit(problem);
    std::fprintf(stderr, "curvespice %s: %s; see 'curvespice %s --help'\n", app.get_name().c_str(),
                 problem.what(), app.get_name().c_str());
    return 2;
  }
}

Result<std::vector<JobInput>> find_inputs(const std::vector<std::string>& inputs) {
  std::vector<JobInput> found;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      found.push_back({fs::absolute(input), fs::path(input).filename().string()});
      continue;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(input, error))
      if (entry.is_regular_file() && is_readable(entry.path())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty())
      return Error{ErrorCode::not_found,
                   "the folder '" + input + "' holds no PDF, SVG or image file"};
    for (const fs::path& file : files)
      found.push_back({fs::absolute(file), file.filename().string()});
  }
  return found;
}

int print_outcome(const Result<JobOutcome>& outcome, const JobOptions& options, double seconds) {
  if (options.json) {
    std::printf("%s", pretty_json(result_to_json(outcome, seconds)).c_str());
    return outcome.ok() ? exit_code_of(*outcome) : exit_code_of(outcome.error());
  }
  if (!outcome.ok()) return print_error(outcome.error());
  std::printf("%zu figures, in %.1f s\n", outcome->figures.size(), seconds);
  for (const FigureSummary& figure : outcome->figures) print_figure(figure);
  for (const Error& problem : outcome->problems) print_error(problem);
  if (outcome->figures.size() > 1) std::printf("\n%s", outcome_table(*outcome).c_str());
  if (outcome->model) print_model(*outcome->model, options.out);
  std::printf("  curves  %s/*.csv\n", options.out.c_str());
  return exit_code_of(*outcome);
}

}  // namespace curvespice
