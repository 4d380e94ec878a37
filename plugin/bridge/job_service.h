// What the bridge needs of the service, behind an interface so that its tests need no service.
// Every call blocks, with a time limit; values are the JSON of docs/openapi.yaml.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/json_fwd.h"
#include "base/result.h"

namespace curvespice::bridge {

struct Submission {
  std::filesystem::path file;
  std::string device, part;
  std::string key;  // the same key gives the same job again
};

class JobService {
 public:
  virtual ~JobService() = default;
  virtual Result<Json> submit(const Submission& submission) = 0;  // the job
  // A new job like the newest one that made a model of this part: the same files, device class and
  // parameters. `not_found` when none did.
  virtual Result<Json> regenerate(const std::string& part, const std::string& key) = 0;
  virtual Result<Json> job(std::int64_t id) = 0;
  virtual Result<Json> jobs() = 0;  // an array, newest first
  virtual Result<Json> cancel(std::int64_t id) = 0;
  virtual Result<Json> retry(std::int64_t id) = 0;
  virtual Result<Json> result(std::int64_t id) = 0;
  virtual Status download(std::int64_t id, const std::string& name,
                          const std::filesystem::path& to) = 0;
  virtual Result<std::string> page() = 0;  // address of the page with its token
};

// The service of this user's state folder, started when it does not run. A call that meets a
// service that has gone starts it again and is repeated once.
std::unique_ptr<JobService> local_service();

}  // namespace curvespice::bridge
