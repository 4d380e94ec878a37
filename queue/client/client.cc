#include "queue/client/client.h"

#include <thread>

#include "base/file.h"
#include "base/json.h"
#include "queue/client/connection.h"

namespace curvespice {
namespace {

constexpr long kCallMs = 30'000;
constexpr int kFollowMs = 500;  // how long one question for news waits

ErrorCode code_of(int status) {
  switch (status) {
    case 404:
      return ErrorCode::not_found;
    case 409:
      return ErrorCode::conflict;
    case 413:
    case 431:
      return ErrorCode::too_large;
    case 400:
    case 415:
    case 422:
      return ErrorCode::bad_input;
    case 503:
      return ErrorCode::io;
    default:
      return ErrorCode::internal;
  }
}

// The service's own sentence and its hint.
Error error_of(const ClientResponse& response) {
  const auto json = parse_json(response.body, "the answer");
  std::string message = "the service answered with status " + std::to_string(response.status);
  if (json.ok() && json->is_object() && json->contains("error")) {
    const Json& error = json->at("error");
    message = error.value("message", message);
    if (const std::string hint = error.value("hint", ""); !hint.empty()) message += "; " + hint;
  }
  return {code_of(response.status), message};
}

Result<Json> json_of(const Result<ClientResponse>& response) {
  if (!response.ok()) return response.error();
  if (response->status >= 300) return error_of(*response);
  return parse_json(response->body, "the service's answer");
}

bool has_ended(const Json& job) {
  const std::string status = job.value("status", "");
  return status == "completed" || status == "failed" || status == "cancelled";
}

std::string job_path(std::int64_t id) { return "/api/job/" + std::to_string(id); }

}  // namespace

struct Client::State {
  explicit State(ServiceAddress a)
      : address(std::move(a)), http(address.url, address.token, address.certificate) {}
  ServiceAddress address;
  ClientConnection http;
};

Client::Client(ServiceAddress address) : state_(std::make_unique<State>(std::move(address))) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(const ServiceOptions& options) {
  CURVESPICE_ASSIGN(ServiceAddress address, find_service(options));
  return Client(std::move(address));
}

const ServiceAddress& Client::address() const { return state_->address; }

Result<Json> Client::get(const std::string& path) {
  return json_of(state_->http.call("GET", path, "", kCallMs));
}

Result<Json> Client::post(const std::string& path, const Json& body) {
  return json_of(state_->http.call("POST", path, body.dump(), kCallMs));
}

Result<Json> Client::put(const std::string& path, const Json& body) {
  return json_of(state_->http.call("PUT", path, body.dump(), kCallMs));
}

Result<Json> Client::remove(const std::string& path) {
  return json_of(state_->http.call("DELETE", path, "", kCallMs));
}

Result<Json> Client::upload_to(const std::string& path,
                               const std::vector<std::filesystem::path>& files) {
  return json_of(state_->http.upload(path, files));
}

Result<std::vector<std::int64_t>> Client::upload(const std::vector<std::filesystem::path>& files) {
  CURVESPICE_ASSIGN(const Json answer, upload_to("/api/images", files));
  CURVESPICE_ASSIGN(const Json images, member<Json>(answer, "images"));
  std::vector<std::int64_t> ids;
  for (const Json& image : images) {
    CURVESPICE_ASSIGN(const auto id, member<std::int64_t>(image, "id"));
    ids.push_back(id);
  }
  return ids;
}

Result<std::int64_t> Client::create_job(const JobSpec& spec) {
  CURVESPICE_ASSIGN(const Json parameters, parse_json(spec.parameters, "the job's parameters"));
  Json body = {{"queue", spec.queue}, {"kind", spec.kind}, {"priority", spec.priority}};
  if (!spec.images.empty()) body["image_ids"] = spec.images;
  if (!spec.device.empty()) body["device"] = spec.device;
  if (!spec.part.empty()) body["part"] = spec.part;
  body["parameters"] = parameters;
  if (!spec.idempotency_key.empty()) body["idempotency_key"] = spec.idempotency_key;
  CURVESPICE_ASSIGN(const Json job, post("/api/job/create", body));
  return member<std::int64_t>(job, "id");
}

Result<Json> Client::job(std::int64_t id) { return get(job_path(id)); }

Result<Json> Client::cancel(std::int64_t id) {
  return post(job_path(id) + "/cancel", Json::object());
}

Result<Json> Client::wait(std::int64_t id, const std::function<bool(const Json& job)>& progress) {
  CURVESPICE_ASSIGN(Json job, this->job(id));
  std::string shown;
  bool asked_to_cancel = false;
  CURVESPICE_ASSIGN(Json news, events(0, 0, id));
  CURVESPICE_ASSIGN(std::int64_t since, member<std::int64_t>(news, "seq"));
  while (true) {
    CURVESPICE_ASSIGN(job, this->job(id));
    const std::string now = job.value("status", "") + "/" + job.value("step", "") + "/" +
                            std::to_string(job.value("progress", 0));
    if (progress && now != shown && !progress(job) && !asked_to_cancel) {
      asked_to_cancel = true;
      (void)cancel(id);  // too late is fine: the end is looked at below
    }
    shown = now;
    if (has_ended(job)) return job;
    // seq 0 means "from now on", so a service that has sent nothing yet is asked by the clock.
    if (since == 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CURVESPICE_ASSIGN(news, events(since, kFollowMs, id));
    CURVESPICE_ASSIGN(since, member<std::int64_t>(news, "seq"));
  }
}

Result<Json> Client::events(std::int64_t since, int wait_ms, std::int64_t job, std::int64_t queue) {
  std::string path =
      "/api/events?since=" + std::to_string(since) + "&wait=" + std::to_string(wait_ms);
  if (job != 0) path += "&job=" + std::to_string(job);
  if (queue != 0) path += "&queue=" + std::to_string(queue);
  return json_of(state_->http.call("GET", path, "", kCallMs + wait_ms));
}

Status Client::fetch(const std::string& path, const std::filesystem::path& to) {
  const auto answer = state_->http.download(path, to);
  if (!answer.ok()) return answer.error();
  return answer->status == 200 ? Status() : Status(error_of(*answer));
}

Status Client::download_file(std::int64_t job, const std::string& name,
                             const std::filesystem::path& to) {
  return fetch(job_path(job) + "/files/" + escape_url(name), to);
}

Result<std::vector<std::string>> Client::download(std::int64_t job,
                                                  const std::filesystem::path& folder) {
  CURVESPICE_ASSIGN(const Json answer, get(job_path(job) + "/files"));
  CURVESPICE_ASSIGN(const Json files, member<Json>(answer, "files"));
  CURVESPICE_TRY(make_folders(folder));
  std::vector<std::string> names;
  for (const Json& file : files) {
    CURVESPICE_ASSIGN(const std::string name, member<std::string>(file, "name"));
    if (name.empty() || name.find('/') != std::string::npos || name.front() == '.')
      return Error{ErrorCode::bad_input, "the service names a file '" + name + "'"};
    CURVESPICE_TRY(download_file(job, name, folder / name));
    names.push_back(name);
  }
  return names;
}

}  // namespace curvespice
