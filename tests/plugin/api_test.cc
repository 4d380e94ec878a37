// The C ABI as a host sees it, with shell scripts in the part of the program.
#include <csignal>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/file.h"
#include "plugin/include/curvespice/plugin.h"

extern "C" int curvespice_c_host_works(const curvespice_api* api);

namespace curvespice {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kEcho[] = "while read line <&3; do echo \"$line\" >&3; done\n";

class Api : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(api_, nullptr);
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    host_.size = sizeof host_;
    host_.context = this;
    host_.name = "test";
    host_.version = "1";
    host_.get_extension = [](const curvespice_host*, const char* id) -> const void* {
      return std::strcmp(id, CURVESPICE_HOST_PROGRAM) == 0 ? &kProgram : nullptr;
    };
  }
  void TearDown() override { api_->close(session_); }

  void open(const std::string& script) {
    program_ = (folder_->path() / "program").string();
    ASSERT_TRUE(write_file_atomic(program_, "#!/bin/sh\n" + script).ok());
    ASSERT_EQ(chmod(program_.c_str(), 0755), 0);
    char error[100] = "";
    session_ = api_->open(&host_, error, sizeof error);
    ASSERT_NE(session_, nullptr) << error;
  }

  // The next event, waiting for it as a host's event loop would: by the descriptor alone.
  std::string next(int milliseconds = 5000) {
    const double end = monotonic_seconds() + milliseconds / 1e3;
    while (monotonic_seconds() < end) {
      if (const char* event = api_->next_event(session_)) return event;
      pollfd watched{api_->descriptor(session_), POLLIN, 0};
      poll(&watched, 1, 50);
    }
    return "nothing came";
  }

  const curvespice_diagnostics& diagnostics() const {
    return *static_cast<const curvespice_diagnostics*>(api_->get_extension(CURVESPICE_DIAGNOSTICS));
  }

  static const char* path(const curvespice_host* host) {
    return static_cast<Api*>(host->context)->program_.c_str();
  }
  static constexpr curvespice_host_program kProgram{sizeof(curvespice_host_program), path};

  const curvespice_api* api_ = curvespice_get_api(CURVESPICE_ABI_MAJOR);
  std::optional<TemporaryFolder> folder_;
  std::string program_;
  curvespice_host host_{};
  curvespice_session* session_ = nullptr;
};

TEST_F(Api, PassesMessagesToTheChildAndBack) {
  open(kEcho);
  EXPECT_EQ(diagnostics().child(session_), 0) << "the child starts with the first call";
  EXPECT_EQ(api_->call(session_, R"({"id":1})"), CURVESPICE_OK);
  EXPECT_EQ(next(), R"({"id":1})");
  EXPECT_GT(diagnostics().child(session_), 0);
}

TEST_F(Api, AChildThatDiesIsReportedAndStartedAgain) {
  open("read line <&3; kill -SEGV $$\n");
  EXPECT_EQ(api_->call(session_, "{}"), CURVESPICE_OK);
  EXPECT_THAT(next(), AllOf(HasSubstr("bridge:ended"), HasSubstr("signal 11")));
  EXPECT_EQ(diagnostics().child(session_), 0);
  EXPECT_EQ(api_->call(session_, "{}"), CURVESPICE_OK);
  EXPECT_THAT(next(), HasSubstr("signal 11"));
  EXPECT_EQ(diagnostics().starts(session_), 2u);
}

TEST_F(Api, AChildThatKeepsDyingIsNotStartedForEver) {
  open("exit 3\n");
  std::int32_t status = CURVESPICE_OK;
  for (int count = 0; count < 10; ++count) {
    status = api_->call(session_, "{}");
    if (status != CURVESPICE_OK) break;
    EXPECT_THAT(next(), HasSubstr("exit code 3"));
  }
  EXPECT_EQ(status, CURVESPICE_NOT_RUNNING);
  EXPECT_THAT(api_->last_error(session_), HasSubstr("keeps ending"));
}

TEST_F(Api, AProgramThatIsNotThereIsASentence) {
  open(kEcho);
  std::filesystem::remove(program_);
  EXPECT_EQ(api_->call(session_, "{}"), CURVESPICE_NO_PROGRAM);
  EXPECT_THAT(api_->last_error(session_), HasSubstr("cannot be started"));
}

TEST_F(Api, RefusesWhatIsNotOneLine) {
  open(kEcho);
  EXPECT_EQ(api_->call(session_, "{\n}"), CURVESPICE_BAD_REQUEST);
  EXPECT_EQ(api_->call(session_, ""), CURVESPICE_BAD_REQUEST);
  EXPECT_EQ(api_->call(session_, std::string(2 << 20, 'x').c_str()), CURVESPICE_BAD_REQUEST);
  EXPECT_EQ(api_->call(nullptr, "{}"), CURVESPICE_BAD_REQUEST);
}

TEST_F(Api, AChildThatTakesNothingNeverHoldsTheHostUp) {
  open("sleep 60\n");
  const std::string request(60'000, 'x');
  const double begin = monotonic_seconds();
  std::int32_t status = CURVESPICE_OK;
  for (int count = 0; count < 100 && status == CURVESPICE_OK; ++count)
    status = api_->call(session_, request.c_str());
  EXPECT_EQ(status, CURVESPICE_BUSY);
  EXPECT_LT(monotonic_seconds() - begin, 0.5);
}

TEST_F(Api, TheChildEndsWithTheSession) {
  open(kEcho);
  ASSERT_EQ(api_->call(session_, "{}"), CURVESPICE_OK);
  next();
  const pid_t child = diagnostics().child(session_);
  api_->close(session_);
  session_ = nullptr;
  EXPECT_NE(kill(child, 0), 0);
}

TEST_F(Api, TheChildInheritsNothingButItsSocket) {
  const int leaked = fcntl(2, F_DUPFD, 100);  // without close-on-exec, as hosts have many
  open("read line <&3; ls /proc/$$/fd | tr '\\n' ' ' >&3; echo >&3\n");
  ASSERT_EQ(api_->call(session_, "{}"), CURVESPICE_OK);
  const std::string descriptors = next();
  close(leaked);
  EXPECT_THAT(descriptors, HasSubstr(" 3 "));
  EXPECT_THAT(descriptors, Not(HasSubstr(std::to_string(leaked))));
}

// A host compiled before `log` and `get_extension` were there hands over a smaller table.
TEST_F(Api, AnOlderAndSmallerHostIsServed) {
  program_ = (folder_->path() / "program").string();
  host_.size = offsetof(curvespice_host, log);
  host_.log = [](const curvespice_host*, std::int32_t, const char*) {
    FAIL() << "beyond its size";
  };
  session_ = api_->open(&host_, nullptr, 0);
  ASSERT_NE(session_, nullptr);
  EXPECT_STRNE(diagnostics().program(session_), program_.c_str());
}

// A newer host's table is larger; what this library does not know it leaves alone.
TEST_F(Api, ANewerAndLargerHostIsServed) {
  struct Newer {
    curvespice_host host;
    const void* unknown[8];
  } newer{host_, {}};
  newer.host.size = sizeof newer;
  char error[100] = "";
  session_ = api_->open(&newer.host, error, sizeof error);
  EXPECT_NE(session_, nullptr) << error;
}

TEST_F(Api, AHostWithoutATableIsRefusedWithASentence) {
  char error[100] = "";
  EXPECT_EQ(api_->open(nullptr, error, sizeof error), nullptr);
  EXPECT_THAT(error, HasSubstr("host"));
  host_.size = 4;
  EXPECT_EQ(api_->open(&host_, error, sizeof error), nullptr);
}

TEST_F(Api, AnotherMajorVersionIsRefused) {
  EXPECT_EQ(curvespice_get_api(CURVESPICE_ABI_MAJOR + 1), nullptr);
  EXPECT_EQ(curvespice_get_api(0), nullptr);
}

TEST_F(Api, MembersThatAnOlderLibraryLacksAreSeenToBeMissing) {
  curvespice_api older = *api_;
  older.size = offsetof(curvespice_api, last_error);
  EXPECT_TRUE(CURVESPICE_HAS(curvespice_api, &older, descriptor));
  EXPECT_FALSE(CURVESPICE_HAS(curvespice_api, &older, last_error));
  EXPECT_FALSE(CURVESPICE_HAS(curvespice_api, &older, get_extension));
}

// The layout is the contract: a member that moves breaks every host that is out there.
TEST_F(Api, TheLayoutStaysAsItWasPublished) {
  EXPECT_EQ(offsetof(curvespice_host, context), 8u);
  EXPECT_EQ(offsetof(curvespice_host, log), 32u);
  EXPECT_EQ(offsetof(curvespice_host, get_extension), 40u);
  EXPECT_EQ(offsetof(curvespice_api, version), 16u);
  EXPECT_EQ(offsetof(curvespice_api, open), 24u);
  EXPECT_EQ(offsetof(curvespice_api, close), 32u);
  EXPECT_EQ(offsetof(curvespice_api, call), 40u);
  EXPECT_EQ(offsetof(curvespice_api, next_event), 48u);
  EXPECT_EQ(offsetof(curvespice_api, descriptor), 56u);
  EXPECT_EQ(offsetof(curvespice_api, last_error), 64u);
  EXPECT_EQ(offsetof(curvespice_api, get_extension), 72u);
}

TEST_F(Api, AHostInCWorks) { EXPECT_EQ(curvespice_c_host_works(api_), 1); }

}  // namespace
}  // namespace curvespice
