// The bridge's answers and events, with a service that says what the test wants.
#include "plugin/bridge/bridge.h"

#include <gmock/gmock.h>

#include "base/file.h"

namespace curvespice::bridge {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::NiceMock;
using testing::Return;
using testing::SizeIs;

class MockService : public JobService {
 public:
  MOCK_METHOD(Result<Json>, submit, (const Submission&), (override));
  MOCK_METHOD(Result<Json>, regenerate, (const std::string&, const std::string&), (override));
  MOCK_METHOD(Result<Json>, job, (std::int64_t), (override));
  MOCK_METHOD(Result<Json>, jobs, (), (override));
  MOCK_METHOD(Result<Json>, cancel, (std::int64_t), (override));
  MOCK_METHOD(Result<Json>, retry, (std::int64_t), (override));
  MOCK_METHOD(Result<Json>, result, (std::int64_t), (override));
  MOCK_METHOD(Status, download, (std::int64_t, const std::string&, const std::filesystem::path&),
              (override));
  MOCK_METHOD(Result<std::string>, page, (), (override));
};

Json a_job(const std::string& status, int progress) {
  return {{"id", 7}, {"part", "BAS16"}, {"status", status}, {"progress", progress}};
}

Json a_result() {
  return {{"job_id", 7},
          {"status", "completed"},
          {"verdict", "pass"},
          {"model", {{"file", "BAS16.lib"}, {"name", "BAS16"}, {"report", "report.html"}}}};
}

class BridgeTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    sheet_ = (folder_->path() / "sheet [1].pdf").string();
    ASSERT_TRUE(write_file_atomic(sheet_, "%PDF").ok());
    bridge_.emplace(service_, ModelShelf(folder_->path() / "models", folder_->path() / "reports"),
                    [this](const std::string& target) -> Status {
                      opened_.push_back(target);
                      return {};
                    });
    ON_CALL(service_, download).WillByDefault([](auto, const std::string& name, const auto& to) {
      return write_file_atomic(to, "content of " + name);
    });
    ON_CALL(service_, result).WillByDefault(Return(a_result()));
  }

  Json ask(const Json& request) { return bridge_->answer(request.dump()); }
  Json submit() {
    ON_CALL(service_, submit).WillByDefault(Return(a_job("queued", 0)));
    return ask({{"id", 1}, {"call", "submit"}, {"file", sheet_}, {"part", "BAS16"}});
  }

  NiceMock<MockService> service_;
  std::optional<TemporaryFolder> folder_;
  std::string sheet_;
  std::vector<std::string> opened_;
  std::optional<Bridge> bridge_;
};

TEST_F(BridgeTest, SaysHello) {
  const Json reply = ask({{"id", 3}, {"call", "hello"}});
  EXPECT_EQ(reply["id"], 3);
  EXPECT_EQ(reply["ok"], true);
  EXPECT_FALSE(reply["version"].get<std::string>().empty());
  EXPECT_THAT(reply["devices"], testing::Contains("diode"));
}

TEST_F(BridgeTest, ComparesDatasheetAndModelOfAJob) {
  const Json verification{
      {"figures",
       {{{"figure", "1"},
         {"artifact", "sheet-p1-f1"},
         {"curves", {{{"axis", "y"}, {"drawn", {{0.1, 1.0}}}, {"simulated", {{0.1, 1.5}}}}}}}}}};
  const Json line{{"scale", "linear"}, {"lo", 0}, {"hi", 2}};
  const Json extraction{{"axes", {{"x", line}, {"y", line}}}};
  ON_CALL(service_, download).WillByDefault([&](auto, const std::string& name, const auto& to) {
    return write_file_atomic(to, (name == "verification.json" ? verification : extraction).dump());
  });
  const Json reply = ask({{"id", 1}, {"call", "compare"}, {"job", 7}});
  ASSERT_EQ(reply["ok"], true) << reply;
  const std::string table = reply["figures"][0]["table"];
  EXPECT_EQ(table, (folder_->path() / "reports/job-7/comparison-1.txt").string());
  EXPECT_EQ(*read_file(table), "x datasheet model\n0.1 1 1.5\n");
}

TEST_F(BridgeTest, WhatIsNoRequestGetsAnAnswerTooAndHarmsNothing) {
  for (const char* line : {"", "{", "[]", "7", "{\"id\":1}", "{\"call\":5}",
                           "{\"id\":\"x\",\"call\":\"hello\"}", "{\"id\":1,\"call\":\"rm\"}"}) {
    const Json reply = bridge_->answer(line);
    if (std::string(line).find("hello") != std::string::npos) continue;
    EXPECT_EQ(reply["ok"], false) << line;
    EXPECT_FALSE(reply["error"]["message"].get<std::string>().empty()) << line;
  }
  EXPECT_EQ(ask({{"id", 3}, {"call", "hello"}})["ok"], true);
}

TEST_F(BridgeTest, SubmitsTheFileAndWatchesTheJob) {
  EXPECT_FALSE(bridge_->watching());
  const Json reply = submit();
  EXPECT_EQ(reply["job"]["id"], 7) << reply;
  EXPECT_TRUE(bridge_->watching());
}

TEST_F(BridgeTest, AModelIsMadeAgainAndReplacesTheFileThatSchematicsName) {
  EXPECT_CALL(service_, regenerate("BAS16", "k1")).WillOnce(Return(a_job("queued", 0)));
  const Json reply = ask({{"id", 1}, {"call", "regenerate"}, {"part", "BAS16"}, {"key", "k1"}});
  EXPECT_EQ(reply["job"]["id"], 7) << reply;
  ON_CALL(service_, job).WillByDefault(Return(a_job("completed", 100)));
  const auto events = bridge_->look_at_jobs();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0]["model"]["library"], (folder_->path() / "models/BAS16.lib").string());
}

TEST_F(BridgeTest, APartThatWasNeverMadeCannotBeMadeAgain) {
  ON_CALL(service_, regenerate).WillByDefault(Return(Error{ErrorCode::not_found, "no datasheet"}));
  EXPECT_EQ(ask({{"id", 1}, {"call", "regenerate"}, {"part", "X"}})["error"]["code"], "not_found");
  EXPECT_FALSE(bridge_->watching());
}

TEST_F(BridgeTest, AFileThatIsNotThereIsRefusedBeforeTheServiceIsAsked) {
  EXPECT_CALL(service_, submit).Times(0);
  const Json reply = ask({{"id", 1}, {"call", "submit"}, {"file", sheet_ + "x"}});
  EXPECT_EQ(reply["error"]["code"], "not_found");
  EXPECT_THAT(reply["error"]["message"].get<std::string>(), HasSubstr("sheet [1].pdfx"));
}

TEST_F(BridgeTest, TellsOnlyWhatIsNew) {
  submit();
  EXPECT_CALL(service_, job(7))
      .WillOnce(Return(a_job("processing", 10)))
      .WillOnce(Return(a_job("processing", 10)))
      .WillOnce(Return(a_job("processing", 40)));
  EXPECT_THAT(bridge_->look_at_jobs(), SizeIs(1));
  EXPECT_THAT(bridge_->look_at_jobs(), IsEmpty());
  const auto events = bridge_->look_at_jobs();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0]["event"], "job");
  EXPECT_EQ(events[0]["job"]["progress"], 40);
}

TEST_F(BridgeTest, TheEndBringsModelAndReportAsFilesOfTheUser) {
  submit();
  ON_CALL(service_, job).WillByDefault(Return(a_job("completed", 100)));
  const auto events = bridge_->look_at_jobs();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0]["model"]["name"], "BAS16");
  const std::string library = events[0]["model"]["library"];
  EXPECT_EQ(library, (folder_->path() / "models/BAS16.lib").string());
  EXPECT_EQ(*read_file(library), "content of BAS16.lib");
  EXPECT_EQ(*read_file(events[0]["report"].get<std::string>()), "content of report.html");
  EXPECT_FALSE(bridge_->watching());
}

TEST_F(BridgeTest, AJobWithoutAModelSaysSo) {
  submit();
  ON_CALL(service_, job).WillByDefault(Return(a_job("completed", 100)));
  ON_CALL(service_, result)
      .WillByDefault(Return(Json{{"model", {{"report", "report.html"}}}, {"verdict", "refused"}}));
  const auto events = bridge_->look_at_jobs();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_FALSE(events[0].contains("model"));
  EXPECT_TRUE(events[0].contains("report"));
  EXPECT_THAT(events[0]["problem"].get<std::string>(), HasSubstr("no model"));
}

TEST_F(BridgeTest, AModelThatIsReplacedIsKeptBesideTheNewOne) {
  for (const char* content : {"first", "second", "second"}) {
    ON_CALL(service_, download).WillByDefault([content](auto, auto, const auto& to) {
      return write_file_atomic(to, content);
    });
    EXPECT_EQ(ask({{"id", 1}, {"call", "use"}, {"job", 7}})["ok"], true);
  }
  EXPECT_EQ(*read_file(folder_->path() / "models/BAS16.lib"), "second");
  EXPECT_EQ(*read_file(folder_->path() / "models/BAS16.lib.previous"), "first");
}

TEST_F(BridgeTest, ASubcircuitTellsItsPins) {
  ON_CALL(service_, download).WillByDefault([](auto, auto, const auto& to) {
    return write_file_atomic(to, ".subckt BAS16 A K\nR1 A K 1\n.ends\n");
  });
  const Json reply = ask({{"id", 1}, {"call", "use"}, {"job", 7}});
  EXPECT_EQ(reply["model"]["pins"], Json({"A", "K"})) << reply;
}

TEST_F(BridgeTest, EveryModelIsASymbolOfKiCadAsWell) {
  ON_CALL(service_, download).WillByDefault([](auto, auto, const auto& to) {
    return write_file_atomic(to, ".model BAS16 D(IS=1e-14)\n");
  });
  ask({{"id", 1}, {"call", "use"}, {"job", 7}});
  const auto symbols = read_file(folder_->path() / "models/curvespice.kicad_sym");
  ASSERT_TRUE(symbols.ok());
  EXPECT_THAT(*symbols, HasSubstr("(symbol \"BAS16\""));
}

TEST_F(BridgeTest, ANameThatLeadsElsewhereIsNotFollowed) {
  for (const char* name : {"../BAS16.lib", "/etc/x.lib", "..", ""}) {
    ON_CALL(service_, result)
        .WillByDefault(Return(Json{{"model", {{"file", name}, {"name", "BAS16"}}}}));
    EXPECT_EQ(ask({{"id", 1}, {"call", "use"}, {"job", 7}})["ok"], false) << name;
  }
}

TEST_F(BridgeTest, ADownloadThatFailsLeavesTheOldModel) {
  ask({{"id", 1}, {"call", "use"}, {"job", 7}});
  ON_CALL(service_, download).WillByDefault(Return(Error{ErrorCode::io, "gone"}));
  EXPECT_EQ(ask({{"id", 2}, {"call", "use"}, {"job", 7}})["error"]["message"], "gone");
  EXPECT_EQ(*read_file(folder_->path() / "models/BAS16.lib"), "content of BAS16.lib");
}

TEST_F(BridgeTest, AServiceThatGoesAndComesIsToldOnceEach) {
  submit();
  EXPECT_CALL(service_, job(7))
      .WillOnce(Return(Error{ErrorCode::io, "nobody answers"}))
      .WillOnce(Return(Error{ErrorCode::io, "nobody answers"}))
      .WillOnce(Return(a_job("processing", 50)));
  const auto lost = bridge_->look_at_jobs();
  ASSERT_THAT(lost, SizeIs(1));
  EXPECT_EQ(lost[0]["state"], "lost");
  EXPECT_THAT(bridge_->look_at_jobs(), IsEmpty());
  const auto back = bridge_->look_at_jobs();
  ASSERT_THAT(back, SizeIs(2));
  EXPECT_EQ(back[0]["state"], "ready");
  EXPECT_EQ(back[1]["job"]["progress"], 50);
}

TEST_F(BridgeTest, AJobThatWasDeletedIsNoLongerWatched) {
  submit();
  ON_CALL(service_, job).WillByDefault(Return(Error{ErrorCode::not_found, "no job 7"}));
  EXPECT_THAT(bridge_->look_at_jobs(), IsEmpty());
  EXPECT_FALSE(bridge_->watching());
}

TEST_F(BridgeTest, ListingWatchesWhatRuns) {
  Json done = a_job("completed", 100);
  done["id"] = 6;
  ON_CALL(service_, jobs).WillByDefault(Return(Json::array({a_job("queued", 0), done})));
  EXPECT_THAT(ask({{"id", 1}, {"call", "jobs"}})["jobs"], SizeIs(2));
  EXPECT_CALL(service_, job(7)).WillOnce(Return(a_job("processing", 1)));
  EXPECT_CALL(service_, job(6)).Times(0);
  bridge_->look_at_jobs();
}

TEST_F(BridgeTest, CancelsAndRetries) {
  EXPECT_CALL(service_, cancel(7)).WillOnce(Return(a_job("cancelled", 10)));
  EXPECT_EQ(ask({{"id", 1}, {"call", "cancel"}, {"job", 7}})["job"]["status"], "cancelled");
  EXPECT_CALL(service_, retry(7)).WillOnce(Return(Error{ErrorCode::conflict, "it runs"}));
  const Json reply = ask({{"id", 2}, {"call", "retry"}, {"job", 7}});
  EXPECT_EQ(reply["error"]["code"], "conflict");
}

TEST_F(BridgeTest, OpensReportAndPage) {
  ON_CALL(service_, page).WillByDefault(Return(std::string("http://127.0.0.1:8008/#token=t")));
  ask({{"id", 1}, {"call", "open"}, {"what", "report"}, {"job", 7}});
  ask({{"id", 2}, {"call", "open"}, {"what", "page"}});
  EXPECT_THAT(opened_, ElementsAre((folder_->path() / "reports/job-7/report.html").string(),
                                   "http://127.0.0.1:8008/#token=t"));
  EXPECT_EQ(ask({{"id", 3}, {"call", "open"}, {"what", "/etc/passwd"}})["ok"], false);
}

}  // namespace
}  // namespace curvespice::bridge
