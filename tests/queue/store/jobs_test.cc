#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

TEST_P(StoreConformance, AJobKeepsWhatItWasGiven) {
  const Id queue = make_queue();
  const Id id = make_job(queue, [](NewJob& job) {
    job.kind = JobKind::extract;
    job.device = "diode";
    job.part = "BAS16";
    job.priority = Priority::high;
    job.method = ExtractionMethod::raster;
    job.parameters = R"({"page":2})";
    job.max_attempts = 9;
    job.timeout_ms = 1234;
  });
  reopen();
  const Job job = *store->job(id);
  EXPECT_EQ(job.kind, JobKind::extract);
  EXPECT_EQ(job.device, "diode");
  EXPECT_EQ(job.part, "BAS16");
  EXPECT_EQ(job.priority, Priority::high);
  EXPECT_EQ(job.method, ExtractionMethod::raster);
  EXPECT_EQ(job.parameters, R"({"page":2})");
  EXPECT_EQ(job.max_attempts, 9);
  EXPECT_EQ(job.timeout_ms, 1234);
  EXPECT_EQ(job.status, JobStatus::queued);
}

TEST_P(StoreConformance, AnUnknownJobIsRefusedEverywhere) {
  for (const ErrorCode code :
       {store->job(9).error().code, store->job_result(9).error().code,
        store->job_attempts(9).error().code, store->set_priority(9, Priority::low).error().code,
        store->start_job(9).error().code, store->cancel_job(9).error().code,
        store->retry_job(9).error().code, store->delete_job(9).error().code})
    EXPECT_EQ(code, ErrorCode::not_found);
}

TEST_P(StoreConformance, AnIdempotencyKeyGivesTheSameJobAgain) {
  const Id queue = make_queue();
  NewJob job;
  job.queue_id = queue;
  job.idempotency_key = "once";
  const auto first = store->create_jobs({job}), second = store->create_jobs({job});
  EXPECT_FALSE(first->front().existed);
  EXPECT_TRUE(second->front().existed);
  EXPECT_EQ(first->front().id, second->front().id);
  EXPECT_EQ(store->jobs({})->total, 1);
}

TEST_P(StoreConformance, JobsAreCreatedAllOrNone) {
  NewJob good, bad;
  good.queue_id = make_queue();
  bad.queue_id = 77;
  EXPECT_FALSE(store->create_jobs({good, bad}).ok());
  EXPECT_EQ(store->jobs({})->total, 0);
  EXPECT_TRUE(changes.empty());
}

TEST_P(StoreConformance, FifoIsFifoWhateverThePriority) {
  const Id queue = make_queue();
  const Id first = make_job(queue, [](NewJob& job) { job.priority = Priority::low; });
  const Id second = make_job(queue, [](NewJob& job) { job.priority = Priority::urgent; });
  EXPECT_EQ(claim_one(queue), first);
  EXPECT_EQ(claim_one(queue), second);
}

TEST_P(StoreConformance, FifoHoldsWhenTheClockJumpsBack) {
  const Id queue = make_queue();
  const Id first = make_job(queue);
  clock.advance(-3'600'000);
  const Id second = make_job(queue);
  EXPECT_EQ(claim_one(queue), first);
  EXPECT_EQ(claim_one(queue), second);
}

TEST_P(StoreConformance, PriorityOrderServesUrgentFirst) {
  const Id queue = make_queue([](Queue& q) { q.order = QueueOrder::priority; });
  const Id low = make_job(queue, [](NewJob& job) { job.priority = Priority::low; });
  const Id normal = make_job(queue);
  const Id urgent = make_job(queue, [](NewJob& job) { job.priority = Priority::urgent; });
  EXPECT_EQ(claim_one(queue), urgent);
  EXPECT_EQ(claim_one(queue), normal);
  EXPECT_EQ(claim_one(queue), low);
}

TEST_P(StoreConformance, ALowJobAgesPastNewerOnes) {
  const Id queue = make_queue([](Queue& q) {
    q.order = QueueOrder::priority;
    q.settings.ageing_ms = 1'000;
  });
  const Id low = make_job(queue, [](NewJob& job) { job.priority = Priority::low; });
  clock.advance(3'001);
  const Id urgent = make_job(queue, [](NewJob& job) { job.priority = Priority::urgent; });
  EXPECT_EQ(claim_one(queue), low);
  EXPECT_EQ(claim_one(queue), urgent);
}

TEST_P(StoreConformance, WithoutAgeingPriorityIsStrict) {
  const Id queue = make_queue([](Queue& q) {
    q.order = QueueOrder::priority;
    q.settings.ageing_ms = 0;
  });
  const Id low = make_job(queue, [](NewJob& job) { job.priority = Priority::low; });
  clock.advance(1'000'000'000);
  const Id high = make_job(queue, [](NewJob& job) { job.priority = Priority::high; });
  EXPECT_EQ(claim_one(queue), high);
  EXPECT_EQ(claim_one(queue), low);
}

TEST_P(StoreConformance, APriorityCanChangeWhileTheJobWaits) {
  const Id queue = make_queue([](Queue& q) { q.order = QueueOrder::priority; });
  const Id first = make_job(queue), second = make_job(queue);
  ASSERT_TRUE(store->set_priority(second, Priority::urgent).ok());
  EXPECT_EQ(claim_one(queue), second);
  EXPECT_EQ(store->set_priority(second, Priority::low).error().code, ErrorCode::conflict);
  EXPECT_EQ(claim_one(queue), first);
}

TEST_P(StoreConformance, ChangingTheOrderRanksTheLineAnew) {
  const Id queue = make_queue();
  const Id low = make_job(queue, [](NewJob& job) { job.priority = Priority::low; });
  const Id urgent = make_job(queue, [](NewJob& job) { job.priority = Priority::urgent; });
  QueueChange change;
  change.order = QueueOrder::priority;
  ASSERT_TRUE(store->update_queue(queue, change).ok());
  EXPECT_EQ(claim_one(queue), urgent);
  EXPECT_EQ(claim_one(queue), low);
}

TEST_P(StoreConformance, AJobScheduledForLaterWaitsForItsTime) {
  const Id queue = make_queue();
  const Id job = make_job(queue, [&](NewJob& j) { j.run_at = clock.now_ms() + 5'000; });
  ASSERT_TRUE(store->wake_due_jobs().ok());
  EXPECT_EQ(status_of(job), JobStatus::pending);
  EXPECT_EQ(**store->next_due(), clock.now_ms() + 5'000);
  clock.advance(5'000);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  EXPECT_EQ(claim_one(queue), job);
}

TEST_P(StoreConformance, ARunningJobCannotBeDeleted) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  EXPECT_EQ(store->delete_job(job).error().code, ErrorCode::conflict);
  ASSERT_TRUE(store->finish(claimed.lease, success()).ok());
  EXPECT_TRUE(store->delete_job(job).ok());
  EXPECT_EQ(store->job(job).error().code, ErrorCode::not_found);
}

TEST_P(StoreConformance, JobsAreListedAPageAtATimeAndFiltered) {
  const Id queue = make_queue(), other = make_queue();
  std::vector<Id> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(make_job(queue));
  make_job(other);
  JobFilter filter;
  filter.queue = queue;
  filter.per_page = 2;
  filter.page = 2;
  const JobPage page = *store->jobs(filter);
  EXPECT_EQ(page.total, 5);
  ASSERT_EQ(page.jobs.size(), 2u);
  EXPECT_EQ(page.jobs[0].id, ids[2]);
  filter.status = JobStatus::completed;
  EXPECT_EQ(store->jobs(filter)->total, 0);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, success()).ok());
  EXPECT_EQ(store->jobs(filter)->total, 1);
}

TEST_P(StoreConformance, TheObserverHearsEachCommittedChange) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("bad_input", false)).ok());
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].from, std::nullopt);
  EXPECT_EQ(changes[1].to, JobStatus::processing);
  EXPECT_EQ(changes[2].job_id, job);
  EXPECT_EQ(changes[2].to, JobStatus::failed);
  EXPECT_EQ(changes[2].error_code, "bad_input");
}

}  // namespace
}  // namespace curvespice::queue
