// `curvespice serve` where something is in its way, and the same run with and without a queue.
#include <optional>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/process.h"
#include "tests/e2e/command.h"
#include "tests/e2e/drawn_file.h"

namespace curvespice::e2e {
namespace {

// A port of the loopback that somebody holds as long as this object lives.
class HeldPort {
 public:
  HeldPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_, 1), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    number_ = ntohs(address.sin_port);
  }
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;
  ~HeldPort() { ::close(socket_); }
  std::string number() const { return std::to_string(number_); }

 private:
  int socket_;
  int number_ = 0;
};

class Service : public CommandTest {
 protected:
  std::vector<std::string> serve(const std::string& port) {
    return {command_path(), "serve", "--state", folder() / "state", "--port", port};
  }

  // A service that runs until the test ends; nothing when it did not come up within ten seconds.
  std::optional<ChildProcess> started() {
    ProcessRequest request;
    request.arguments = serve("0");
    request.limits.memory_bytes = 0;
    auto child = ChildProcess::spawn(request);
    if (!child.ok()) return std::nullopt;
    const double until = monotonic_seconds() + 10;
    while (monotonic_seconds() < until) {
      if (std::filesystem::exists(folder() / "state" / "service.json"))
        return std::move(child).value();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return std::nullopt;
  }
};

TEST_F(Service, APortInUseIsNamed) {
  const HeldPort port;
  const Ended ended = run(serve(port.number()), folder());
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_TRUE(is_one_sentence(ended.err));
  EXPECT_NE(ended.err.find(port.number()), std::string::npos) << ended.err;
  EXPECT_NE(ended.err.find("in use"), std::string::npos) << ended.err;
  EXPECT_FALSE(std::filesystem::exists(folder() / "state" / "service.json"));
}

TEST_F(Service, ASecondOneOnTheSameStateIsRefused) {
  const auto first = started();
  ASSERT_TRUE(first) << "the first service did not come up";
  const Ended second = run(serve("0"), folder());
  EXPECT_NE(second.exit_code, 0);
  EXPECT_TRUE(is_one_sentence(second.err));
  EXPECT_NE(second.err.find("state"), std::string::npos) << second.err;
  EXPECT_TRUE(std::filesystem::exists(folder() / "state" / "service.json"))
      << "the second service took the first one's place";
}

TEST_F(Service, AStateFolderThatCannotBeMadeIsNamed) {
  const Ended ended =
      run({command_path(), "serve", "--state", "/proc/curvespice", "--port", "0"}, folder());
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_TRUE(is_one_sentence(ended.err));
  EXPECT_NE(ended.err.find("/proc/curvespice"), std::string::npos) << ended.err;
}

// Every artifact of a run through a queue equals, byte for byte, that of a run without one.
TEST_F(Service, ARunThroughAQueueGivesTheSameBytes) {
  draw_chart_pdf(folder() / "chart.pdf");
  const std::vector<std::string> job = {command_path(), "run",    "chart.pdf", "--device",
                                        "diode",        "--part", "X1",        "--out"};
  auto alone = job, queued = job;
  alone.push_back("alone");
  queued.insert(queued.end(), {"queued", "--queue", "q"});
  ASSERT_LE(run(alone, folder()).exit_code, 1);
  const auto service = started();
  ASSERT_TRUE(service) << "the service did not come up";
  const std::map<std::string, std::string> state = {{"CURVESPICE_STATE", folder() / "state"}};
  run({command_path(), "queue", "create", "q"}, folder(), state);
  const Ended ended = run(queued, folder(), state);
  ASSERT_LE(ended.exit_code, 1) << ended.err;
  const auto names = everything_below(folder() / "alone");
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(everything_below(folder() / "queued"), names);
  for (const std::string& name : names)
    EXPECT_EQ(read_file(folder() / "queued" / name).value(),
              read_file(folder() / "alone" / name).value())
        << name;
}

}  // namespace
}  // namespace curvespice::e2e
