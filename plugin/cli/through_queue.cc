#include "plugin/cli/through_queue.h"

#include "base/file.h"
#include "base/json.h"
#include "queue/client/client.h"
#include "worker/progress.h"

namespace curvespice {
namespace {

Result<JobSpec> spec_of(const JobRequest& request, const std::string& queue, Client& client) {
  const Json json = to_json(request);
  std::vector<std::filesystem::path> files;
  for (const JobInput& input : request.inputs) {
    // Checked here, where the user's words are: the service would only say that a file is missing.
    CURVESPICE_TRY(read_file(input.path).ok() ? Status() : Status(read_file(input.path).error()));
    files.push_back(input.path);
  }
  JobSpec spec;
  spec.queue = queue;
  spec.kind = json.at("kind").get<std::string>();
  spec.device = request.device;
  spec.part = request.part;
  spec.parameters = json.at("parameters").dump();
  CURVESPICE_ASSIGN(spec.images, client.upload(files));
  return spec;
}

Error error_of(const Json& job) {
  const Json error = job.value("error", Json());
  if (!error.is_object()) return {ErrorCode::cancelled, "the job was cancelled"};
  return {error_code_from_name(error.value("code", "internal")), error.value("message", "")};
}

}  // namespace

Result<JobOutcome> run_through_queue(const JobRequest& request, const QueuedRun& run,
                                     Progress& progress) {
  ServiceOptions options;
  options.start = true;
  CURVESPICE_ASSIGN(Client client, Client::connect(options));
  CURVESPICE_ASSIGN(const JobSpec spec, spec_of(request, run.queue, client));
  CURVESPICE_ASSIGN(const std::int64_t id, client.create_job(spec));
  CURVESPICE_ASSIGN(const Json job, client.wait(id, [&](const Json& now) {
    progress.report(now.value("progress", 0.0), now.value("step", ""), now.value("status", ""));
    return !progress.cancelled();
  }));
  CURVESPICE_ASSIGN(const Json result, client.get("/api/job/" + std::to_string(id) + "/result"));
  const Json record = result.value("record", Json::object());
  if (record.empty()) return error_of(job);
  CURVESPICE_ASSIGN(JobOutcome outcome, outcome_from_result(record));
  const auto names = client.download(id, run.out);
  if (!names.ok()) return names.error();
  outcome.artifacts = run.out;
  return outcome;
}

}  // namespace curvespice
