#include <random>
#include <thread>

#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class Kills : public ServiceProcess {
 protected:
  // 50 jobs a batch.
  void submit(int jobs) {
    for (int i = 0; i < jobs; i += 50) {
      Json body = {{"jobs", Json::array()}};
      for (int j = 0; j < 50; ++j) body["jobs"].push_back({{"kind", "trivial"}});
      const auto batch = client().post("/api/batch/create", body);
      ASSERT_TRUE(batch.ok()) << batch.error().message;
    }
  }

  std::int64_t count(const std::string& status) {
    const auto queue = client().get("/api/queue/1");
    return queue.ok() ? queue->at("counts").at(status).get<std::int64_t>() : -1;
  }

  std::int64_t completions(std::int64_t job) {
    const auto log = client().get("/api/job/" + std::to_string(job) + "/log");
    std::int64_t completed = 0;
    for (const Json& attempt : log->at("attempts"))
      completed += attempt.at("outcome") == "completed";
    return completed;
  }

  // As long as a machine may take for all, but never standing still.
  bool all_complete(int jobs) {
    constexpr double kSecondsOfSilence = 30;
    std::int64_t before = -1;
    while (true) {
      const bool further =
          eventually([&] { return count("completed") > before; }, kSecondsOfSilence);
      before = count("completed");
      if (before >= jobs || !further) return before == jobs;
    }
  }

  void kill_and_check(int jobs, int kills) {
    std::mt19937 random(20261123);
    submit(jobs);
    for (int i = 0; i < kills; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 300));
      kill_hard();
      start();
    }
    ASSERT_TRUE(all_complete(jobs)) << count("completed") << " of " << jobs << " completed";
    EXPECT_EQ(client().get("/api/jobs?per_page=1")->at("total"), jobs);
    for (std::int64_t job = 1; job <= jobs; ++job) EXPECT_EQ(completions(job), 1) << "job " << job;
  }
};

TEST_F(Kills, TwoHundredJobsSurviveTenKillsOfTheService) { kill_and_check(200, 10); }

// The long run, for whoever has the minutes: CURVESPICE_TORTURE=1.
TEST_F(Kills, TenThousandJobsSurviveAHundredKills) {
  if (!std::getenv("CURVESPICE_TORTURE")) GTEST_SKIP() << "set CURVESPICE_TORTURE=1 to run it";
  kill_and_check(10'000, 100);
}

TEST_F(Kills, AJobWhoseResultIsThereIsNotRunAgainAfterACrash) {
  const std::int64_t job = make_job("slow");
  ASSERT_TRUE(eventually([&] { return status(job) == "processing"; }));
  kill_hard();
  // The worker wrote its result in the very moment in which the service died.
  const auto folder = state() / "jobs" / std::to_string(job) / "1";
  ASSERT_TRUE(
      write_file_atomic(folder / "result.json", R"({"status":"completed","verdict":"accepted"})")
          .ok());
  start();
  ASSERT_TRUE(ends_as(job, "completed"));
  EXPECT_EQ(client().job(job)->at("attempts"), 1);
}

TEST_F(Kills, AGracefulStopHandsRunningJobsBack) {
  const std::int64_t job = make_job("hang");
  ASSERT_TRUE(eventually([&] { return status(job) == "processing"; }));
  EXPECT_EQ(stop(), 0);
  start();
  ASSERT_TRUE(eventually([&] { return status(job) == "processing"; }));
  const auto log = client().get("/api/job/" + std::to_string(job) + "/log");
  EXPECT_EQ(log->at("attempts").at(0).at("outcome"), "handed back");
  EXPECT_TRUE(client().cancel(job).ok());
}

}  // namespace
}  // namespace curvespice::queue
