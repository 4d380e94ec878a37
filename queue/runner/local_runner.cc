#include "queue/runner/local_runner.h"

#include <algorithm>
#include <cmath>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/clock.h"

namespace curvespice::queue {
namespace {

constexpr double kGraceAfterResult = 2;  // seconds a worker may take to end after its result

Outcome failed(const std::string& code, const std::string& message) {
  Outcome outcome;
  outcome.status = JobStatus::failed;
  outcome.error_code = code;
  outcome.error_message = message;
  outcome.may_retry = may_pass(code);
  return outcome;
}

Outcome cancelled() {
  Outcome outcome;
  outcome.status = JobStatus::cancelled;
  return outcome;
}

bool same_attempt(const Lease& a, const Lease& b) {
  return a.job_id == b.job_id && a.token == b.token;
}

// The kernel's cue for a process that ended; -1 where it has none (then polling finds out).
int open_exit_fd(pid_t pid) { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }

}  // namespace

Status LocalRunner::start(const WorkOrder& order) {
  const JobFolder folder(options_.jobs, order.lease);
  CURVESPICE_TRY(folder.write_request(order));
  ProcessRequest request;
  request.arguments = options_.command;
  request.arguments.insert(request.arguments.end(), {"--job", folder.path().string()});
  request.folder = folder.path();
  request.limits.memory_bytes = options_.memory_bytes;
  request.limits.cpu_seconds =
      static_cast<unsigned>(std::ceil(static_cast<double>(order.job.timeout_ms) / 1e3)) * 4 + 5;
  CURVESPICE_ASSIGN(ChildProcess process, ChildProcess::spawn(request));
  const int exit_fd = open_exit_fd(process.pid());
  const double deadline = monotonic_seconds() + static_cast<double>(order.job.timeout_ms) / 1e3;
  workers_.push_back({order.lease, order.job.queue_id, order.job.kind, folder, std::move(process),
                      exit_fd, deadline, std::nullopt});
  return {};
}

void LocalRunner::cancel(const Lease& lease) {
  for (Worker& worker : workers_) {
    if (!same_attempt(worker.lease, lease) || worker.cancelled) continue;
    worker.cancelled = true;
    worker.kill_at = monotonic_seconds() + options_.cancel_seconds;
    if (!worker.folder.ask_to_cancel().ok()) worker.kill_at = 0;
  }
}

std::size_t LocalRunner::running_in(Id queue_id) const {
  return static_cast<std::size_t>(std::count_if(
      workers_.begin(), workers_.end(), [&](const Worker& w) { return w.queue_id == queue_id; }));
}

std::vector<Lease> LocalRunner::leases() const {
  std::vector<Lease> leases;
  for (const Worker& worker : workers_) leases.push_back(worker.lease);
  return leases;
}

std::optional<Outcome> LocalRunner::ending(Worker& worker, double now) {
  const auto status = worker.process.poll_exit();
  if (worker.cancelled && status) return cancelled();
  if (status)
    return failed("crashed", "the worker ended without a result: " + describe_wait_status(*status));
  if (worker.kill_at && now >= *worker.kill_at) {
    worker.process.kill();
    return worker.cancelled ? cancelled() : failed("crashed", "the worker did not end");
  }
  if (now >= worker.deadline) {
    worker.process.kill();
    return failed("timeout", "the job took longer than its limit");
  }
  if (!worker.kill_at && worker.folder.has_result()) worker.kill_at = now + kGraceAfterResult;
  return std::nullopt;
}

std::vector<EndedWork> LocalRunner::take_ended() {
  std::vector<EndedWork> ended;
  const double now = monotonic_seconds();
  for (auto worker = workers_.begin(); worker != workers_.end();) {
    const auto how = ending(*worker, now);
    if (!how) {
      ++worker;
      continue;
    }
    ended.push_back({worker->lease, worker->kind, *how, worker->process.log_tail()});
    worker->process.kill();  // whatever is left of its process group
    if (worker->exit_fd >= 0) ::close(worker->exit_fd);
    worker = workers_.erase(worker);
  }
  return ended;
}

std::vector<ChangedProgress> LocalRunner::take_progress() {
  std::vector<ChangedProgress> changed;
  for (Worker& worker : workers_) {
    const auto progress = worker.folder.progress();
    if (!progress || *progress == worker.progress) continue;
    worker.progress = *progress;
    changed.push_back({worker.lease, worker.queue_id, *progress});
  }
  return changed;
}

void LocalRunner::wait(int wake_fd, int milliseconds) {
  std::vector<pollfd> polls = {{wake_fd, POLLIN, 0}};
  for (const Worker& worker : workers_)
    if (worker.exit_fd >= 0) polls.push_back({worker.exit_fd, POLLIN, 0});
  ::poll(polls.data(), polls.size(), milliseconds);
}

}  // namespace curvespice::queue
