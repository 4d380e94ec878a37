#include "worker/side_by_side.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "base/process.h"
#include "worker/extract_step.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

Status write_request(const JobRequest& all, std::size_t index, const fs::path& job) {
  JobRequest one = all;
  one.inputs = {all.inputs[index]};
  CURVESPICE_TRY(make_folders(job));
  return write_file_atomic(job / "request.json", pretty_json(to_json(one)));
}

Result<JobOutcome> run_one(const JobRequest& all, std::size_t index, const fs::path& job,
                           const fs::path& target, const SideBySideOptions& options) {
  CURVESPICE_TRY(write_request(all, index, job));
  ProcessRequest worker;
  const fs::path program = options.program.empty() ? program_path() : options.program;
  worker.arguments = {program.string(), "worker", "--job", job.string()};
  worker.limits.wall_seconds = options.seconds_per_file;
  const auto ended = run_process(worker);
  if (!ended.ok()) return ended.error();
  CURVESPICE_ASSIGN(const std::string text, read_file(job / "result.json"));
  CURVESPICE_ASSIGN(const Json json, parse_json(text, "result.json"));
  CURVESPICE_ASSIGN(JobOutcome outcome, outcome_from_result(json));
  // In a folder that many files share each table needs a name of its own.
  std::error_code none;
  fs::rename(job / "artifacts" / kParametersFile,
             job / "artifacts" / parameters_file(all.inputs[index].name), none);
  CURVESPICE_TRY(publish_folder(job / "artifacts", target));
  return outcome;
}

void add(const Result<JobOutcome>& one, const std::string& name, JobOutcome& all) {
  if (!one.ok()) {
    all.problems.push_back(one.error().code == ErrorCode::bad_input ? one.error()
                                                                    : one.error().in(name));
    return;
  }
  all.figures.insert(all.figures.end(), one->figures.begin(), one->figures.end());
  all.problems.insert(all.problems.end(), one->problems.begin(), one->problems.end());
}

}  // namespace

Result<JobOutcome> extract_side_by_side(const JobRequest& request, const fs::path& folder,
                                        const SideBySideOptions& options, Progress& progress) {
  CURVESPICE_TRY(make_folders(folder));
  CURVESPICE_ASSIGN(const TemporaryFolder staging, TemporaryFolder::create(folder));
  const std::size_t count = request.inputs.size();
  std::vector<Result<JobOutcome>> outcomes(count, Error{ErrorCode::cancelled, "cancelled"});
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex progress_lock;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      outcomes[i] = run_one(request, i, staging.path() / std::to_string(i), folder, options);
      const std::lock_guard lock(progress_lock);
      progress.report(100.0 * static_cast<double>(++done) / static_cast<double>(count), "page",
                      request.inputs[i].name);
    }
  };
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < (options.workers ? options.workers : cores); ++i)
    threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();

  JobOutcome all;
  all.artifacts = folder;
  for (std::size_t i = 0; i < count; ++i) add(outcomes[i], request.inputs[i].name, all);
  if (all.figures.empty() && !all.problems.empty()) return all.problems.front();
  return all;
}

}  // namespace curvespice
