#include "base/file.h"
#include "queue/service/results.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

constexpr std::int64_t kJobsAtOnce = 10'000;

struct Retention {
  std::optional<TimeMs> ended_before;
  std::optional<std::int64_t> max_bytes;
};

std::int64_t bytes_of(const std::vector<Artifact>& files) {
  std::int64_t bytes = 0;
  for (const Artifact& file : files) bytes += file.bytes;
  return bytes;
}

// The oldest first: those that are too old, then more of them while too much is stored. What
// several jobs share frees nothing until the last of them goes, so the sum is an upper bound.
Result<Json> prune(ServiceContext& context, const Retention& retention, bool dry_run) {
  const TimeMs now = context.clock.now_ms();
  CURVESPICE_ASSIGN(const std::vector<Job> jobs,
                    context.store.jobs_ended_before(now + 1, kJobsAtOnce));
  CURVESPICE_ASSIGN(std::int64_t stored, context.store.stored_bytes());
  Json ids = Json::array();
  std::int64_t freed = 0;
  for (const Job& job : jobs) {
    const bool too_old = retention.ended_before && *job.completed_at < *retention.ended_before;
    const bool too_much = retention.max_bytes && stored > *retention.max_bytes;
    if (!too_old && !too_much) break;
    CURVESPICE_ASSIGN(const std::vector<Artifact> files, context.store.job_artifacts(job.id));
    if (!dry_run) {
      if (!context.store.delete_job(job.id).ok()) continue;  // somebody runs it again
      remove_unused(context, files);
    }
    ids.push_back(job.id);
    freed += bytes_of(files);
    stored -= bytes_of(files);
  }
  return Json{{"dry_run", dry_run}, {"job_ids", ids}, {"bytes", freed}};
}

HttpResponse post_prune(ServiceContext& context, const HttpRequest& request) {
  Retention retention;
  if (request.json.contains("older_than_ms"))
    retention.ended_before =
        context.clock.now_ms() - request.json.at("older_than_ms").get<TimeMs>();
  if (request.json.contains("max_bytes"))
    retention.max_bytes = request.json.at("max_bytes").get<std::int64_t>();
  if (!retention.ended_before && !retention.max_bytes)
    return refusal(422, "bad_input", "say what may go: older_than_ms, max_bytes or both",
                   "try it with dry_run first", "older_than_ms");
  return reply(prune(context, retention, request.json.value("dry_run", false)),
               [](const Json& done) { return done; });
}

HttpResponse post_backup(ServiceContext& context, const HttpRequest&) {
  const auto folder = context.state / "backups";
  if (const Status made = make_folders(folder); !made.ok()) return refusal(made.error());
  std::string name = "queue-" + utc_timestamp(context.clock.now_ms()) + ".db";
  for (char& c : name)
    if (c == ':') c = '-';
  const Status copied = context.store.back_up((folder / name).string());
  return copied.ok() ? json_response({{"file", "backups/" + name}}, 201) : refusal(copied.error());
}

}  // namespace

std::vector<Route> admin_routes() {
  return {{"POST", "/api/admin/prune", post_prune}, {"POST", "/api/admin/backup", post_backup}};
}

}  // namespace curvespice::queue
