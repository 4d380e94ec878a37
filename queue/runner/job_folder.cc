#include "queue/runner/job_folder.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

// Parameters of the job with its method, which callers name beside them.
Json request_parameters(const Job& job) {
  auto parameters = parse_json(job.parameters, "parameters");
  Json object = parameters.ok() && parameters->is_object() ? *parameters : Json::object();
  if (!object.contains("method") && job.method != ExtractionMethod::automatic)
    object["method"] = job.method == ExtractionMethod::standard ? "auto" : word(job.method);
  return object;
}

Json request_json(const WorkOrder& order) {
  Json request = {{"schema", "curvespice/request/1"}, {"kind", word(order.job.kind)}};
  request["inputs"] = Json::array();
  for (const JobInput& input : order.inputs)
    request["inputs"].push_back({{"path", input.path.string()}, {"name", input.name}});
  if (!order.job.device.empty()) request["device"] = order.job.device;
  if (!order.job.part.empty()) request["part"] = order.job.part;
  request["parameters"] = request_parameters(order.job);
  return request;
}

bool makes_curves(JobKind kind) {
  return kind == JobKind::extract || kind == JobKind::model || kind == JobKind::verify;
}

bool has_a_curve(const Json& result) {
  const Json figures = member_or<Json>(result, "figures", Json::array()).value();
  for (const Json& figure : figures)
    if (const auto curves = member_or<std::int64_t>(figure, "curves", 0);
        curves.ok() && *curves > 0)
      return true;
  return false;
}

std::string first_reason(const Json& result) {
  const Json figures = member_or<Json>(result, "figures", Json::array()).value();
  for (const Json& figure : figures) {
    const auto reasons = member_or<std::vector<std::string>>(figure, "reasons", {});
    if (reasons.ok() && !reasons->empty()) return reasons->front();
  }
  return "no figure with a readable curve was found";
}

Status read_ending(const Json& result, JobKind kind, Outcome& outcome) {
  CURVESPICE_ASSIGN(const std::string status, member<std::string>(result, "status"));
  CURVESPICE_ASSIGN(outcome.verdict, member_or<std::string>(result, "verdict", ""));
  const auto word = from_word<JobStatus>(status);
  if (!word || !has_ended(*word))
    return Error{ErrorCode::internal,
                 "the worker's result has the unknown status '" + status + "'"};
  outcome.status = *word;
  if (*word == JobStatus::failed) {
    CURVESPICE_ASSIGN(const Json error, member_or<Json>(result, "error", Json::object()));
    CURVESPICE_ASSIGN(outcome.error_code, member_or<std::string>(error, "code", "internal"));
    CURVESPICE_ASSIGN(outcome.error_message, member_or<std::string>(error, "message", ""));
    outcome.may_retry = may_pass(outcome.error_code);
  }
  if (*word == JobStatus::completed && makes_curves(kind) && !has_a_curve(result)) {
    outcome.status = JobStatus::failed;
    outcome.error_code = "no_curve";
    outcome.error_message = first_reason(result);
  }
  return {};
}

Result<Artifact> keep(const fs::path& folder, const std::string& name,
                      const ContentStore& content) {
  if (name.empty() || clean_filename(name) != name)
    return Error{ErrorCode::internal, "the worker made a file of a name that is not allowed"};
  if (fs::is_symlink(folder / name))
    return Error{ErrorCode::internal, "the worker made a link, '" + name + "'"};
  CURVESPICE_ASSIGN(const StoredContent stored, content.adopt(folder / name));
  return Artifact{name, stored.sha256, mime_type_of(name), stored.bytes};
}

// A second look at the same folder (after a crash while taking it over) finds files already kept.
Result<Artifact> keep_or_known(const fs::path& folder, const Json& entry,
                               const ContentStore& content) {
  CURVESPICE_ASSIGN(const std::string name, member<std::string>(entry, "name"));
  std::error_code error;
  if (fs::exists(folder / name, error)) return keep(folder, name, content);
  CURVESPICE_ASSIGN(const std::string sha256, member<std::string>(entry, "sha256"));
  if (sha256.size() != 64 || !fs::exists(content.path_of(sha256), error))
    return Error{ErrorCode::internal, "the worker announced '" + name + "' but did not write it"};
  const auto bytes = static_cast<std::int64_t>(fs::file_size(content.path_of(sha256), error));
  return Artifact{name, sha256, mime_type_of(name), bytes};
}

}  // namespace

JobFolder::JobFolder(const fs::path& jobs, const Lease& lease)
    : path_(jobs / std::to_string(lease.job_id) / std::to_string(lease.token)) {}

Status JobFolder::write_request(const WorkOrder& order) const {
  std::error_code error;
  fs::remove_all(path_, error);
  CURVESPICE_TRY(make_folders(path_ / "artifacts"));
  return write_file_atomic(path_ / "request.json", pretty_json(request_json(order)));
}

Status JobFolder::ask_to_cancel() const { return write_file_atomic(path_ / "cancel", ""); }

bool JobFolder::has_result() const {
  std::error_code error;
  return fs::exists(path_ / "result.json", error);
}

std::optional<WorkerProgress> JobFolder::progress() const {
  const auto text = read_file(path_ / "progress.json", 64 * 1024);
  if (!text.ok()) return std::nullopt;
  const auto json = parse_json(*text, "progress.json");
  if (!json.ok()) return std::nullopt;
  const auto percent = member_or<std::int64_t>(*json, "percent", 0);
  const auto step = member_or<std::string>(*json, "step", "");
  if (!percent.ok() || !step.ok()) return std::nullopt;
  return WorkerProgress{std::clamp<std::int64_t>(*percent, 0, 100), step->substr(0, 100)};
}

Result<Outcome> JobFolder::outcome(JobKind kind, const ContentStore& content) const {
  CURVESPICE_ASSIGN(const std::string text, read_file(path_ / "result.json", 64 << 20));
  CURVESPICE_ASSIGN(const Json result, parse_json(text, "the worker's result"));
  Outcome outcome;
  CURVESPICE_TRY(read_ending(result, kind, outcome));
  outcome.result = text;
  CURVESPICE_ASSIGN(const Json files, member_or<Json>(result, "artifacts", Json::array()));
  for (const Json& entry : files) {
    CURVESPICE_ASSIGN(Artifact artifact, keep_or_known(path_ / "artifacts", entry, content));
    outcome.artifacts.push_back(std::move(artifact));
  }
  return outcome;
}

void JobFolder::remove() const {
  std::error_code error;
  fs::remove_all(path_, error);
  fs::remove(path_.parent_path(), error);  // only when no other attempt is in it
}

bool may_pass(const std::string& error_code) {
  return error_code == "crashed" || error_code == "timeout";
}

}  // namespace curvespice::queue
