#include <gmock/gmock.h>

#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

class StoredModels : public StoreConformance {
 protected:
  Outcome with_model() const {
    Outcome outcome = success();
    outcome.artifacts = {{"notes.txt", std::string(64, 'a'), "text/plain", 3},
                         {"BAS16.lib", std::string(64, 'b'), "text/plain", 9}};
    return outcome;
  }
  EndedJob ended(Id queue) const {
    EndedJob job;
    job.job.queue_id = queue;
    job.job.kind = JobKind::model;
    job.job.part = "BAS16";
    job.outcome = with_model();
    job.outcome.verdict = "pass";
    job.created_at = 1'000;
    job.started_at = 2'000;
    job.completed_at = 5'000;
    return job;
  }
};

TEST_P(StoredModels, AreTheLibrariesOfCompletedModelJobs) {
  const Id queue = make_queue();
  const Id job = make_job(queue, [](NewJob& j) { j.kind = JobKind::model; });
  make_job(queue, [](NewJob& j) { j.kind = JobKind::model; });
  ASSERT_TRUE(store->finish(must_claim(queue).lease, with_model()).ok());
  const auto models = store->models(std::nullopt);
  ASSERT_TRUE(models.ok());
  ASSERT_EQ(models->size(), 1u);
  EXPECT_EQ(models->front().job.id, job);
  EXPECT_EQ(models->front().file.name, "BAS16.lib");
  EXPECT_FALSE(models->front().review);
}

TEST_P(StoredModels, ComeWithTheLastDecisionOnTheModelItself) {
  const Id job = *store->adopt_job(ended(make_queue()));
  for (const auto& [subject, decision] : {std::pair{"model", Decision::rejected},
                                          {"model", Decision::accepted},
                                          {"figure:a", Decision::rejected}}) {
    Review review;
    review.job_id = job;
    review.subject = subject;
    review.decision = decision;
    ASSERT_TRUE(store->add_review(review).ok());
  }
  const auto models = store->models(std::nullopt);
  ASSERT_TRUE(models->front().review);
  EXPECT_EQ(models->front().review->decision, Decision::accepted);
}

TEST_P(StoredModels, AJobThatEndedElsewhereIsTakenOverAsItWas) {
  const Id queue = make_queue();
  EndedJob job = ended(queue);
  job.reviews.push_back({0, 77, "model", Decision::accepted, "good", "Ada", 6'000});
  const auto id = store->adopt_job(job);
  ASSERT_TRUE(id.ok()) << id.error().message;
  const Job kept = *store->job(*id);
  EXPECT_EQ(kept.status, JobStatus::completed);
  EXPECT_EQ(kept.verdict, "pass");
  EXPECT_EQ(kept.created_at, 1'000);
  EXPECT_EQ(kept.completed_at, 5'000);
  EXPECT_EQ(store->job_artifacts(*id)->size(), 2u);
  EXPECT_EQ(store->reviews(*id)->at(0).created_at, 6'000);
  EXPECT_EQ(store->reviews(*id)->at(0).job_id, *id);
  EXPECT_EQ(count_of(store->counts(queue), JobStatus::completed), 1);
  EXPECT_EQ(claim_one(queue), 0) << "it is not run again";
}

TEST_P(StoredModels, AJobThatHasNotEndedCannotBeTakenOver) {
  EndedJob job = ended(make_queue());
  job.outcome.status = JobStatus::processing;
  EXPECT_EQ(store->adopt_job(job).error().code, ErrorCode::bad_input);
}

INSTANTIATE_TEST_SUITE_P(Backends, StoredModels, testing::ValuesIn(backends()),
                         [](const auto& backend) { return backend.param.name; });

}  // namespace
}  // namespace curvespice::queue
