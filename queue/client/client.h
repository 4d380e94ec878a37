// A client of the service (docs/openapi.yaml), over libcurl: for the command line and the bridge of
// the plugins. Every call blocks; one Client is used by one thread at a time, and each call has a
// time limit. Errors carry the service's own sentence (message and hint) and a matching code:
// `not_found` 404, `conflict` 409, `too_large` 413, `bad_input` 415/422, `io` when nobody answers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"

namespace curvespice {

struct ServiceOptions {
  std::filesystem::path state;    // empty = default_state_folder()
  bool start = false;             // start a service when none answers
  int port = 0;                   // of a service that is started; 0 = the usual one, or a free one
  double start_seconds = 10;      // how long a service that was started may take to answer
  std::filesystem::path program;  // the command that serves; empty = program_path()
};

// A running service: where it listens, and the secret that opens it.
struct ServiceAddress {
  std::string url;  // "http://127.0.0.1:8008"
  std::string token;
  int pid = 0;
  std::filesystem::path certificate;  // the service's own, trusted as it is; empty without TLS
};

// Reads service.json and token of the state folder and asks /health. Starts
// `PROGRAM serve --state DIR` detached from this process (own session) where `start` is set.
// `not_found` when no service runs and none may be started.
Result<ServiceAddress> find_service(const ServiceOptions& options = {});

// What is to be done with uploaded files: the members of JobCreate that callers use.
struct JobSpec {
  std::string queue = "default";     // by name
  std::string kind = "model";        // extract | model | verify | library | trivial
  std::vector<std::int64_t> images;  // ids from upload()
  std::string device, part;          // may be empty for extract
  std::string priority = "normal";   // low | normal | high | urgent
  std::string parameters = "{}";     // JSON text of request.json's `parameters`
  std::string idempotency_key;       // the same key gives the same job again
};

class Client {
 public:
  explicit Client(ServiceAddress address);
  static Result<Client> connect(const ServiceOptions& options = {});
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  const ServiceAddress& address() const;

  // Any route: `path` as in the contract ("/api/job/7"), the body as JSON.
  Result<Json> get(const std::string& path);
  Result<Json> post(const std::string& path, const Json& body);
  Result<Json> put(const std::string& path, const Json& body);
  Result<Json> remove(const std::string& path);

  // Sends files to a route that takes an upload.
  Result<Json> upload_to(const std::string& path, const std::vector<std::filesystem::path>& files);
  // Uploads all files in one request; ids in the same order.
  Result<std::vector<std::int64_t>> upload(const std::vector<std::filesystem::path>& files);

  // The id of the new job.
  Result<std::int64_t> create_job(const JobSpec& spec);

  // The job's JSON (schema Job of the contract).
  Result<Json> job(std::int64_t id);
  Result<Json> cancel(std::int64_t id);

  // Until the job has ended (completed, failed or cancelled); gives its JSON. `progress` is called
  // with the job whenever its status, step or percentage changed; returning false asks for the
  // job's cancellation and goes on waiting for its end.
  Result<Json> wait(std::int64_t id, const std::function<bool(const Json& job)>& progress = {});

  // Events after `since` (0: from now on) for one job, one queue or all (id 0); waits up to
  // `wait_ms` for the first. Gives {events: [{type, payload, seq}], seq}.
  Result<Json> events(std::int64_t since, int wait_ms, std::int64_t job = 0,
                      std::int64_t queue = 0);

  // What a route answers, whatever it is (CSV, a picture, an archive), as a file.
  Status fetch(const std::string& path, const std::filesystem::path& to);

  // One file of a job, or all of them into `folder`; names in the order of the job's list.
  Status download_file(std::int64_t job, const std::string& name, const std::filesystem::path& to);
  Result<std::vector<std::string>> download(std::int64_t job, const std::filesystem::path& folder);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace curvespice
