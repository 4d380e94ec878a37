// A service in a process of its own, with workers that are a few lines of shell: what a job does is
// said in its parameters, {"do": "..."}.
//
//   (nothing)  succeeds at once          slow      succeeds after 0.4 s
//   crash      dies of a signal          flaky     dies the first two times
//   hang       ignores everything        polite    ends when it finds the file `cancel`
//   curve      extracts one curve        empty     completes without a curve
//   steps      reports progress          bad       fails with bad_input
//   model      makes a model
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <sys/types.h>

#include "base/file.h"
#include "base/json.h"
#include "queue/client/client.h"
#include "queue/service/serve.h"

namespace curvespice::queue {

class ServiceProcess : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  void start();
  // Options of the service that differ in this test.
  virtual void adjust(ServeOptions&) const {}
  void kill_hard();  // SIGKILL, as a power cut of the process
  int stop();        // SIGTERM; the exit code
  bool is_running() const;

  Client& client() { return *client_; }
  std::filesystem::path state() const { return folder_->path() / "state"; }
  int port() const;
  std::string token() const;

  std::int64_t make_queue(const Json& fields);
  // A trivial job of `queue` (by name) that does `what`.
  std::int64_t make_job(const std::string& what, const std::string& queue = "default",
                        const Json& more = Json::object());
  std::string status(std::int64_t job);
  // Until `condition` holds; false after `seconds`.
  static bool eventually(const std::function<bool()>& condition, double seconds = 15);
  bool ends_as(std::int64_t job, const std::string& status, double seconds = 15);

  // Sends bytes as they are and gives what comes back until the service closes.
  std::string raw(const std::string& bytes, double seconds = 5) const;
  std::string raw_get(const std::string& path, const std::string& headers) const;

 private:
  Result<TemporaryFolder> folder_ = TemporaryFolder::create();
  pid_t pid_ = -1;
  std::optional<Client> client_;
};

}  // namespace curvespice::queue
