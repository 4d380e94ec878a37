#include "queue/service/event_log.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json.h"
#include "tests/queue/support/fake_clock.h"

namespace curvespice::queue {
namespace {

class EventLogTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_->path() / "events.log"; }
  Event event(const std::string& type, const std::string& word = "x") {
    const Json message = {{"type", type}, {"payload", {{"word", word}}}, {"seq", ++seq_}};
    return {seq_, 0, 0, std::make_shared<const std::string>(message.dump())};
  }
  static std::vector<Json> lines(const std::filesystem::path& path) {
    std::vector<Json> lines;
    std::istringstream text(*read_file(path));
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    return lines;
  }

  Result<TemporaryFolder> folder_ = TemporaryFolder::create();
  FakeClock clock_;
  std::int64_t seq_ = 0;
};

TEST_F(EventLogTest, EachEventIsALineOfJsonWithItsTime) {
  {
    EventLog log(file(), clock_);
    log.write(event("queue:job_added"));
    log.write(event("queue:job_failed", "a \"quoted\"\nword"));
  }
  EventLog(file(), clock_).write(event("queue:job_completed"));  // a later life adds to it
  const auto found = lines(file());
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[1]["event"]["payload"]["word"], "a \"quoted\"\nword");
  EXPECT_EQ(found[2]["event"]["type"], "queue:job_completed");
  EXPECT_EQ(found[0]["time"], utc_timestamp(clock_.now_ms()));
}

TEST_F(EventLogTest, ProgressAndCountsAreLeftOut) {
  EventLog log(file(), clock_);
  log.write(event("job:progress_updated"));
  log.write(event("queue:status_changed"));
  log.write(event("system:error"));
  EXPECT_EQ(lines(file()).size(), 1u);
}

TEST_F(EventLogTest, AFullLogIsPutAsideOnce) {
  EventLog log(file(), clock_, 300);
  for (int i = 0; i < 9; ++i) log.write(event("queue:job_added"));
  EXPECT_LE(std::filesystem::file_size(file()), 300u);
  EXPECT_LE(std::filesystem::file_size(file().string() + ".1"), 300u);
  EXPECT_EQ(lines(file()).back()["event"]["seq"], 9);
}

TEST_F(EventLogTest, WhereItCannotBeWrittenNothingBreaks) {
  EventLog log("/nowhere/at/all.log", clock_);
  log.write(event("queue:job_added"));
}

}  // namespace
}  // namespace curvespice::queue
