// Jobs as child processes of this machine, one process a job.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/process.h"
#include "queue/runner/runner.h"

namespace curvespice::queue {

struct LocalRunnerOptions {
  std::vector<std::string> command;                     // "--job DIR" is added
  std::filesystem::path jobs;                           // the folder of job folders, absolute
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  // address space of a worker
  double cancel_seconds = 1.5;                          // from the request to the kill
};

class LocalRunner final : public Runner {
 public:
  explicit LocalRunner(LocalRunnerOptions options) : options_(std::move(options)) {}

  Status start(const WorkOrder& order) override;
  void cancel(const Lease& lease) override;
  std::size_t running() const override { return workers_.size(); }
  std::size_t running_in(Id queue_id) const override;
  std::vector<Lease> leases() const override;
  std::vector<EndedWork> take_ended() override;
  std::vector<ChangedProgress> take_progress() override;
  void wait(int wake_fd, int milliseconds) override;

 private:
  struct Worker {
    Lease lease;
    Id queue_id;
    JobKind kind;
    JobFolder folder;
    ChildProcess process;
    int exit_fd;                    // readable when the process has ended
    double deadline;                // of the job, monotonic seconds
    std::optional<double> kill_at;  // after a request to stop, or once the result is there
    bool cancelled = false;
    WorkerProgress progress{};
  };

  // How it ended, or nothing while it runs.
  std::optional<Outcome> ending(Worker& worker, double now);

  LocalRunnerOptions options_;
  std::vector<Worker> workers_;
};

}  // namespace curvespice::queue
