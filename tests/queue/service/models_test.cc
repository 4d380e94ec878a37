// Models, the decisions on them, and libraries of the approved ones.
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class Models : public ServiceProcess {
 protected:
  void SetUp() override {
    ServiceProcess::SetUp();
    ASSERT_TRUE(write_file_atomic(state() / "a.pdf", "%PDF").ok());
    image_ = client().upload({state() / "a.pdf"})->front();
  }
  std::int64_t make_model(const std::string& part) {
    const std::int64_t job =
        make_job("model", "default", {{"kind", "model"}, {"image_id", image_}, {"part", part}});
    EXPECT_TRUE(ends_as(job, "completed"));
    return job;
  }
  Json model(std::int64_t job) { return *client().get("/api/model/" + std::to_string(job)); }
  Result<Json> decide(std::int64_t job, const std::string& what) {
    return client().post("/api/model/" + std::to_string(job) + "/" + what,
                         {{"comment", "seen"}, {"reviewer", "Ada"}});
  }

  std::int64_t image_ = 0;
};

TEST_F(Models, AreListedWithTheLastDecision) {
  const std::int64_t job = make_model("BAS16");
  EXPECT_EQ(model(job).at("state"), "waiting");
  ASSERT_TRUE(decide(job, "reject").ok());
  EXPECT_EQ(model(job).at("state"), "rejected");
  const auto approved = decide(job, "approve");
  ASSERT_TRUE(approved.ok()) << approved.error().message;
  EXPECT_EQ(approved->at("review").at("reviewer"), "Ada");
  const Json models = client().get("/api/models")->at("models");
  ASSERT_EQ(models.size(), 1u);
  EXPECT_EQ(models[0].at("part"), "BAS16");
  EXPECT_EQ(models[0].at("state"), "approved");
  const auto audit = client().get("/api/job/" + std::to_string(job) + "/reviews");
  EXPECT_EQ(audit->at("reviews").size(), 2u) << "no decision is forgotten";
}

TEST_F(Models, ShowTheirVerification) {
  const std::int64_t job = make_model("BAS16");
  EXPECT_EQ(client().get("/api/verification/" + std::to_string(job))->at("verdict"), "pass");
  EXPECT_EQ(client().get("/api/verification/99").error().code, ErrorCode::not_found);
}

TEST_F(Models, WhatMadeNoneCannotBeApproved) {
  const std::int64_t job = make_job("");
  ASSERT_TRUE(ends_as(job, "completed"));
  EXPECT_EQ(decide(job, "approve").error().code, ErrorCode::not_found);
}

TEST_F(Models, ALibraryTakesTheApprovedOnesAndTellsOfDrift) {
  const std::int64_t good = make_model("BAS16");
  make_model("BAT54");
  EXPECT_EQ(client().post("/api/library/create", {{"name", "diodes"}}).error().code,
            ErrorCode::conflict)
      << "nothing is approved yet";
  ASSERT_TRUE(decide(good, "approve").ok());
  const auto made = client().post("/api/library/create", {{"name", "diodes"}});
  ASSERT_TRUE(made.ok()) << made.error().message;
  EXPECT_EQ(made->at("kind"), "library");
  ASSERT_TRUE(ends_as(made->at("id"), "completed"));
  const std::string path = "/api/library/" + made->at("id").dump();
  const Json parts = client().get(path)->at("parts");
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].at("part"), "BAS16");
  EXPECT_EQ(parts[0].at("drifted"), false);
  ASSERT_TRUE(decide(good, "reject").ok());
  EXPECT_EQ(client().get(path)->at("parts")[0].at("drifted"), true);
  EXPECT_EQ(client().get("/api/libraries")->at("libraries").size(), 1u);
}

TEST_F(Models, ALibraryOfAPartThatIsNotApprovedIsRefused) {
  ASSERT_TRUE(decide(make_model("BAS16"), "approve").ok());
  const auto refused =
      client().post("/api/library/create", {{"name", "x"}, {"parts", {"BAS16", "BAT54"}}});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("BAT54"), std::string::npos);
}

}  // namespace
}  // namespace curvespice::queue
