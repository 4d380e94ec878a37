// Where jobs run. One thread (the scheduler's) uses a runner; it must live as long as the runner,
// because the kernel kills a worker when the thread that started it ends.
#pragma once

#include <string>
#include <vector>

#include "queue/runner/job_folder.h"

namespace curvespice::queue {

// A worker that is gone, or has to be considered so.
struct EndedWork {
  Lease lease;
  JobKind kind = JobKind::model;
  Outcome failure;  // how it ended if there is no result: crashed | timeout | cancelled
  std::string log;  // tail of its standard error
};

struct ChangedProgress {
  Lease lease;
  Id queue_id = 0;
  WorkerProgress progress;
};

class Runner {
 public:
  virtual ~Runner() = default;
  virtual Status start(const WorkOrder& order) = 0;
  // Asks the worker to stop, and kills it when it has not within 2 s. Nothing for unknown jobs.
  virtual void cancel(const Lease& lease) = 0;
  virtual std::size_t running() const = 0;
  virtual std::size_t running_in(Id queue_id) const = 0;
  virtual std::vector<Lease> leases() const = 0;
  // What ended, and what got further, since the last call.
  virtual std::vector<EndedWork> take_ended() = 0;
  virtual std::vector<ChangedProgress> take_progress() = 0;
  // Sleeps until a worker ends, `wake_fd` is readable or the time is over.
  virtual void wait(int wake_fd, int milliseconds) = 0;
};

}  // namespace curvespice::queue
