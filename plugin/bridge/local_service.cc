#include <optional>

#include "base/json.h"
#include "plugin/bridge/job_service.h"
#include "queue/client/client.h"
#include "queue/client/connection.h"

namespace curvespice::bridge {
namespace {

constexpr int kJobsShown = 50;

std::string job_path(std::int64_t id, const char* action = "") {
  return "/api/job/" + std::to_string(id) + action;
}

class LocalService : public JobService {
 public:
  Result<Json> submit(const Submission& submission) override {
    return with_client<Json>([&](Client& client) -> Result<Json> {
      CURVESPICE_ASSIGN(const auto images, client.upload({submission.file}));
      JobSpec spec;
      spec.images = images;
      spec.device = submission.device;
      spec.part = submission.part;
      spec.priority = "high";  // somebody sits and waits for it
      spec.idempotency_key = submission.key;
      return create(client, spec);
    });
  }

  Result<Json> regenerate(const std::string& part, const std::string& key) override {
    CURVESPICE_ASSIGN(const Json before, newest_model_of(part));
    JobSpec spec;
    CURVESPICE_ASSIGN(spec.images, member<std::vector<std::int64_t>>(before, "image_ids"));
    CURVESPICE_ASSIGN(const Json parameters, member<Json>(before, "parameters"));
    spec.parameters = parameters.dump();
    spec.device = before.value("device", "");
    spec.part = part;
    spec.priority = "high";
    spec.idempotency_key = key;
    return with_client<Json>([&](Client& client) { return create(client, spec); });
  }

  Result<Json> job(std::int64_t id) override { return get(job_path(id)); }
  Result<Json> result(std::int64_t id) override { return get(job_path(id, "/result")); }
  Result<Json> cancel(std::int64_t id) override { return post(job_path(id, "/cancel")); }
  Result<Json> retry(std::int64_t id) override { return post(job_path(id, "/retry")); }

  Result<Json> jobs() override {
    CURVESPICE_ASSIGN(Json page, get("/api/jobs?per_page=" + std::to_string(kJobsShown)));
    return member<Json>(page, "jobs");
  }

  Status download(std::int64_t id, const std::string& name,
                  const std::filesystem::path& to) override {
    auto done = with_client<bool>([&](Client& client) -> Result<bool> {
      CURVESPICE_TRY(client.download_file(id, name, to));
      return true;
    });
    if (!done) return done.error();
    return {};
  }

  Result<std::string> page() override {
    return with_client<std::string>([](Client& client) -> Result<std::string> {
      return client.address().url + "/#token=" + client.address().token;
    });
  }

 private:
  static Result<Json> create(Client& client, const JobSpec& spec) {
    CURVESPICE_ASSIGN(const std::int64_t id, client.create_job(spec));
    return client.job(id);
  }

  Result<Json> newest_model_of(const std::string& part) {
    CURVESPICE_ASSIGN(const Json page,
                      get("/api/jobs?kind=model&status=completed&q=" + escape_url(part)));
    CURVESPICE_ASSIGN(const Json jobs, member<Json>(page, "jobs"));
    for (const Json& job : jobs)
      if (job.value("part", "") == part) return job;
    return Error{ErrorCode::not_found,
                 "no datasheet of '" + part + "' has been read here: make its model first"};
  }

  Result<Json> get(const std::string& path) {
    return with_client<Json>([&](Client& client) { return client.get(path); });
  }
  Result<Json> post(const std::string& path) {
    return with_client<Json>([&](Client& client) { return client.post(path, Json::object()); });
  }

  template <typename T, typename Function>
  Result<T> with_client(Function function) {
    for (int attempt = 1;; ++attempt) {
      if (!client_) {
        ServiceOptions options;
        options.start = true;
        CURVESPICE_ASSIGN(client_, Client::connect(options));
      }
      Result<T> value = function(*client_);
      if (value.ok() || value.error().code != ErrorCode::io || attempt == 2) return value;
      client_.reset();
    }
  }

  std::optional<Client> client_;
};

}  // namespace

std::unique_ptr<JobService> local_service() { return std::make_unique<LocalService>(); }

}  // namespace curvespice::bridge
