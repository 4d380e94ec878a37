#include "plugin/core/line_channel.h"

#include <cerrno>

#include <sys/socket.h>

namespace curvespice::plugin {

void LineChannel::attach(int socket) {
  *this = LineChannel();
  socket_ = socket;
}

bool LineChannel::send(std::string_view line) {
  if (outgoing_.size() + line.size() + 1 > kLimit) return false;
  outgoing_.append(line).push_back('\n');
  flush();
  return true;
}

void LineChannel::flush() {
  while (!outgoing_.empty() && !closed_) {
    // MSG_NOSIGNAL: the host's SIGPIPE is none of our business.
    const ssize_t sent = ::send(socket_, outgoing_.data(), outgoing_.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return;  // full, or gone: reading tells which
    outgoing_.erase(0, static_cast<std::size_t>(sent));
  }
}

std::optional<std::string> LineChannel::receive() {
  for (;;) {
    if (auto line = cut_line()) return line;
    if (!read_some()) break;
  }
  ended_ = closed_;
  return std::nullopt;
}

std::optional<std::string> LineChannel::cut_line() {
  const std::size_t end = incoming_.find('\n', scanned_);
  if (end == std::string::npos) {
    scanned_ = incoming_.size();
    return std::nullopt;
  }
  std::string line = incoming_.substr(0, end);
  incoming_.erase(0, end + 1);
  scanned_ = 0;
  return line;
}

bool LineChannel::read_some() {
  if (socket_ < 0 || closed_) return false;
  char bytes[16384];
  const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
  if (count < 0 && errno == EINTR) return true;
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
  if (count <= 0 || incoming_.size() + static_cast<std::size_t>(count) > kLimit) {
    closed_ = true;  // a line without end is as good as a dead peer
    return false;
  }
  incoming_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

}  // namespace curvespice::plugin
