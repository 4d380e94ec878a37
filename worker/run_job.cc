#include "worker/run_job.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "worker/extract_step.h"
#include "worker/library_step.h"
#include "worker/model_step.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

// Fitting and sweeping take about as long as reading the pages.
constexpr double kExtractShareOfModelJob = 0.5;

Result<JobRequest> read_request(const fs::path& folder) {
  CURVESPICE_ASSIGN(const std::string text, read_file(folder / "request.json"));
  CURVESPICE_ASSIGN(const Json json, parse_json(text, "request.json"));
  return job_request_from_json(json);
}

Result<JobOutcome> run_in_job_folder(const fs::path& folder) {
  CURVESPICE_ASSIGN(const JobRequest request, read_request(folder));
  // What an attempt before this one left behind must not look like this one's work.
  std::error_code ignored;
  fs::remove_all(folder / "artifacts", ignored);
  CURVESPICE_TRY(make_folders(folder / "artifacts"));
  FolderProgress progress(folder);
  return run_job(request, folder / "artifacts", progress);
}

// Made in a hidden folder inside its place, and moved there when all is written.
Result<JobOutcome> run_job_staged(const JobRequest& request, const fs::path& folder,
                                  Progress& progress) {
  CURVESPICE_ASSIGN(const TemporaryFolder staging, TemporaryFolder::create(folder));
  CURVESPICE_ASSIGN(JobOutcome outcome, run_job(request, staging.path(), progress));
  CURVESPICE_TRY(publish_folder(staging.path(), folder));
  outcome.artifacts = folder;
  return outcome;
}

}  // namespace

Result<JobOutcome> run_job(const JobRequest& request, const fs::path& folder, Progress& progress) {
  JobOutcome outcome;
  outcome.artifacts = folder;
  if (request.kind == JobKind::trivial) return outcome;
  if (request.kind == JobKind::library) {
    CURVESPICE_TRY(library_from_models(request, folder, progress));
    return outcome;
  }
  const bool is_model = request.kind == JobKind::model || request.kind == JobKind::verify;
  CURVESPICE_ASSIGN(
      ExtractedFigures figures,
      extract_inputs(request, folder, is_model ? kExtractShareOfModelJob : 1, progress));
  for (const Extraction& extraction : figures.extractions)
    outcome.figures.push_back(summarise(extraction));
  outcome.problems = std::move(figures.problems);
  if (is_model) {
    CURVESPICE_ASSIGN(outcome.model, model_from_figures(request, figures, folder,
                                                        kExtractShareOfModelJob, progress));
  }
  if (progress.cancelled()) return Error{ErrorCode::cancelled, "cancelled"};
  progress.report(100, "report", "done");
  return outcome;
}

Result<JobOutcome> run_job_into(const JobRequest& request, const fs::path& folder,
                                Progress& progress) {
  std::error_code ignored;
  const bool is_new = !fs::exists(folder, ignored);
  CURVESPICE_TRY(make_folders(folder));
  Result<JobOutcome> made = run_job_staged(request, folder, progress);
  // Only when it is still empty: nothing of a failed job is left behind.
  if (!made.ok() && is_new) fs::remove(folder, ignored);
  return made;
}
Status run_job_folder(const fs::path& folder) {
  const double begin = monotonic_seconds();
  const Result<JobOutcome> outcome = run_in_job_folder(folder);
  const Json json = result_to_json(outcome, monotonic_seconds() - begin);
  return write_file_atomic(folder / "result.json", pretty_json(json));
}

}  // namespace curvespice
