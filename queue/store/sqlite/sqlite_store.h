// The store in one SQLite file. One connection in one thread writes (writer.h); a few query_only
// connections read. The caller holds the state folder's lock: one process owns the file.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "queue/store/sqlite/writer.h"
#include "queue/store/store.h"

namespace curvespice::queue::sqlite {

struct SqliteOptions {
  std::filesystem::path file;
  const Clock* clock = &system_clock();  // outlives the store
  std::string vfs;                       // a registered SQLite VFS; for tests of power cuts
};

class SqliteStore final : public Store {
 public:
  // Opens or makes the file, checks it, brings it to the newest version.
  static Result<std::unique_ptr<Store>> open(const SqliteOptions& options);
  explicit SqliteStore(const SqliteOptions& options);  // throws StoreFailure

  void observe(Observer observer) override { observer_ = std::move(observer); }

  Result<Queue> create_queue(const Queue& queue) override;
  Result<Queue> queue(Id id) override;
  Result<Queue> queue_named(const std::string& name) override;
  Result<std::vector<Queue>> queues() override;
  Result<Queue> update_queue(Id id, const QueueChange& change) override;
  Result<DeletedQueue> delete_queue(Id id, JobFate fate, std::optional<Id> move_to) override;
  Counts counts(Id queue_id) override;

  Result<std::vector<CreatedJob>> create_jobs(const std::vector<NewJob>& jobs) override;
  Result<Job> job(Id id) override;
  Result<std::vector<Id>> job_images(Id id) override;
  Result<JobPage> jobs(const JobFilter& filter) override;
  Result<std::string> job_result(Id id) override;
  Result<std::vector<Artifact>> job_artifacts(Id id) override;
  Result<std::vector<Attempt>> job_attempts(Id id) override;
  Result<Job> set_priority(Id id, Priority priority) override;
  Result<Job> start_job(Id id) override;
  Result<Job> cancel_job(Id id) override;
  Result<Job> retry_job(Id id) override;
  Status delete_job(Id id) override;

  Result<std::optional<ClaimedJob>> claim(Id queue_id, const std::string& worker,
                                          TimeMs lease_ms) override;
  Result<std::vector<Lease>> renew(const std::vector<Lease>& leases, TimeMs lease_ms) override;
  Result<Job> finish(const Lease& lease, const Outcome& outcome) override;
  Status hand_back(const Lease& lease, const std::string& reason) override;
  Status store_progress(const std::vector<Progress>& progress) override;
  Status store_log(const Lease& lease, const std::string& log) override;
  Status wake_due_jobs() override;
  Result<std::optional<TimeMs>> next_due() override;
  Result<std::vector<ClaimedJob>> claimed_jobs() override;

  Result<Batch> create_batch(const std::string& name, std::vector<NewJob> jobs) override;
  Result<Batch> batch(Id id) override;
  Result<std::vector<Batch>> batches() override;
  Status cancel_batch(Id id) override;
  Status retry_batch(Id id) override;

  Result<Product> create_product(const Product& product) override;
  Result<Product> product(Id id) override;
  Result<std::vector<Product>> products() override;
  Result<Product> update_product(Id id, const ProductChange& change) override;
  Status delete_product(Id id, bool cascade) override;

  Result<Image> create_image(const Image& image) override;
  Result<Image> image(Id id) override;
  Result<std::vector<Image>> images(std::optional<Id> product) override;
  Status delete_image(Id id) override;
  Result<bool> is_content_used(const std::string& sha256) override;

  Result<Review> add_review(const Review& review) override;
  Result<std::vector<Review>> reviews(std::optional<Id> job) override;
  Result<std::vector<Model>> models(std::optional<Id> product) override;
  Result<Id> adopt_job(const EndedJob& job) override;
  Result<std::vector<Job>> jobs_ended_before(TimeMs before, std::int64_t limit) override;
  Result<std::int64_t> stored_bytes() override;

  Result<std::vector<JobTimes>> latest_times(Id queue_id, std::int64_t limit) override;
  Result<std::optional<double>> typical_duration(Id queue_id, JobKind kind) override;
  Status check() override;
  Status back_up(const std::string& path) override;

 private:
  struct Reader {
    explicit Reader(const SqliteOptions& options);
    std::mutex mutex;
    Connection db;
  };

  struct FreeReader {
    std::unique_lock<std::mutex> lock;
    Connection& db;
  };
  // One that nobody uses; waits for one when there is none.
  FreeReader free_reader();

  // Runs `work(Connection&)` on a reader that is free.
  template <typename Work>
  auto read(Work work) -> Result<decltype(work(std::declval<Connection&>()))> {
    const FreeReader reader = free_reader();
    return guarded([&] { return work(reader.db); });
  }

  // How many jobs the filter lets through.
  std::int64_t total_of(Connection& db, const JobFilter& filter);
  void committed(const std::vector<JobChange>& changes);
  TimeMs now() const { return clock_.now_ms(); }

  const Clock& clock_;
  Connection db_;  // the writer's
  std::vector<std::unique_ptr<Reader>> readers_;
  std::atomic<unsigned> next_reader_{0};
  std::mutex counts_mutex_;
  std::map<Id, Counts> counts_;  // kept current by every commit: no query counts a million rows
  Observer observer_;
  std::unique_ptr<Writer> writer_;  // last: its thread uses what stands above
};

}  // namespace curvespice::queue::sqlite
