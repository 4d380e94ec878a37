#include "base/process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/clock.h"

namespace curvespice {
namespace {

ProcessRequest shell(const std::string& script) {
  ProcessRequest request;
  request.arguments = {"sh", "-c", script};
  return request;
}

TEST(Process, GivesOutputAndExitCode) {
  auto result = run_process(shell("echo out; echo err >&2; exit 3"));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->standard_output, "out\n");
  EXPECT_EQ(result->standard_error, "err\n");
  EXPECT_EQ(result->exit_code, 3);
}

TEST(Process, FeedsLargeInput) {
  ProcessRequest request = shell("wc -c");
  request.standard_input.assign(3 << 20, 'x');
  auto result = run_process(request);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(std::stoi(result->standard_output), 3 << 20);
}

TEST(Process, SurvivesAChildThatDoesNotRead) {
  ProcessRequest request = shell("exit 0");
  request.standard_input.assign(3 << 20, 'x');
  EXPECT_TRUE(run_process(request).ok());
}

TEST(Process, NamesAMissingProgram) {
  ProcessRequest request;
  request.arguments = {"no-such-program-here"};
  auto result = run_process(request);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::missing_program);
  EXPECT_NE(result.error().message.find("no-such-program-here"), std::string::npos);
}

TEST(Process, KillsTheWholeGroupAtTheTimeLimit) {
  ProcessRequest request = shell("sleep 60 & sleep 60");
  request.limits.wall_seconds = 0.3;
  const double begin = monotonic_seconds();
  auto result = run_process(request);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::timeout);
  EXPECT_LT(monotonic_seconds() - begin, 5);
}

TEST(Process, ReportsASignal) {
  auto result = run_process(shell("kill -SEGV $$"));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::crashed);
  EXPECT_NE(result.error().message.find("signal 11"), std::string::npos);
}

TEST(Process, StopsAFlood) {
  ProcessRequest request = shell("yes");
  request.limits.output_bytes = 1 << 20;
  auto result = run_process(request);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

TEST(Process, Cancels) {
  ProcessRequest request = shell("sleep 60");
  request.cancelled = [] { return true; };
  auto result = run_process(request);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

TEST(Process, PassesNoForeignDescriptors) {
  const int leaked = ::dup(0);
  auto result = run_process(shell("ls /proc/self/fd | wc -l"));
  ::close(leaked);
  ASSERT_TRUE(result.ok());
  EXPECT_LE(std::stoi(result->standard_output), 4);  // 0-2 and ls's own folder
}

TEST(ChildProcess, TalksOverItsSocket) {
  auto child = ChildProcess::spawn(shell("read line <&3; echo \"got $line\" >&3; echo log >&2"));
  ASSERT_TRUE(child.ok());
  ASSERT_EQ(::write(child->socket(), "ping\n", 5), 5);
  char buffer[64];
  const ssize_t got = ::read(child->socket(), buffer, sizeof buffer);
  ASSERT_GT(got, 0);
  EXPECT_EQ(std::string(buffer, static_cast<std::size_t>(got)), "got ping\n");
}

TEST(ChildProcess, IsKilledWithItsOwner) {
  pid_t pid = 0;
  {
    auto child = ChildProcess::spawn(shell("sleep 60"));
    ASSERT_TRUE(child.ok());
    pid = child->pid();
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

}  // namespace
}  // namespace curvespice
