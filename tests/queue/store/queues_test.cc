#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

TEST_P(StoreConformance, AQueueIsCreatedOnAFreshDatabase) {
  Queue queue;
  queue.name = "first";
  queue.description = "ever";
  const auto created = store->create_queue(queue);
  ASSERT_TRUE(created.ok()) << created.error().message;
  EXPECT_EQ(store->queue(created->id)->description, "ever");
  EXPECT_EQ(store->queue_named("first")->id, created->id);
}

TEST_P(StoreConformance, TwoQueuesCannotShareAName) {
  make_queue([](Queue& q) { q.name = "same"; });
  Queue queue;
  queue.name = "same";
  EXPECT_EQ(store->create_queue(queue).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, AnUnknownQueueIsRefusedEverywhere) {
  EXPECT_EQ(store->queue(77).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->queue_named("none").error().code, ErrorCode::not_found);
  EXPECT_EQ(store->update_queue(77, {}).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->delete_queue(77, JobFate::refuse, {}).error().code, ErrorCode::not_found);
  NewJob job;
  job.queue_id = 77;
  EXPECT_EQ(store->create_jobs({job}).error().code, ErrorCode::not_found);
}

TEST_P(StoreConformance, EveryFieldOfAQueueCanChange) {
  const Id id = make_queue();
  QueueChange change;
  change.name = "renamed";
  change.mode = QueueMode::manual;
  change.status = QueueStatus::paused;
  change.max_concurrent_jobs = 7;
  change.order = QueueOrder::priority;
  change.description = "words";
  change.settings = QueueSettings{5, 10, 20, 30};
  ASSERT_TRUE(store->update_queue(id, change).ok());
  reopen();
  const Queue queue = *store->queue(id);
  EXPECT_EQ(queue.name, "renamed");
  EXPECT_EQ(queue.mode, QueueMode::manual);
  EXPECT_EQ(queue.status, QueueStatus::paused);
  EXPECT_EQ(queue.max_concurrent_jobs, 7);
  EXPECT_EQ(queue.order, QueueOrder::priority);
  EXPECT_EQ(queue.description, "words");
  EXPECT_EQ(queue.settings.max_attempts, 5);
  EXPECT_EQ(queue.settings.timeout_ms, 30);
}

TEST_P(StoreConformance, APausedQueueGivesNoJobs) {
  const Id id = make_queue();
  const Id job = make_job(id);
  QueueChange pause;
  pause.status = QueueStatus::paused;
  ASSERT_TRUE(store->update_queue(id, pause).ok());
  EXPECT_EQ(claim_one(id), 0);
  QueueChange resume;
  resume.status = QueueStatus::active;
  ASSERT_TRUE(store->update_queue(id, resume).ok());
  EXPECT_EQ(claim_one(id), job);
}

TEST_P(StoreConformance, AStoppedQueueTakesNoNewJobs) {
  const Id id = make_queue([](Queue& q) { q.status = QueueStatus::stopped; });
  NewJob job;
  job.queue_id = id;
  EXPECT_EQ(store->create_jobs({job}).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, AManualQueueWaitsForTheStartByHand) {
  const Id id = make_queue([](Queue& q) { q.mode = QueueMode::manual; });
  const Id job = make_job(id);
  EXPECT_EQ(status_of(job), JobStatus::pending);
  ASSERT_TRUE(store->wake_due_jobs().ok());
  EXPECT_EQ(claim_one(id), 0);
  ASSERT_TRUE(store->start_job(job).ok());
  EXPECT_EQ(claim_one(id), job);
}

TEST_P(StoreConformance, ChangingTheModeMovesTheJobsThatWait) {
  const Id id = make_queue([](Queue& q) { q.mode = QueueMode::manual; });
  const Id job = make_job(id);
  QueueChange change;
  change.mode = QueueMode::automatic;
  ASSERT_TRUE(store->update_queue(id, change).ok());
  EXPECT_EQ(status_of(job), JobStatus::queued);
  change.mode = QueueMode::manual;
  ASSERT_TRUE(store->update_queue(id, change).ok());
  EXPECT_EQ(status_of(job), JobStatus::pending);
}

TEST_P(StoreConformance, DeletingABusyQueueIsRefusedUnlessItsJobsHaveAFate) {
  const Id id = make_queue();
  const Id job = make_job(id);
  EXPECT_EQ(store->delete_queue(id, JobFate::refuse, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(status_of(job), JobStatus::queued);
}

TEST_P(StoreConformance, DeletingAQueueCanCancelItsJobs) {
  const Id id = make_queue();
  const Id job = make_job(id);
  const auto deleted = store->delete_queue(id, JobFate::cancel, {});
  ASSERT_TRUE(deleted.ok()) << deleted.error().message;
  EXPECT_EQ(deleted->cancelled_jobs, 1);
  EXPECT_EQ(store->job(job).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->counts(id), Counts{});
}

TEST_P(StoreConformance, DeletingAQueueCanMoveItsJobs) {
  const Id from = make_queue(), to = make_queue();
  const Id job = make_job(from);
  EXPECT_EQ(store->delete_queue(from, JobFate::move, {}).error().code, ErrorCode::bad_input);
  const auto deleted = store->delete_queue(from, JobFate::move, to);
  ASSERT_TRUE(deleted.ok()) << deleted.error().message;
  EXPECT_EQ(deleted->moved_jobs, 1);
  EXPECT_EQ(count_of(store->counts(to), JobStatus::queued), 1);
  EXPECT_EQ(claim_one(to), job);
}

TEST_P(StoreConformance, CountsFollowEveryTransitionAndSurviveAReopening) {
  const Id id = make_queue();
  const Id failing = make_job(id), cancelled = make_job(id), done = make_job(id);
  ASSERT_TRUE(store->finish(must_claim(id).lease, failure("bad_input", false)).ok());
  ASSERT_TRUE(store->cancel_job(cancelled).ok());
  ASSERT_TRUE(store->finish(must_claim(id).lease, success()).ok());
  make_job(id);
  const Counts expected = {0, 1, 0, 1, 1, 1};
  EXPECT_EQ(store->counts(id), expected);
  reopen();
  EXPECT_EQ(store->counts(id), expected);
  EXPECT_EQ(status_of(failing), JobStatus::failed);
  EXPECT_EQ(status_of(done), JobStatus::completed);
}

}  // namespace
}  // namespace curvespice::queue
