#include "plugin/core/line_channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace curvespice::plugin {
namespace {

class LineChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_), 0);
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    channel_.attach(ends_[0]);
  }
  void TearDown() override {
    close(ends_[0]);
    if (ends_[1] >= 0) close(ends_[1]);
  }
  void peer_says(const std::string& bytes) {
    ASSERT_EQ(write(ends_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  void peer_closes() {
    close(ends_[1]);
    ends_[1] = -1;
  }

  int ends_[2] = {-1, -1};
  LineChannel channel_;
};

TEST_F(LineChannelTest, CutsWhatComesIntoLinesWhereverItIsSplit) {
  peer_says("on");
  EXPECT_EQ(channel_.receive(), std::nullopt);
  peer_says("e\ntwo\n\nfo");
  EXPECT_EQ(channel_.receive(), "one");
  EXPECT_EQ(channel_.receive(), "two");
  EXPECT_EQ(channel_.receive(), "");
  EXPECT_EQ(channel_.receive(), std::nullopt);
  EXPECT_FALSE(channel_.ended());
}

TEST_F(LineChannelTest, GivesWhatWasSaidBeforeTheEnd) {
  peer_says("last\nhalf");
  peer_closes();
  EXPECT_EQ(channel_.receive(), "last");
  EXPECT_FALSE(channel_.ended());
  EXPECT_EQ(channel_.receive(), std::nullopt);
  EXPECT_TRUE(channel_.ended());
}

TEST_F(LineChannelTest, SendingToAPeerThatIsGoneRaisesNoSignal) {
  peer_closes();
  EXPECT_TRUE(channel_.send("hello"));
  EXPECT_EQ(channel_.receive(), std::nullopt);
  EXPECT_TRUE(channel_.ended());
}

TEST_F(LineChannelTest, KeepsWhatThePeerDoesNotTakeUpToALimit) {
  const std::string line(100'000, 'x');
  int taken = 0;
  while (taken < 100 && channel_.send(line)) ++taken;
  EXPECT_GE(taken, 10);
  EXPECT_LT(taken, 100);
  EXPECT_TRUE(channel_.waiting());

  std::size_t received = 0;
  char bytes[65536];
  while (channel_.waiting()) {
    const ssize_t count = read(ends_[1], bytes, sizeof bytes);
    ASSERT_GT(count, 0);
    received += static_cast<std::size_t>(count);
    channel_.flush();
  }
  fcntl(ends_[1], F_SETFL, O_NONBLOCK);
  for (ssize_t count; (count = read(ends_[1], bytes, sizeof bytes)) > 0;)
    received += static_cast<std::size_t>(count);
  EXPECT_EQ(received, static_cast<std::size_t>(taken) * (line.size() + 1));
}

TEST_F(LineChannelTest, ALineWithoutEndIsTheEndOfThePeer) {
  const std::string part(65536, 'x');
  for (int count = 0; count < 40 && !channel_.ended(); ++count) {
    (void)send(ends_[1], part.data(), part.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    EXPECT_EQ(channel_.receive(), std::nullopt);
  }
  EXPECT_TRUE(channel_.ended());
}

}  // namespace
}  // namespace curvespice::plugin
