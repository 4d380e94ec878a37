// Decides what runs when: claims jobs for free slots, follows their workers, writes down how they
// ended, and takes care of leases, retries and cancellations. One thread of its own, which is also
// the one that starts the workers.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "queue/runner/runner.h"
#include "queue/scheduler/events.h"
#include "queue/store/store.h"

namespace curvespice::queue {

struct SchedulerOptions {
  std::size_t max_workers = 2;  // over all queues
  TimeMs lease_ms = 30'000;
  std::filesystem::path jobs;  // the folder of job folders
  std::string worker_name = "local";
};

class Scheduler {
 public:
  // All must outlive the scheduler. `runner` makes the runner in the scheduler's thread.
  Scheduler(Store& store, const ContentStore& content, EventHub& events,
            std::function<std::unique_ptr<Runner>()> runner, SchedulerOptions options);
  ~Scheduler();

  // Settles what an earlier service left behind, then begins.
  Status start();
  // Hands running jobs back to their queues after `patience_ms`, in which they may still end.
  void stop(int patience_ms = 0);

  // Something changed that may let a job start, or took one from its worker. [thread-safe]
  void heed(const std::vector<JobChange>& changes);
  void wake();

  // How far a running job is; fresher than what is stored. [thread-safe]
  std::optional<WorkerProgress> progress(Id job_id) const;
  std::size_t busy() const { return busy_; }
  std::size_t max_workers() const { return options_.max_workers; }

 private:
  void loop();
  void settle_leftovers();
  void cancel_requested();
  void follow_workers();
  void conclude(const EndedWork& ended);
  Result<Outcome> outcome_of(const EndedWork& ended) const;
  void renew_leases();
  void fill_slots();
  bool claim_from(const Queue& queue);
  void launch(const ClaimedJob& claimed);
  void housekeeping();
  int pause_ms() const;
  void hand_back_all();

  Store& store_;
  const ContentStore& content_;
  EventHub& events_;
  std::function<std::unique_ptr<Runner>()> make_runner_;
  SchedulerOptions options_;

  int wake_fd_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<int> patience_ms_{0};
  std::atomic<std::size_t> busy_{0};
  mutable std::mutex mutex_;  // guards the two below
  std::vector<Lease> to_cancel_;
  std::map<Id, WorkerProgress> progress_;

  // Of the thread alone.
  std::unique_ptr<Runner> runner_;
  std::map<Id, Progress> unsaved_;
  std::vector<EndedWork> unwritten_;  // ended, but the disk refused to take it down
  std::size_t first_queue_ = 0;       // which queue is asked first, so that none starves another
  double next_housekeeping_ = 0, next_renewal_ = 0;
  std::thread thread_;
};

}  // namespace curvespice::queue
