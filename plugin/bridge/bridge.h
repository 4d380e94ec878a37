// The messages of docs/hosts/protocol.md: one JSON request gives one reply, and watched jobs give
// events. No socket and no clock in here; bridge_loop.h moves the lines.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "plugin/bridge/job_service.h"
#include "plugin/bridge/model_shelf.h"

namespace curvespice::bridge {

using Opener = std::function<Status(const std::string& target)>;

class Bridge {
 public:
  // `service` must outlive the bridge.
  Bridge(JobService& service, ModelShelf shelf, Opener opener)
      : service_(service), shelf_(std::move(shelf)), opener_(std::move(opener)) {}

  // The reply to one line; a line that is no request gets one with `ok` false and id 0.
  Json answer(const std::string& line);

  // Asks for every watched job once: the events that are news.
  std::vector<Json> look_at_jobs();

  bool watching() const { return !watched_.empty(); }

 private:
  Result<Json> perform(const std::string& call, const Json& request);
  Result<Json> hello() const;
  Result<Json> submit(const Json& request);
  Result<Json> regenerate(const Json& request);
  Result<Json> watch(const Json& request);
  Result<Json> jobs();
  Result<Json> change(const Json& request, Result<Json> (JobService::*action)(std::int64_t));
  Result<Json> use(const Json& request);
  Result<Json> open(const Json& request);
  Result<Json> compare(const Json& request);

  // {job} and, once it has completed, {model: {name, library, pins}} and {report}.
  Json told(const Json& job);
  Result<std::string> fetch_report(std::int64_t id, const Json& result);
  Result<std::filesystem::path> fetch_beside_report(std::int64_t id, const std::string& name);
  Result<Json> fetch_model(std::int64_t id, const Json& result);

  JobService& service_;
  ModelShelf shelf_;
  Opener opener_;
  std::map<std::int64_t, std::string> watched_;  // job -> what was told about it last
  bool service_lost_ = false;
};

}  // namespace curvespice::bridge
