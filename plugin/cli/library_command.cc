// curvespice library build|diff|approve|reject|publish
#include <cstdio>
#include <ctime>

#include "base/clock.h"
#include "base/file.h"
#include "plugin/cli/job_options.h"
#include "spice-export/library/library.h"
#include "worker/run_job.h"

namespace curvespice {
namespace {

struct LibraryOptions {
  std::string parts, folder = "library", before, after, part, name, comment, target;
  int jobs = 2;
};

int fail(const Error& error) {
  std::fprintf(stderr, "curvespice library: %s\n", error.message.c_str());
  return error.code == ErrorCode::internal ? 3 : 2;
}

Status apply_hint(ExtractionParameters& parameters, const std::string& key,
                  const std::string& value) {
  if (key == "page")
    parameters.page = std::atoi(value.c_str());
  else if (key == "figure")
    parameters.figure = std::atoi(value.c_str());
  else if (key == "method")
    parameters.method = value;
  else if (key == "x")
    parameters.x = value;
  else if (key == "y")
    parameters.y = value;
  else if (key == "curve")
    parameters.curves.push_back(value);
  else
    return Error{ErrorCode::bad_input,
                 "'" + key + "' is no hint: page, figure, method, x, y, curve"};
  return {};
}

Status make_part(const PartEntry& part, const std::filesystem::path& folder) {
  JobRequest request;
  request.kind = JobKind::model;
  request.device = part.device;
  request.part = part.name;
  request.limits = part.limits;
  for (const auto& datasheet : part.datasheets)
    request.inputs.push_back({datasheet, datasheet.filename().string()});
  for (const auto& [key, value] : part.hints)
    CURVESPICE_TRY(apply_hint(request.parameters, key, value));
  SilentProgress progress;
  const auto outcome = run_job(request, folder, progress);
  if (!outcome.ok()) return outcome.error();
  return {};
}

int build(const LibraryOptions& options) {
  const auto manifest = load_manifest(options.parts);
  if (!manifest.ok()) return fail(manifest.error());
  const auto outcome = build_library(*manifest, options.folder, make_part, options.jobs);
  if (!outcome.ok()) return fail(outcome.error());
  bool good = true;
  for (const BuiltPart& part : outcome->parts) {
    good = good && part.verdict == "pass";
    std::printf("  %-9s %-6s %s%s%s\n", part.made ? "made" : "unchanged", part.verdict.c_str(),
                part.name.c_str(), part.message.empty() ? "" : ": ", part.message.c_str());
  }
  std::printf("library %s\n", (std::filesystem::path(options.folder) / "index.html").c_str());
  return good ? 0 : 1;
}

int diff(const LibraryOptions& options) {
  const auto difference = diff_libraries(options.before, options.after);
  if (!difference.ok()) return fail(difference.error());
  const std::string text = describe(*difference);
  std::printf("%s", text.c_str());
  return text == "no difference\n" ? 0 : 1;
}

int decide(const LibraryOptions& options, bool approved) {
  const std::string date = utc_timestamp(system_clock().now_ms()).substr(0, 10);
  const Status status = record_approval(
      options.folder, {options.part, "", approved, options.name, date, options.comment});
  return status.ok() ? 0 : fail(status.error());
}

int publish(const LibraryOptions& options) {
  const auto parts = publish_library(options.folder, options.target);
  if (!parts.ok()) return fail(parts.error());
  for (const std::string& part : *parts) std::printf("  published %s\n", part.c_str());
  return 0;
}

}  // namespace

int library_command(const Arguments& arguments) {
  CLI::App app("Libraries of models that can be made again", "library");
  app.require_subcommand(1);
  LibraryOptions options;
  CLI::App* build_app = app.add_subcommand("build", "makes every part whose inputs changed");
  build_app->add_option("parts", options.parts, "parts.toml")->required();
  build_app->add_option("--jobs", options.jobs, "parts made at once")->check(CLI::Range(1, 64));
  CLI::App* diff_app = app.add_subcommand("diff", "what drifted between two built libraries");
  diff_app->add_option("before", options.before)->required();
  diff_app->add_option("after", options.after)->required();
  CLI::App* approve_app = app.add_subcommand("approve", "lets a part's model be published");
  CLI::App* reject_app = app.add_subcommand("reject", "keeps it from being published");
  for (CLI::App* decision : {approve_app, reject_app}) {
    decision->add_option("part", options.part)->required();
    decision->add_option("--name", options.name, "who says so")->required();
    decision->add_option("--comment", options.comment, "why");
  }
  CLI::App* publish_app = app.add_subcommand("publish", "writes the approved models as a library");
  publish_app->add_option("target", options.target, "folder")->required();
  for (CLI::App* one : {build_app, approve_app, reject_app, publish_app})
    one->add_option("--out", options.folder, "the library's folder")->capture_default_str();
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;

  if (*build_app) return build(options);
  if (*diff_app) return diff(options);
  if (*approve_app) return decide(options, true);
  if (*reject_app) return decide(options, false);
  return publish(options);
}

}  // namespace curvespice
