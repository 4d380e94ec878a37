#include <set>
#include <thread>

#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

TEST_P(StoreConformance, AClaimHonoursTheQueuesConcurrency) {
  const Id queue = make_queue([](Queue& q) { q.max_concurrent_jobs = 2; });
  for (int i = 0; i < 3; ++i) make_job(queue);
  const ClaimedJob first = must_claim(queue);
  must_claim(queue);
  EXPECT_EQ(claim_one(queue), 0);
  ASSERT_TRUE(store->finish(first.lease, success()).ok());
  EXPECT_NE(claim_one(queue), 0) << "a free slot is refilled without waiting for the others";
}

TEST_P(StoreConformance, ManyClaimersNeverGetTheSameJob) {
  const Id queue = make_queue();
  std::vector<NewJob> jobs(200);
  for (NewJob& job : jobs) job.queue_id = queue;
  ASSERT_TRUE(store->create_jobs(jobs).ok());
  std::mutex mutex;
  std::multiset<Id> claimed;
  std::vector<std::thread> claimers;
  for (int i = 0; i < 8; ++i)
    claimers.emplace_back([&] {
      while (true) {
        const auto claim = store->claim(queue, "test", 10'000);
        if (!claim.ok() || !claim->has_value()) return;
        {
          std::lock_guard lock(mutex);
          claimed.insert((*claim)->job.id);
        }
        EXPECT_TRUE(store->finish((*claim)->lease, success()).ok());
      }
    });
  for (std::thread& claimer : claimers) claimer.join();
  EXPECT_EQ(claimed.size(), 200u);
  EXPECT_EQ(std::set<Id>(claimed.begin(), claimed.end()).size(), 200u);
}

TEST_P(StoreConformance, AFinishedJobCannotFinishTwice) {
  const Id queue = make_queue();
  make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  ASSERT_TRUE(store->finish(claimed.lease, success()).ok());
  EXPECT_EQ(store->finish(claimed.lease, success()).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, AnOldTokenIsFencedOff) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob old = must_claim(queue);
  clock.advance(10'001);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  clock.advance(60'000);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  const ClaimedJob current = must_claim(queue);
  EXPECT_EQ(current.job.id, job);
  EXPECT_GT(current.lease.token, old.lease.token);
  EXPECT_EQ(store->finish(old.lease, success()).error().code, ErrorCode::conflict);
  EXPECT_TRUE(store->renew({old.lease}, 10'000)->empty());
  EXPECT_TRUE(store->finish(current.lease, success()).ok());
}

TEST_P(StoreConformance, ARenewedLeaseDoesNotExpire) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  clock.advance(9'000);
  EXPECT_EQ(store->renew({claimed.lease}, 10'000)->size(), 1u);
  clock.advance(9'000);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  EXPECT_EQ(status_of(job), JobStatus::processing);
}

TEST_P(StoreConformance, ACrashIsRetriedWithBackOffAndALimit) {
  const Id queue = make_queue([](Queue& q) { q.settings = {3, 1'000, 0, 60'000}; });
  const Id job = make_job(queue);
  for (const TimeMs delay : {1'000, 2'000}) {
    ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("crashed", true)).ok());
    EXPECT_EQ(status_of(job), JobStatus::pending);
    EXPECT_EQ(store->job(job)->error_code, std::nullopt);
    clock.advance(delay - 1);
    ASSERT_TRUE(store->wake_due_jobs().ok());
    EXPECT_EQ(claim_one(queue), 0);
    clock.advance(1);
    ASSERT_TRUE(store->wake_due_jobs().ok());
  }
  ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("crashed", true)).ok());
  EXPECT_EQ(status_of(job), JobStatus::failed);
  EXPECT_EQ(store->job_attempts(job)->size(), 3u);
}

TEST_P(StoreConformance, ARetryIsNotHeldByAClockThatJumpsBack) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("crashed", true)).ok());
  clock.advance(-86'400'000);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  EXPECT_EQ(status_of(job), JobStatus::queued);
}

TEST_P(StoreConformance, BadInputIsNeverRetried) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("bad_input", false)).ok());
  EXPECT_EQ(status_of(job), JobStatus::failed);
  EXPECT_EQ(store->job(job)->error_code, "bad_input");
}

TEST_P(StoreConformance, RetryByHandClearsTheOldErrorAndCounts) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  Outcome bad = failure("bad_input", false);
  bad.result = "{}";
  ASSERT_TRUE(store->finish(must_claim(queue).lease, bad).ok());
  const Job retried = *store->retry_job(job);
  EXPECT_EQ(retried.status, JobStatus::queued);
  EXPECT_EQ(retried.error_code, std::nullopt);
  EXPECT_EQ(retried.error_message, std::nullopt);
  EXPECT_EQ(*store->job_result(job), "");
  EXPECT_EQ(must_claim(queue).job.attempts, 2);
  EXPECT_EQ(store->retry_job(job).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, ACancelledRunningJobStaysCancelledWhateverItsWorkerSays) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  ASSERT_TRUE(store->cancel_job(job).ok());
  EXPECT_EQ(store->finish(claimed.lease, success()).error().code, ErrorCode::conflict);
  EXPECT_EQ(status_of(job), JobStatus::cancelled);
  ASSERT_TRUE(store->store_log(claimed.lease, "last words").ok());
  EXPECT_EQ(store->job_attempts(job)->front().log, "last words");
  EXPECT_EQ(store->cancel_job(job).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, AHandedBackJobIsNextAndItsAttemptIsNotCounted) {
  const Id queue = make_queue([](Queue& q) { q.settings.max_attempts = 1; });
  const Id job = make_job(queue);
  make_job(queue);
  ASSERT_TRUE(store->hand_back(must_claim(queue).lease, "the service stops").ok());
  const ClaimedJob again = must_claim(queue);
  EXPECT_EQ(again.job.id, job);
  EXPECT_GE(again.job.last_attempt, again.job.attempts);
}

TEST_P(StoreConformance, ProgressIsStoredForTheHolderOfTheLeaseOnly) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  const Lease stale{job, claimed.lease.token - 1, 0};
  ASSERT_TRUE(store->store_progress({{claimed.lease, 40, "fit"}, {stale, 10, "page"}}).ok());
  EXPECT_EQ(store->job(job)->progress, 40);
  EXPECT_EQ(store->job(job)->step, "fit");
}

TEST_P(StoreConformance, ClaimedJobsAreKnownAfterACrash) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  const ClaimedJob claimed = must_claim(queue);
  reopen();
  const auto left = *store->claimed_jobs();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].job.id, job);
  EXPECT_EQ(left[0].lease.token, claimed.lease.token);
}

TEST_P(StoreConformance, ResultAndFilesAreKept) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  Outcome outcome = success();
  outcome.artifacts = {{"b.csv", std::string(64, 'b'), "text/csv", 7},
                       {"a.json", std::string(64, 'a'), "application/json", 9}};
  ASSERT_TRUE(store->finish(must_claim(queue).lease, outcome).ok());
  EXPECT_EQ(*store->job_result(job), outcome.result);
  const auto files = *store->job_artifacts(job);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].name, "b.csv");
  EXPECT_EQ(files[1].bytes, 9);
  EXPECT_TRUE(*store->is_content_used(std::string(64, 'a')));
  EXPECT_FALSE(*store->is_content_used(std::string(64, 'c')));
}

}  // namespace
}  // namespace curvespice::queue
