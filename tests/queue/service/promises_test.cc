// What an older system promised and did not keep, a test for each.
#include "base/clock.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class Promises : public ServiceProcess {
 protected:
  std::int64_t upload(const std::string& name = "a.pdf") {
    const auto file = state() / name;
    EXPECT_TRUE(write_file_atomic(file, "%PDF-1.4 " + name).ok());
    const auto ids = client().upload({file});
    EXPECT_TRUE(ids.ok()) << ids.error().message;
    return ids.ok() ? ids->front() : 0;
  }
};

TEST_F(Promises, AQueueAndAJobAreCreatedOnAFreshDatabase) {
  make_queue({{"name", "first"}});
  EXPECT_TRUE(ends_as(make_job("", "first"), "completed"));
}

TEST_F(Promises, AQueueMadeAtRunTimeIsServedAtOnce) {
  for (const char* name : {"one", "two", "three"}) {
    make_queue({{"name", name}});
    EXPECT_TRUE(ends_as(make_job("", name), "completed", 5));
  }
}

TEST_F(Promises, AManualQueueWaits) {
  make_queue({{"name", "by hand"}, {"mode", "manual"}});
  const std::int64_t job = make_job("", "by hand");
  EXPECT_FALSE(eventually([&] { return status(job) != "pending"; }, 1.5));
  ASSERT_TRUE(client().post("/api/job/" + std::to_string(job) + "/start", Json::object()).ok());
  EXPECT_TRUE(ends_as(job, "completed"));
}

TEST_F(Promises, UrgentJobsDoNotJumpAFifo) {
  const std::int64_t queue = make_queue({{"name", "fifo"}, {"max_concurrent_jobs", 1}});
  const std::int64_t first = make_job("slow", "fifo");
  const std::int64_t second = make_job("slow", "fifo");
  const std::int64_t urgent = make_job("", "fifo", {{"priority", "urgent"}});
  ASSERT_TRUE(ends_as(urgent, "completed"));
  const auto completed_at = [&](std::int64_t job) {
    return client().job(job)->at("completed_at").get<std::int64_t>();
  };
  EXPECT_LE(completed_at(first), completed_at(second));
  EXPECT_LE(completed_at(second), completed_at(urgent));
  EXPECT_GT(queue, 0);
}

TEST_F(Promises, ASlowJobDoesNotBlockFreeSlots) {
  make_queue({{"name", "two"}, {"max_concurrent_jobs", 2}});
  const std::int64_t hanging = make_job("hang", "two");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(ends_as(make_job("", "two"), "completed"));
  EXPECT_EQ(status(hanging), "processing");
  EXPECT_TRUE(client().cancel(hanging).ok());
}

TEST_F(Promises, CancellingStopsTheRunningWorkerWithinTwoSeconds) {
  const std::int64_t job = make_job("hang");
  ASSERT_TRUE(eventually([&] { return status(job) == "processing"; }));
  const double begin = monotonic_seconds();
  ASSERT_TRUE(client().cancel(job).ok());
  const auto busy = [&] {
    return client().get("/api/stats/global")->at("workers").at("busy").get<int>();
  };
  EXPECT_TRUE(eventually([&] { return busy() == 0; }, 3));
  EXPECT_LT(monotonic_seconds() - begin, 2.5);
  EXPECT_EQ(status(job), "cancelled");
}

TEST_F(Promises, ACancelledJobEndsAsCancelledWhateverItsWorkerSays) {
  const std::int64_t job = make_job("polite");  // answers the request with "completed"
  ASSERT_TRUE(eventually([&] { return status(job) == "processing"; }));
  ASSERT_TRUE(client().cancel(job).ok());
  EXPECT_FALSE(eventually([&] { return status(job) != "cancelled"; }, 2));
}

TEST_F(Promises, ACrashedWorkerFailsItsJobWithAReasonAndTheServiceGoesOn) {
  const std::int64_t job = make_job("crash", "default", {{"max_attempts", 1}});
  ASSERT_TRUE(ends_as(job, "failed"));
  const Json error = client().job(job)->at("error");
  EXPECT_EQ(error.at("code"), "crashed");
  EXPECT_NE(error.at("message").get<std::string>().find("signal"), std::string::npos);
  const auto log = client().get("/api/job/" + std::to_string(job) + "/log");
  EXPECT_NE(log->at("attempts").at(0).at("log").get<std::string>().find("about to die"),
            std::string::npos);
  EXPECT_TRUE(ends_as(make_job(""), "completed"));
}

TEST_F(Promises, ACrashIsRetriedUntilItPasses) {
  make_queue({{"name", "patient"}, {"settings", {{"retry_delay_ms", 50}}}});
  const std::int64_t job = make_job("flaky", "patient");
  ASSERT_TRUE(ends_as(job, "completed"));
  EXPECT_EQ(client().job(job)->at("attempts"), 3);
  EXPECT_TRUE(client().job(job)->at("error").is_null());
}

TEST_F(Promises, BadInputIsNotRetriedButCanBeByHandWithTheErrorCleared) {
  make_queue({{"name", "paused later"}});
  const std::int64_t job = make_job("bad", "paused later");
  ASSERT_TRUE(ends_as(job, "failed"));
  EXPECT_EQ(client().job(job)->at("attempts"), 1);
  const auto queues = client().get("/api/queues");
  const auto id = queues->at("queues").back().at("id").get<std::int64_t>();
  ASSERT_TRUE(client().put("/api/queue/" + std::to_string(id), {{"status", "paused"}}).ok());
  const auto retried = client().post("/api/job/" + std::to_string(job) + "/retry", Json::object());
  ASSERT_TRUE(retried.ok());
  EXPECT_EQ(retried->at("status"), "queued");
  EXPECT_TRUE(retried->at("error").is_null());
}

TEST_F(Promises, ATimeoutEndsAJobThatHangs) {
  const std::int64_t job = make_job("hang", "default", {{"timeout_ms", 300}, {"max_attempts", 1}});
  ASSERT_TRUE(ends_as(job, "failed"));
  EXPECT_EQ(client().job(job)->at("error").at("code"), "timeout");
}

TEST_F(Promises, AJobWithoutACurveIsNeverASuccess) {
  const std::int64_t image = upload();
  const std::int64_t job = make_job("empty", "default", {{"kind", "extract"}, {"image_id", image}});
  ASSERT_TRUE(ends_as(job, "failed"));
  EXPECT_EQ(client().job(job)->at("error").at("code"), "no_curve");
}

TEST_F(Promises, ResultAndFilesOfAJobAreServed) {
  const std::int64_t image = upload();
  const std::int64_t job = make_job("curve", "default", {{"kind", "extract"}, {"image_id", image}});
  ASSERT_TRUE(ends_as(job, "completed"));
  const std::string path = "/api/job/" + std::to_string(job);
  const Json result = *client().get(path + "/result");
  EXPECT_EQ(result.at("data_points"), 7);
  EXPECT_DOUBLE_EQ(result.at("confidence"), 0.9);
  EXPECT_EQ(result.at("csv_data"), "curve,label,x,y\n");
  EXPECT_EQ(result.at("files").size(), 2u);
  auto folder = TemporaryFolder::create();
  ASSERT_EQ(client().download(job, folder->path())->size(), 2u);
  EXPECT_EQ(*read_file(folder->path() / "a-p1-f1.csv"), "curve,label,x,y\n");
  EXPECT_EQ(client().get(path + "/overlay").error().code, ErrorCode::not_found);
  // The job has ended before its folder is cleared away.
  EXPECT_TRUE(
      eventually([&] { return !std::filesystem::exists(state() / "jobs" / std::to_string(job)); }));
}

TEST_F(Promises, ProgressComesInSteps) {
  const std::int64_t job = make_job("steps");
  std::vector<int> seen;
  const auto ended = client().wait(job, [&](const Json& now) {
    seen.push_back(now.at("progress").get<int>());
    return true;
  });
  ASSERT_TRUE(ended.ok()) << ended.error().message;
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_GE(seen.size(), 4u) << "10, 50, 90 and 100";
}

TEST_F(Promises, UnknownIdsAreRefused) {
  for (const char* path : {"/api/queue/99", "/api/job/99", "/api/job/99/result", "/api/batch/99",
                           "/api/product/99", "/api/image/99", "/api/stats/queue/99"})
    EXPECT_EQ(client().get(path).error().code, ErrorCode::not_found) << path;
  EXPECT_EQ(client().post("/api/job/create", {{"kind", "trivial"}, {"queue_id", 99}}).error().code,
            ErrorCode::not_found);
}

TEST_F(Promises, ADeletedQueueSaysWhatBecameOfItsJobs) {
  const std::int64_t queue = make_queue({{"name", "gone"}, {"status", "paused"}});
  make_job("", "gone");
  const std::string path = "/api/queue/" + std::to_string(queue);
  EXPECT_EQ(client().remove(path).error().code, ErrorCode::conflict);
  const auto deleted = client().remove(path + "?jobs=move&to=1");
  ASSERT_TRUE(deleted.ok()) << deleted.error().message;
  EXPECT_EQ(deleted->at("moved_jobs"), 1);
  EXPECT_TRUE(
      eventually([&] { return client().get("/api/queue/1")->at("counts").at("completed") == 1; }));
}

TEST_F(Promises, OneBadFileNeverStopsABatch) {
  Json jobs = Json::array();
  for (const char* what : {"", "bad", ""})
    jobs.push_back({{"kind", "trivial"}, {"parameters", {{"do", what}}}});
  const Json batch = *client().post("/api/batch/create", {{"jobs", jobs}});
  const std::string path = "/api/batch/" + batch.at("id").dump();
  ASSERT_TRUE(eventually([&] { return client().get(path)->at("progress") == 100; }));
  EXPECT_EQ(client().get(path)->at("counts").at("completed"), 2);
  EXPECT_EQ(client().get(path)->at("counts").at("failed"), 1);
}

TEST_F(Promises, ABatchGivesAnArchiveOfItsFiles) {
  const std::int64_t image = upload();
  const Json job = {{"kind", "extract"}, {"image_id", image}, {"parameters", {{"do", "curve"}}}};
  const Json batch = *client().post("/api/batch/create", {{"jobs", {job, job}}});
  const std::string path = "/api/batch/" + batch.at("id").dump();
  ASSERT_TRUE(eventually([&] { return client().get(path)->at("progress") == 100; }));
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(client().fetch(path + "/zip", folder->path() / "all.zip").ok());
  const std::string zip = *read_file(folder->path() / "all.zip");
  EXPECT_EQ(zip.substr(0, 2), "PK");
  EXPECT_NE(zip.find("/a-p1-f1.csv"), std::string::npos);
}

TEST_F(Promises, CorrectionsMakeANewJobOfTheSameFile) {
  const std::int64_t image = upload();
  const std::int64_t job = make_job("curve", "default", {{"kind", "extract"}, {"image_id", image}});
  ASSERT_TRUE(ends_as(job, "completed"));
  const auto corrected = client().put("/api/job/" + std::to_string(job) + "/corrections",
                                      {{"parameters", {{"x", "0:1:lin:V"}}}});
  ASSERT_TRUE(corrected.ok()) << corrected.error().message;
  EXPECT_EQ(corrected->at("corrects"), job);
  EXPECT_EQ(corrected->at("image_id"), image);
  EXPECT_EQ(corrected->at("parameters").at("x"), "0:1:lin:V");
  EXPECT_EQ(corrected->at("parameters").at("do"), "curve");
}

TEST_F(Promises, TheSameBytesAreStoredOnceAndRecognised) {
  const std::int64_t first = upload("same.pdf"), second = upload("same.pdf");
  EXPECT_NE(first, second);
  const Json a = *client().get("/api/image/" + std::to_string(first));
  const Json b = *client().get("/api/image/" + std::to_string(second));
  EXPECT_EQ(a.at("sha256"), b.at("sha256"));
  EXPECT_EQ(a.at("file_path"), b.at("file_path"));
}

TEST_F(Promises, AnIdempotencyKeyGivesTheSameJobAgain) {
  const Json key = {{"idempotency_key", "once"}};
  EXPECT_EQ(make_job("", "default", key), make_job("", "default", key));
}

TEST_F(Promises, PruningSaysFirstWhatWouldGoAndThenTakesIt) {
  const std::int64_t image = upload();
  const std::int64_t job = make_job("curve", "default", {{"kind", "extract"}, {"image_id", image}});
  ASSERT_TRUE(ends_as(job, "completed"));
  const Json all = {{"older_than_ms", 0}, {"dry_run", true}};
  ASSERT_TRUE(eventually([&] {  // "older than now" wants the clock to have moved
    return client().post("/api/admin/prune", all)->at("job_ids").size() == 1;
  }));
  EXPECT_EQ(status(job), "completed");
  ASSERT_TRUE(client().post("/api/admin/prune", {{"older_than_ms", 0}}).ok());
  EXPECT_EQ(client().job(job).error().code, ErrorCode::not_found);
  const auto left = client().get("/api/image/" + std::to_string(image) + "/file");
  EXPECT_NE(left.error().code, ErrorCode::not_found) << "the uploaded file is somebody's own";
}

TEST_F(Promises, ABackUpIsTakenWhileRunning) {
  const auto copy = client().post("/api/admin/backup", Json::object());
  ASSERT_TRUE(copy.ok()) << copy.error().message;
  EXPECT_TRUE(std::filesystem::exists(state() / copy->at("file").get<std::string>()));
}

TEST_F(Promises, AModelIsApprovedOrRejected) {
  const std::int64_t job = make_job("");
  ASSERT_TRUE(ends_as(job, "completed"));
  const std::string path = "/api/job/" + std::to_string(job);
  const Json word = {{"subject", "model"}, {"decision", "rejected"}, {"comment", "too steep"}};
  ASSERT_TRUE(client().post(path + "/review", word).ok());
  EXPECT_EQ(client().get(path + "/reviews")->at("reviews").at(0).at("decision"), "rejected");
  EXPECT_EQ(client().get("/api/reviews")->at("reviews").size(), 1u);
  EXPECT_EQ(client().post("/api/job/99/review", word).error().code, ErrorCode::not_found);
}

TEST_F(Promises, StatisticsCountWhatHappened) {
  ASSERT_TRUE(ends_as(make_job(""), "completed"));
  ASSERT_TRUE(ends_as(make_job("bad"), "failed"));
  const Json statistics = *client().get("/api/stats/queue/1");
  EXPECT_EQ(statistics.at("counts").at("completed"), 1);
  EXPECT_EQ(statistics.at("failures").at("bad_input"), 1);
  EXPECT_EQ(statistics.at("verdicts").at("accepted"), 1);
  EXPECT_EQ(statistics.at("waiting_ms").at("count"), 2);
}

}  // namespace
}  // namespace curvespice::queue
