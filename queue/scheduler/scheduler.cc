#include "queue/scheduler/scheduler.h"

#include <algorithm>

#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"

namespace curvespice::queue {
namespace {

constexpr double kHousekeepingSeconds = 1;
constexpr int kFollowMs = 100;  // ten looks a second at the progress of workers
constexpr int kIdleMs = 1'000;

}  // namespace

Scheduler::Scheduler(Store& store, const ContentStore& content, EventHub& events,
                     std::function<std::unique_ptr<Runner>()> runner, SchedulerOptions options)
    : store_(store),
      content_(content),
      events_(events),
      make_runner_(std::move(runner)),
      options_(std::move(options)),
      wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Scheduler::~Scheduler() {
  stop();
  if (wake_fd_ >= 0) ::close(wake_fd_);
}

Status Scheduler::start() {
  if (wake_fd_ < 0) return Error{ErrorCode::io, "too many open files to start the scheduler"};
  thread_ = std::thread([this] { loop(); });
  return {};
}

void Scheduler::stop(int patience_ms) {
  if (!thread_.joinable()) return;
  patience_ms_ = patience_ms;
  stopping_ = true;
  wake();
  thread_.join();
}

void Scheduler::heed(const std::vector<JobChange>& changes) {
  bool matters = false;
  {
    std::lock_guard lock(mutex_);
    for (const JobChange& change : changes) {
      matters = matters || change.to == JobStatus::queued || change.to == JobStatus::pending;
      if (change.from == JobStatus::processing && change.to == JobStatus::cancelled) {
        to_cancel_.push_back({change.job_id, change.attempt, 0});
        matters = true;
      }
    }
  }
  if (matters) wake();
}

void Scheduler::wake() {
  const std::uint64_t one = 1;
  (void)!::write(wake_fd_, &one, sizeof one);
}

std::optional<WorkerProgress> Scheduler::progress(Id job_id) const {
  std::lock_guard lock(mutex_);
  const auto found = progress_.find(job_id);
  return found == progress_.end() ? std::nullopt : std::optional(found->second);
}

void Scheduler::loop() {
  runner_ = make_runner_();
  settle_leftovers();
  double give_up = 0;
  while (true) {
    std::uint64_t wakes = 0;
    (void)!::read(wake_fd_, &wakes, sizeof wakes);
    cancel_requested();
    follow_workers();
    housekeeping();
    if (stopping_) {
      if (give_up == 0) give_up = monotonic_seconds() + patience_ms_ / 1e3;
      if (runner_->running() == 0 || monotonic_seconds() >= give_up) break;
    } else {
      fill_slots();
    }
    runner_->wait(wake_fd_, pause_ms());
  }
  hand_back_all();
  runner_.reset();
}

// Jobs that were running when an earlier service died: a result that is there counts, the others go
// back in line. Their workers died with it.
void Scheduler::settle_leftovers() {
  const auto left = store_.claimed_jobs();
  if (!left.ok()) return;
  for (const ClaimedJob& claimed : *left) {
    const JobFolder folder(options_.jobs, claimed.lease);
    if (folder.has_result())
      conclude({claimed.lease, claimed.job.kind, {}, ""});
    else
      (void)store_.hand_back(claimed.lease, "the service ended while the job was running");
  }
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(options_.jobs, error))
    std::filesystem::remove_all(entry.path(), error);
}

void Scheduler::cancel_requested() {
  std::vector<Lease> leases;
  {
    std::lock_guard lock(mutex_);
    leases.swap(to_cancel_);
  }
  for (const Lease& lease : leases) runner_->cancel(lease);
}

void Scheduler::follow_workers() {
  for (const ChangedProgress& changed : runner_->take_progress()) {
    unsaved_[changed.lease.job_id] = {changed.lease, changed.progress.percent,
                                      changed.progress.step};
    {
      std::lock_guard lock(mutex_);
      progress_[changed.lease.job_id] = changed.progress;
    }
    events_.publish("job:progress_updated", changed.queue_id, changed.lease.job_id,
                    {{"job_id", changed.lease.job_id},
                     {"progress", changed.progress.percent},
                     {"step", changed.progress.step}});
  }
  for (const EndedWork& ended : runner_->take_ended()) conclude(ended);
  busy_ = runner_->running();
}

// What the worker left says more than how it ended. `io` when that cannot be taken over just now.
Result<Outcome> Scheduler::outcome_of(const EndedWork& ended) const {
  const JobFolder folder(options_.jobs, ended.lease);
  Outcome outcome = ended.failure;
  if (outcome.status != JobStatus::cancelled && folder.has_result()) {
    auto result = folder.outcome(ended.kind, content_);
    if (!result.ok() && result.error().code == ErrorCode::io) return result.error();
    if (result.ok()) {
      outcome = *std::move(result);
    } else {
      outcome.status = JobStatus::failed;
      outcome.error_code = error_code_name(result.error().code);
      outcome.error_message = result.error().message;
      outcome.may_retry = false;
    }
  }
  outcome.log = ended.log;
  return outcome;
}

void Scheduler::conclude(const EndedWork& ended) {
  const auto outcome = outcome_of(ended);
  const auto finished =
      outcome.ok() ? store_.finish(ended.lease, *outcome) : Result<Job>(outcome.error());
  if (!finished.ok() && finished.error().code == ErrorCode::io) {
    // A full disk, for example: the result stays in its folder and is written down later.
    unwritten_.push_back(ended);
    events_.publish("system:error", 0, ended.lease.job_id, {{"message", finished.error().message}});
    return;
  }
  if (!finished.ok()) (void)store_.store_log(ended.lease, ended.log);  // taken away: cancelled
  unsaved_.erase(ended.lease.job_id);
  {
    std::lock_guard lock(mutex_);
    progress_.erase(ended.lease.job_id);
  }
  JobFolder(options_.jobs, ended.lease).remove();
}

void Scheduler::fill_slots() {
  if (runner_->running() >= options_.max_workers) return;
  const auto queues = store_.queues();
  if (!queues.ok() || queues->empty()) return;
  // One job a queue in turn, until the slots are full or a whole round claimed nothing.
  std::size_t idle = 0;
  while (runner_->running() < options_.max_workers && idle < queues->size()) {
    const Queue& queue = (*queues)[first_queue_++ % queues->size()];
    idle = claim_from(queue) ? 0 : idle + 1;
  }
  busy_ = runner_->running();
}

bool Scheduler::claim_from(const Queue& queue) {
  if (queue.status != QueueStatus::active) return false;
  if (count_of(store_.counts(queue.id), JobStatus::queued) == 0) return false;
  if (runner_->running_in(queue.id) >= static_cast<std::size_t>(queue.max_concurrent_jobs))
    return false;
  const auto claimed = store_.claim(queue.id, options_.worker_name, options_.lease_ms);
  if (!claimed.ok() || !claimed->has_value()) return false;
  launch(**claimed);
  return true;
}

void Scheduler::launch(const ClaimedJob& claimed) {
  WorkOrder order{claimed.job, claimed.lease, {}};
  const auto images = store_.job_images(claimed.job.id);
  for (const Id id : images.ok() ? *images : std::vector<Id>{}) {
    const auto image = store_.image(id);
    if (image.ok()) order.inputs.push_back({content_.path_of(image->sha256), image->filename});
  }
  const Status started = runner_->start(order);
  if (started.ok()) return;
  EndedWork ended{claimed.lease, claimed.job.kind, {}, ""};
  ended.failure.status = JobStatus::failed;
  ended.failure.error_code = error_code_name(started.error().code);
  ended.failure.error_message = started.error().message;
  ended.failure.may_retry = started.error().code == ErrorCode::io;
  conclude(ended);
}

void Scheduler::renew_leases() {
  std::vector<Lease> leases = runner_->leases();
  for (const EndedWork& ended : unwritten_) leases.push_back(ended.lease);
  if (!leases.empty()) (void)store_.renew(leases, options_.lease_ms);
}

void Scheduler::housekeeping() {
  const double now = monotonic_seconds();
  if (now >= next_renewal_) {
    next_renewal_ = now + static_cast<double>(options_.lease_ms) / 3e3;
    renew_leases();
  }
  if (now < next_housekeeping_) return;
  next_housekeeping_ = now + kHousekeepingSeconds;
  for (const EndedWork& ended : std::exchange(unwritten_, {})) conclude(ended);
  std::vector<Progress> progress;
  for (const auto& [id, p] : std::exchange(unsaved_, {})) progress.push_back(p);
  if (!progress.empty()) (void)store_.store_progress(progress);
  (void)store_.wake_due_jobs();
}

int Scheduler::pause_ms() const { return runner_->running() > 0 ? kFollowMs : kIdleMs; }

void Scheduler::hand_back_all() {
  for (const Lease& lease : runner_->leases())
    (void)store_.hand_back(lease, "the service was stopped");
}

}  // namespace curvespice::queue
