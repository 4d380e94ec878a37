#include "plugin/bridge/bridge.h"

#include <algorithm>

#include "base/file.h"
#include "base/paths.h"
#include "plugin/bridge/comparison.h"
#include "plugin/kicad/model_file.h"

namespace curvespice::bridge {
namespace {

Json failure(const Error& error) {
  return {{"code", error_code_name(error.code)}, {"message", error.message}};
}

bool has_ended(const Json& job) {
  const std::string status = job.value("status", "");
  return status == "completed" || status == "failed" || status == "cancelled";
}

// What a change of is news; times and counters are not.
std::string news_of(const Json& job) {
  Json news;
  for (const char* name : {"status", "progress", "step", "verdict"})
    if (job.contains(name)) news[name] = job[name];
  return news.dump();
}

// The classes that come with the program; the service itself judges what a job names.
Json device_names() {
  std::vector<std::string> names;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "devices", failure))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

Json service_event(const char* state, const std::string& message) {
  return {{"event", "service"}, {"state", state}, {"message", message}};
}

}  // namespace

Json Bridge::answer(const std::string& line) {
  Json reply{{"id", 0}, {"ok", true}};
  const auto request = parse_json(line, "request");
  const auto id = request ? member_or<std::int64_t>(*request, "id", 0) : request.error();
  const auto call = request ? member<std::string>(*request, "call") : request.error();
  if (id) reply["id"] = *id;
  const Result<Json> done = call ? perform(*call, *request) : call.error();
  if (done) {
    reply.update(*done);
  } else {
    reply["ok"] = false;
    reply["error"] = failure(done.error());
  }
  return reply;
}

Result<Json> Bridge::perform(const std::string& call, const Json& request) {
  if (call == "hello") return hello();
  if (call == "submit") return submit(request);
  if (call == "regenerate") return regenerate(request);
  if (call == "watch") return watch(request);
  if (call == "jobs") return jobs();
  if (call == "cancel") return change(request, &JobService::cancel);
  if (call == "retry") return change(request, &JobService::retry);
  if (call == "use") return use(request);
  if (call == "open") return open(request);
  if (call == "compare") return compare(request);
  return Error{ErrorCode::usage, "'" + call + "' is no call of this version"};
}

Result<Json> Bridge::hello() const {
  return Json{{"version", engine_version()},
              {"state", default_state_folder().string()},
              {"devices", device_names()}};
}

Result<Json> Bridge::submit(const Json& request) {
  Submission submission;
  CURVESPICE_ASSIGN(submission.file, member<std::string>(request, "file"));
  CURVESPICE_ASSIGN(submission.device, member_or<std::string>(request, "device", ""));
  CURVESPICE_ASSIGN(submission.part, member_or<std::string>(request, "part", ""));
  CURVESPICE_ASSIGN(submission.key, member_or<std::string>(request, "key", ""));
  std::error_code failure;
  if (!std::filesystem::is_regular_file(submission.file, failure))
    return Error{ErrorCode::not_found, "'" + submission.file.string() + "' is not there"};
  CURVESPICE_ASSIGN(Json job, service_.submit(submission));
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(job, "id"));
  watched_[id] = {};
  return Json{{"job", std::move(job)}};
}

Result<Json> Bridge::regenerate(const Json& request) {
  CURVESPICE_ASSIGN(const auto part, member<std::string>(request, "part"));
  CURVESPICE_ASSIGN(const auto key, member_or<std::string>(request, "key", ""));
  CURVESPICE_ASSIGN(Json job, service_.regenerate(part, key));
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(job, "id"));
  watched_[id] = {};
  return Json{{"job", std::move(job)}};
}

Result<Json> Bridge::watch(const Json& request) {
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(request, "job"));
  CURVESPICE_ASSIGN(Json job, service_.job(id));
  watched_[id] = {};
  return Json{{"job", std::move(job)}};
}

// Jobs that run are watched from now on, so that a queue window shows their progress.
Result<Json> Bridge::jobs() {
  CURVESPICE_ASSIGN(Json all, service_.jobs());
  for (const Json& job : all)
    if (!has_ended(job)) watched_.try_emplace(job.value("id", std::int64_t{0}));
  return Json{{"jobs", std::move(all)}};
}

Result<Json> Bridge::change(const Json& request, Result<Json> (JobService::*action)(std::int64_t)) {
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(request, "job"));
  CURVESPICE_ASSIGN(Json job, (service_.*action)(id));
  watched_[id] = {};
  return Json{{"job", std::move(job)}};
}

Result<Json> Bridge::use(const Json& request) {
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(request, "job"));
  CURVESPICE_ASSIGN(const Json result, service_.result(id));
  CURVESPICE_ASSIGN(Json model, fetch_model(id, result));
  return Json{{"model", std::move(model)}};
}

// {what: page | report, job}
Result<Json> Bridge::open(const Json& request) {
  CURVESPICE_ASSIGN(const auto what, member<std::string>(request, "what"));
  std::string target;
  if (what == "page") {
    CURVESPICE_ASSIGN(target, service_.page());
  } else if (what == "report") {
    CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(request, "job"));
    CURVESPICE_ASSIGN(const Json result, service_.result(id));
    CURVESPICE_ASSIGN(target, fetch_report(id, result));
  } else {
    return Error{ErrorCode::usage, "'" + what + "' cannot be opened"};
  }
  CURVESPICE_TRY(opener_(target));
  return Json::object();
}

Result<Json> Bridge::compare(const Json& request) {
  CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(request, "job"));
  const Artifact artifact = [&](const std::string& name) -> Result<std::string> {
    CURVESPICE_ASSIGN(const auto path, fetch_beside_report(id, name));
    return read_file(path);
  };
  CURVESPICE_ASSIGN(Json figures, write_comparisons(artifact, shelf_.folder_of_reports(id)));
  return Json{{"figures", std::move(figures)}};
}

std::vector<Json> Bridge::look_at_jobs() {
  std::vector<Json> events;
  for (auto entry = watched_.begin(); entry != watched_.end();) {
    const auto job = service_.job(entry->first);
    if (!job && job.error().code != ErrorCode::not_found) {
      if (!service_lost_) events.push_back(service_event("lost", job.error().message));
      service_lost_ = true;
      return events;  // the others would only wait for the same answer
    }
    if (service_lost_) events.push_back(service_event("ready", ""));
    service_lost_ = false;
    const bool news = job && news_of(*job) != entry->second;
    if (news) {
      entry->second = news_of(*job);
      events.push_back(told(*job));
    }
    entry = !job || has_ended(*job) ? watched_.erase(entry) : std::next(entry);
  }
  return events;
}

Json Bridge::told(const Json& job) {
  Json event{{"event", "job"}, {"job", job}};
  if (!has_ended(job)) return event;
  const auto id = job.value("id", std::int64_t{0});
  const auto result = service_.result(id);
  if (!result) return event;
  if (auto report = fetch_report(id, *result)) event["report"] = *report;
  if (job.value("status", "") != "completed") return event;
  if (auto model = fetch_model(id, *result)) {
    event["model"] = std::move(*model);
  } else {
    event["problem"] = model.error().message;
  }
  return event;
}

Result<std::string> Bridge::fetch_report(std::int64_t id, const Json& result) {
  const Json model = result.value("model", Json::object());
  CURVESPICE_ASSIGN(const auto name, member<std::string>(model, "report"));
  CURVESPICE_ASSIGN(const auto path, fetch_beside_report(id, name));
  return path.string();
}

Result<std::filesystem::path> Bridge::fetch_beside_report(std::int64_t id,
                                                          const std::string& name) {
  return shelf_.put_report(id, name,
                           [&](const auto& to) { return service_.download(id, name, to); });
}

Result<Json> Bridge::fetch_model(std::int64_t id, const Json& result) {
  const Json model = result.value("model", Json::object());
  const auto file = member<std::string>(model, "file");
  if (!file) return Error{ErrorCode::not_found, "no model was made: the report says why"};
  CURVESPICE_ASSIGN(const auto name, member<std::string>(model, "name"));
  CURVESPICE_ASSIGN(const auto path, shelf_.put_model(*file, [&](const auto& to) {
    return service_.download(id, *file, to);
  }));
  Json found{{"name", name}, {"library", path.string()}};
  CURVESPICE_ASSIGN(const std::string text, read_file(path));
  for (const kicad::ModelDefinition& definition : kicad::definitions_in(text))
    if (definition.name == name && definition.type == "subckt") found["pins"] = definition.pins;
  return found;
}

}  // namespace curvespice::bridge
