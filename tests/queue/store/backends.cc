#include "queue/store/sqlite/sqlite_store.h"
#include "tests/queue/store/conformance.h"

namespace curvespice::queue {

std::vector<Backend> backends() {
  return {{"sqlite", [](const std::filesystem::path& folder, const Clock& clock) {
             return sqlite::SqliteStore::open({folder / "queue.db", &clock, ""});
           }}};
}

void StoreConformance::SetUp() {
  ASSERT_TRUE(folder_.ok());
  reopen();
}

void StoreConformance::reopen() {
  store.reset();
  auto opened = GetParam().open(folder_->path(), clock);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  store = std::move(*opened);
  store->observe([this](const std::vector<JobChange>& committed) {
    changes.insert(changes.end(), committed.begin(), committed.end());
  });
}

Id StoreConformance::make_queue(const std::function<void(Queue&)>& adjust) {
  Queue queue;
  queue.name = "queue " + std::to_string(store->queues()->size());
  queue.max_concurrent_jobs = 256;
  if (adjust) adjust(queue);
  const auto created = store->create_queue(queue);
  EXPECT_TRUE(created.ok()) << created.error().message;
  return created.ok() ? created->id : 0;
}

Id StoreConformance::make_job(Id queue, const std::function<void(NewJob&)>& adjust) {
  NewJob job;
  job.queue_id = queue;
  job.kind = JobKind::trivial;
  if (adjust) adjust(job);
  const auto created = store->create_jobs({job});
  EXPECT_TRUE(created.ok()) << created.error().message;
  return created.ok() ? created->front().id : 0;
}

Id StoreConformance::claim_one(Id queue) {
  const auto claimed = store->claim(queue, "test", 10'000);
  EXPECT_TRUE(claimed.ok()) << claimed.error().message;
  return claimed.ok() && claimed->has_value() ? (*claimed)->job.id : 0;
}

ClaimedJob StoreConformance::must_claim(Id queue) {
  auto claimed = store->claim(queue, "test", 10'000);
  EXPECT_TRUE(claimed.ok() && claimed->has_value());
  return claimed->value_or(ClaimedJob{});
}

Outcome success() {
  Outcome outcome;
  outcome.verdict = "pass";
  outcome.result = R"({"status":"completed"})";
  return outcome;
}

Outcome failure(const std::string& code, bool may_retry) {
  Outcome outcome;
  outcome.status = JobStatus::failed;
  outcome.error_code = code;
  outcome.error_message = "it went wrong";
  outcome.may_retry = may_retry;
  return outcome;
}

INSTANTIATE_TEST_SUITE_P(Backends, StoreConformance, testing::ValuesIn(backends()),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace curvespice::queue
