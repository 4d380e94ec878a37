#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

Product diode() {
  Product product;
  product.name = "Switching diode";
  product.manufacturer = "Somebody";
  product.part_number = "BAS16";
  return product;
}

Image datasheet(std::optional<Id> product) {
  Image image;
  image.product_id = product;
  image.filename = "a.pdf";
  image.mime_type = "application/pdf";
  image.sha256 = std::string(64, 'd');
  return image;
}

TEST_P(StoreConformance, PartNumbersAreUnique) {
  ASSERT_TRUE(store->create_product(diode()).ok());
  EXPECT_EQ(store->create_product(diode()).error().code, ErrorCode::conflict);
}

TEST_P(StoreConformance, AProductCanChange) {
  const Id id = store->create_product(diode())->id;
  ProductChange change;
  change.package = "SOT23";
  ASSERT_TRUE(store->update_product(id, change).ok());
  EXPECT_EQ(store->product(id)->package, "SOT23");
  EXPECT_EQ(store->product(id)->part_number, "BAS16");
  EXPECT_EQ(store->update_product(99, change).error().code, ErrorCode::not_found);
}

TEST_P(StoreConformance, AProductWithBelongingsGoesOnlyInCascade) {
  const Id product = store->create_product(diode())->id;
  const Id image = store->create_image(datasheet(product))->id;
  const Id queue = make_queue();
  const Id job = make_job(queue, [&](NewJob& j) {
    j.product_id = product;
    j.image_ids = {image};
  });
  EXPECT_EQ(store->delete_product(product, false).error().code, ErrorCode::conflict);
  EXPECT_EQ(store->delete_product(product, true).error().code, ErrorCode::conflict) << "job waits";
  ASSERT_TRUE(store->cancel_job(job).ok());
  ASSERT_TRUE(store->delete_product(product, true).ok());
  EXPECT_EQ(store->image(image).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->job(job).error().code, ErrorCode::not_found);
}

TEST_P(StoreConformance, AnImageInUseCannotBeDeleted) {
  const Id image = store->create_image(datasheet({}))->id;
  const Id queue = make_queue();
  const Id job = make_job(queue, [&](NewJob& j) { j.image_ids = {image}; });
  EXPECT_EQ(*store->job_images(job), std::vector<Id>{image});
  EXPECT_EQ(store->delete_image(image).error().code, ErrorCode::conflict);
  ASSERT_TRUE(store->delete_job(job).ok());
  EXPECT_TRUE(store->delete_image(image).ok());
}

TEST_P(StoreConformance, AJobOfUnknownProductOrImageIsRefused) {
  NewJob job;
  job.queue_id = make_queue();
  job.product_id = 5;
  EXPECT_EQ(store->create_jobs({job}).error().code, ErrorCode::not_found);
  job.product_id.reset();
  job.image_ids = {5};
  EXPECT_EQ(store->create_jobs({job}).error().code, ErrorCode::not_found);
}

TEST_P(StoreConformance, ABatchIsMadeAtOnceAndCounted) {
  const Id queue = make_queue();
  std::vector<NewJob> jobs(3);
  for (NewJob& job : jobs) job.queue_id = queue;
  const Batch batch = *store->create_batch("three", jobs);
  EXPECT_EQ(batch.job_ids.size(), 3u);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, failure("bad_input", false)).ok());
  ASSERT_TRUE(store->finish(must_claim(queue).lease, success()).ok());
  EXPECT_EQ(store->batch(batch.id)->counts, (Counts{0, 1, 0, 1, 1, 0}));
  ASSERT_TRUE(store->retry_batch(batch.id).ok());
  EXPECT_EQ(store->batch(batch.id)->counts, (Counts{0, 2, 0, 1, 0, 0}));
  ASSERT_TRUE(store->cancel_batch(batch.id).ok());
  EXPECT_EQ(store->batch(batch.id)->counts, (Counts{0, 0, 0, 1, 0, 2}));
}

TEST_P(StoreConformance, ABatchWithOneBadJobIsNotMade) {
  std::vector<NewJob> jobs(2);
  jobs[0].queue_id = make_queue();
  jobs[1].queue_id = 99;
  EXPECT_FALSE(store->create_batch("bad", jobs).ok());
  EXPECT_TRUE(store->batches()->empty());
  EXPECT_EQ(store->jobs({})->total, 0);
}

TEST_P(StoreConformance, ReviewsStayOnRecordAndGoWithTheirJob) {
  const Id queue = make_queue();
  const Id job = make_job(queue);
  Review review;
  review.job_id = job;
  review.subject = "model";
  EXPECT_EQ(store->add_review(review).error().code, ErrorCode::conflict) << "nothing to decide yet";
  ASSERT_TRUE(store->finish(must_claim(queue).lease, success()).ok());
  ASSERT_TRUE(store->add_review(review).ok());
  review.decision = Decision::rejected;
  review.comment = "too steep";
  ASSERT_TRUE(store->add_review(review).ok());
  const auto reviews = *store->reviews(job);
  ASSERT_EQ(reviews.size(), 2u);
  EXPECT_EQ(reviews[1].decision, Decision::rejected);
  EXPECT_EQ(reviews[1].comment, "too steep");
  EXPECT_EQ(store->reviews(99).error().code, ErrorCode::not_found);
  ASSERT_TRUE(store->delete_job(job).ok());
  EXPECT_TRUE(store->reviews({})->empty());
}

TEST_P(StoreConformance, RetentionSeesTheOldestEndedJobsFirst) {
  const Id queue = make_queue();
  const Id first = make_job(queue), second = make_job(queue);
  make_job(queue);
  Outcome outcome = success();
  outcome.artifacts = {{"a.csv", std::string(64, 'a'), "text/csv", 7}};
  ASSERT_TRUE(store->finish(must_claim(queue).lease, outcome).ok());
  clock.advance(1'000);
  ASSERT_TRUE(store->finish(must_claim(queue).lease, outcome).ok());
  EXPECT_EQ(store->stored_bytes().value(), 7) << "the same content counts once";
  EXPECT_EQ(store->jobs_ended_before(clock.now_ms(), 10)->size(), 1u);
  const auto all = *store->jobs_ended_before(clock.now_ms() + 1, 10);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, first);
  EXPECT_EQ(all[1].id, second);
}

TEST_P(StoreConformance, HistoryGivesTimesOfTheLatestJobs) {
  const Id queue = make_queue();
  make_job(queue);
  clock.advance(100);
  const ClaimedJob claimed = must_claim(queue);
  clock.advance(250);
  ASSERT_TRUE(store->finish(claimed.lease, success()).ok());
  const auto times = *store->latest_times(queue, 10);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].started_at - times[0].created_at, 100);
  EXPECT_EQ(times[0].completed_at - times[0].started_at, 250);
  EXPECT_EQ(times[0].verdict, "pass");
  EXPECT_DOUBLE_EQ(store->typical_duration(queue, JobKind::trivial)->value(), 250);
  EXPECT_EQ(*store->typical_duration(queue, JobKind::model), std::nullopt);
}

}  // namespace
}  // namespace curvespice::queue
