// Events as clients see them: over a WebSocket, and by asking.
#include "queue/scheduler/events.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "queue/service/websocket_frames.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

TEST(EventHub, CatchesUpAndSaysWhenItCannot) {
  EventHub hub(3);
  for (int i = 0; i < 5; ++i) hub.publish("a", 1, 0, {{"i", i}});
  EXPECT_EQ(hub.last_seq(), 5);
  EXPECT_EQ(hub.after(2, {})->size(), 3u);
  EXPECT_EQ(hub.after(5, {})->size(), 0u);
  EXPECT_EQ(hub.after(1, {}), nullptr) << "no longer kept";
  EXPECT_EQ(hub.after(9, {}), nullptr) << "of another life of the service";
  EXPECT_EQ(hub.after(2, {}, 2)->size(), 2u);
}

TEST(EventHub, GivesOnlyWhatIsInScope) {
  EventHub hub;
  hub.publish("a", 1, 10, {});
  hub.publish("a", 2, 20, {});
  EXPECT_EQ(hub.after(0, {1, 0})->size(), 1u);
  EXPECT_EQ(hub.after(0, {0, 20})->size(), 1u);
  EXPECT_EQ(hub.after(0, {1, 20})->size(), 0u);
}

TEST(EventHub, TextIsTheWholeMessage) {
  EventHub hub;
  hub.publish("queue:job_added", 1, 2, {{"job_id", 2}});
  const Json message = Json::parse(*hub.after(0, {})->front().text);
  EXPECT_EQ(message.at("type"), "queue:job_added");
  EXPECT_EQ(message.at("payload").at("job_id"), 2);
  EXPECT_EQ(message.at("seq"), 1);
}

// The least a WebSocket client can be.
class Socket {
 public:
  Socket(int port, const std::string& path) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{5, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    send("GET " + path +
         " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
         "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    while (bytes_.find("\r\n\r\n") == std::string::npos && receive()) {
    }
    const std::size_t end = bytes_.find("\r\n\r\n");
    head = bytes_.substr(0, end);
    bytes_.erase(0, end == std::string::npos ? 0 : end + 4);
  }
  ~Socket() { ::close(fd_); }
  Socket(const Socket&) = delete;

  void send(const std::string& bytes) {
    (void)!::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  // The payload of the next frame, "" when none came within five seconds.
  std::string next() {
    while (true) {
      const std::size_t short_length = bytes_.size() >= 2 ? bytes_[1] & 0x7f : 0;
      const std::size_t begin = short_length == 126 ? 4 : short_length == 127 ? 10 : 2;
      if (bytes_.size() >= begin) {
        std::size_t length = begin == 2 ? short_length : 0;
        for (std::size_t i = 2; i < begin; ++i)
          length = length << 8 | static_cast<unsigned char>(bytes_[i]);
        if (bytes_.size() >= begin + length) {
          const std::string payload = bytes_.substr(begin, length);
          bytes_.erase(0, begin + length);
          return payload;
        }
      }
      if (!receive()) return "";
    }
  }

  // Messages up to and with the first of this type (and of this status, if given).
  std::vector<Json> until(const std::string& type, const std::string& status = "") {
    std::vector<Json> messages;
    for (std::string text = next(); !text.empty(); text = next()) {
      messages.push_back(Json::parse(text));
      const Json& last = messages.back();
      if (last.at("type") == type &&
          (status.empty() || last.at("payload").value("status", "") == status))
        return messages;
    }
    return messages;
  }

  std::string head;

 private:
  bool receive() {
    char buffer[4096];
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    bytes_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int fd_ = -1;
  std::string bytes_;
};

class Events : public ServiceProcess {
 protected:
  std::string path(const std::string& what) const { return what + "?token=" + token(); }
};

TEST_F(Events, BeginWithASnapshotAndTellOfEachStepOfAJob) {
  Socket socket(port(), path("/ws/system"));
  EXPECT_NE(socket.head.find("101"), std::string::npos) << socket.head;
  const Json snapshot = Json::parse(socket.next());
  EXPECT_EQ(snapshot.at("type"), "snapshot");
  EXPECT_EQ(snapshot.at("payload").at("queues").size(), 1u);
  make_job("steps");
  std::set<std::string> types;
  std::int64_t seq = snapshot.at("seq");
  for (const Json& message : socket.until("queue:job_completed")) {
    types.insert(message.at("type"));
    EXPECT_GT(message.at("seq"), seq);
    seq = message.at("seq");
  }
  EXPECT_EQ(types,
            (std::set<std::string>{"queue:job_added", "queue:status_changed", "job:status_changed",
                                   "job:progress_updated", "queue:job_completed"}));
}

TEST_F(Events, OfAFailureSayWhy) {
  Socket socket(port(), path("/ws/queue/1"));
  make_job("bad");
  const auto messages = socket.until("queue:job_failed");
  ASSERT_FALSE(messages.empty());
  EXPECT_EQ(messages.back().at("payload").at("error").at("code"), "bad_input");
}

TEST_F(Events, AClientThatComesBackCatchesUp) {
  std::int64_t seq = 0;
  {
    Socket socket(port(), path("/ws/system"));
    seq = Json::parse(socket.next()).at("seq");
  }
  const std::int64_t job = make_job("");
  ASSERT_TRUE(ends_as(job, "completed"));
  Socket again(port(), path("/ws/system") + "&since=" + std::to_string(seq));
  const auto missed = again.until("queue:job_completed");
  ASSERT_GE(missed.size(), 4u);
  EXPECT_EQ(missed.front().at("type"), "queue:job_added");
}

TEST_F(Events, OfOneJobAreThatJobsOnly) {
  const std::int64_t job = make_job("slow"), other = make_job("slow");
  Socket socket(port(), path("/ws/job/" + std::to_string(job)));
  for (const Json& message : socket.until("queue:job_completed"))
    if (message.at("type") != "snapshot") {
      EXPECT_EQ(message.at("payload").at("job_id"), job);
    }
  EXPECT_TRUE(ends_as(other, "completed"));
}

TEST_F(Events, APingIsAnsweredAndACloseCloses) {
  Socket socket(port(), path("/ws/system"));
  socket.next();
  socket.send(std::string("\x89\x82\0\0\0\0hi", 8));
  EXPECT_EQ(socket.next(), "hi");
  socket.send(std::string("\x88\x82\0\0\0\0\x03\xe8", 8));
  EXPECT_EQ(socket.next(), "\x03\xe8");
  EXPECT_EQ(socket.next(), "");
}

TEST_F(Events, OfUnknownThingsAreRefused) {
  EXPECT_NE(Socket(port(), path("/ws/job/99")).head.find("404"), std::string::npos);
  EXPECT_NE(Socket(port(), path("/ws/nonsense")).head.find("404"), std::string::npos);
  EXPECT_NE(Socket(port(), "/ws/system").head.find("401"), std::string::npos);
}

TEST_F(Events, CanBeAskedForWithoutASocket) {
  const std::int64_t job = make_job("");
  ASSERT_TRUE(ends_as(job, "completed"));
  const Json events = *client().events(1, 0, job);
  EXPECT_EQ(events.at("events").back().at("type"), "queue:job_completed");
  const std::int64_t seq = events.at("seq");
  const Json none = *client().events(seq, 200, job);
  EXPECT_TRUE(none.at("events").empty());
  EXPECT_GE(none.at("seq"), seq);
}

}  // namespace
}  // namespace curvespice::queue
