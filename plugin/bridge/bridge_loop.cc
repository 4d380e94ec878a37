#include "plugin/bridge/bridge_loop.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

#include "base/clock.h"

namespace curvespice::bridge {
namespace {

constexpr double kLookSeconds = 0.2;  // between two looks at the jobs: a person's idea of at once
constexpr int kIdleMilliseconds = 60'000;

bool send_line(int socket, const Json& message) {
  std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  for (std::size_t sent = 0; sent < line.size();) {
    const ssize_t count = send(socket, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

// Reads what is there; false when the host is gone.
bool receive(int socket, std::string& incoming) {
  char bytes[16384];
  const ssize_t count = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
  if (count > 0) incoming.append(bytes, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

bool answer_lines(int socket, std::string& incoming, Bridge& bridge) {
  for (std::size_t end; (end = incoming.find('\n')) != std::string::npos;) {
    const std::string line = incoming.substr(0, end);
    incoming.erase(0, end + 1);
    if (!send_line(socket, bridge.answer(line))) return false;
  }
  return true;
}

bool tell_events(int socket, Bridge& bridge) {
  const auto events = bridge.look_at_jobs();
  return std::all_of(events.begin(), events.end(),
                     [&](const Json& event) { return send_line(socket, event); });
}

int milliseconds_until(double time) {
  return std::max(0, static_cast<int>((time - monotonic_seconds()) * 1000) + 1);
}

}  // namespace

int serve_host(int socket, Bridge& bridge) {
  std::string incoming;
  double next_look = 0;
  for (;;) {
    pollfd watched{socket, POLLIN, 0};
    const int wait = bridge.watching() ? milliseconds_until(next_look) : kIdleMilliseconds;
    const int ready = poll(&watched, 1, wait);
    if (ready < 0 && errno != EINTR) return 3;
    if (ready > 0 && !receive(socket, incoming)) return 0;
    if (!answer_lines(socket, incoming, bridge)) return 0;
    if (bridge.watching() && monotonic_seconds() >= next_look) {
      if (!tell_events(socket, bridge)) return 0;
      next_look = monotonic_seconds() + kLookSeconds;
    }
  }
}

}  // namespace curvespice::bridge
