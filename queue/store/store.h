// Where the queue manager keeps everything. Every backend passes the same conformance suite
// (tests/queue/store/conformance.h).
//
// All calls are thread-safe and blocking; a call that changes something returns once that is
// durable. Errors: not_found (unknown id), conflict (right request, wrong state), bad_input (a
// value the store refuses), io (disk). A transition compares id, state and lease token: what comes
// late or twice is a conflict and changes nothing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "queue/store/types.h"

namespace curvespice::queue {

class Store {
 public:
  virtual ~Store() = default;

  // Called after each commit with its changes, in the order of commits, from the store's own
  // thread: must be quick and must not call the store, but for counts(). Set before use.
  using Observer = std::function<void(const std::vector<JobChange>&)>;
  virtual void observe(Observer observer) = 0;

  virtual Result<Queue> create_queue(const Queue& queue) = 0;
  virtual Result<Queue> queue(Id id) = 0;
  virtual Result<Queue> queue_named(const std::string& name) = 0;
  virtual Result<std::vector<Queue>> queues() = 0;
  // A changed mode or order takes effect on the jobs that wait.
  virtual Result<Queue> update_queue(Id id, const QueueChange& change) = 0;
  virtual Result<DeletedQueue> delete_queue(Id id, JobFate fate, std::optional<Id> move_to) = 0;
  virtual Counts counts(Id queue_id) = 0;  // zeroes for an unknown one

  // All or none.
  virtual Result<std::vector<CreatedJob>> create_jobs(const std::vector<NewJob>& jobs) = 0;
  virtual Result<Job> job(Id id) = 0;
  virtual Result<std::vector<Id>> job_images(Id id) = 0;
  virtual Result<JobPage> jobs(const JobFilter& filter) = 0;
  virtual Result<std::string> job_result(Id id) = 0;  // JSON text; "" when there is none
  virtual Result<std::vector<Artifact>> job_artifacts(Id id) = 0;
  virtual Result<std::vector<Attempt>> job_attempts(Id id) = 0;
  virtual Result<Job> set_priority(Id id, Priority priority) = 0;
  virtual Result<Job> start_job(Id id) = 0;   // pending -> queued
  virtual Result<Job> cancel_job(Id id) = 0;  // anything not ended -> cancelled
  virtual Result<Job> retry_job(Id id) = 0;   // failed | cancelled -> queued
  virtual Status delete_job(Id id) = 0;

  // The next job in line of an active queue with a free slot, or nothing.
  virtual Result<std::optional<ClaimedJob>> claim(Id queue_id, const std::string& worker,
                                                  TimeMs lease_ms) = 0;
  // Gives the leases that are still ours, prolonged.
  virtual Result<std::vector<Lease>> renew(const std::vector<Lease>& leases, TimeMs lease_ms) = 0;
  virtual Result<Job> finish(const Lease& lease, const Outcome& outcome) = 0;
  // processing -> queued, not counted as an attempt; for a service that stops.
  virtual Status hand_back(const Lease& lease, const std::string& reason) = 0;
  virtual Status store_progress(const std::vector<Progress>& progress) = 0;
  // For an attempt whose job was taken from it (cancelled): its log.
  virtual Status store_log(const Lease& lease, const std::string& log) = 0;
  // Jobs whose time has come: pending -> queued; expired leases -> queued or failed.
  virtual Status wake_due_jobs() = 0;
  virtual Result<std::optional<TimeMs>> next_due() = 0;
  virtual Result<std::vector<ClaimedJob>> claimed_jobs() = 0;

  // A batch and its jobs, all or none.
  virtual Result<Batch> create_batch(const std::string& name, std::vector<NewJob> jobs) = 0;
  virtual Result<Batch> batch(Id id) = 0;
  virtual Result<std::vector<Batch>> batches() = 0;
  virtual Status cancel_batch(Id id) = 0;
  virtual Status retry_batch(Id id) = 0;  // its failed jobs

  virtual Result<Product> create_product(const Product& product) = 0;
  virtual Result<Product> product(Id id) = 0;
  virtual Result<std::vector<Product>> products() = 0;
  virtual Result<Product> update_product(Id id, const ProductChange& change) = 0;
  // `cascade` takes its ended jobs and its images along; without it they are a conflict.
  virtual Status delete_product(Id id, bool cascade) = 0;

  virtual Result<Image> create_image(const Image& image) = 0;
  virtual Result<Image> image(Id id) = 0;
  virtual Result<std::vector<Image>> images(std::optional<Id> product) = 0;
  virtual Status delete_image(Id id) = 0;
  // Whether any image or artifact still has this content.
  virtual Result<bool> is_content_used(const std::string& sha256) = 0;

  // Decisions stay on record; the last one on a subject counts. Only of jobs that have ended.
  virtual Result<Review> add_review(const Review& review) = 0;
  virtual Result<std::vector<Review>> reviews(std::optional<Id> job) = 0;  // oldest first

  // The models of completed jobs, newest first, of one product or of all.
  virtual Result<std::vector<Model>> models(std::optional<Id> product) = 0;
  // Takes over a job that ended elsewhere; its queue, product and images must be here.
  virtual Result<Id> adopt_job(const EndedJob& job) = 0;

  // Jobs that ended before `before`, oldest first: what retention may delete.
  virtual Result<std::vector<Job>> jobs_ended_before(TimeMs before, std::int64_t limit) = 0;
  // The sum of all artifacts and images, each content counted once.
  virtual Result<std::int64_t> stored_bytes() = 0;

  // The latest ended jobs, newest first, of one queue or of all (id 0).
  virtual Result<std::vector<JobTimes>> latest_times(Id queue_id, std::int64_t limit) = 0;
  // Mean duration of the latest completed jobs of this kind in the queue, ms.
  virtual Result<std::optional<double>> typical_duration(Id queue_id, JobKind kind) = 0;

  virtual Status check() = 0;  // reads something; for /health
  virtual Status back_up(const std::string& path) = 0;
};

}  // namespace curvespice::queue
