#include "spice-export/simulate/frame.h"

#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

namespace curvespice {
namespace {

constexpr std::uint32_t kLargestFrame = 256U << 20;

Error gone() { return {ErrorCode::crashed, "the other process has ended"}; }

// Waits until `fd` can be read (POLLIN) or written (POLLOUT).
Status wait_for(int fd, short events, double deadline) {
  while (true) {
    const double left = deadline - monotonic_seconds();
    if (deadline > 0 && left <= 0) return Error{ErrorCode::timeout, "no answer in time"};
    pollfd poll_fd{fd, events, 0};
    const int ready = ::poll(&poll_fd, 1, deadline > 0 ? static_cast<int>(left * 1000) + 1 : -1);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return gone();
  }
}

Status send_all(int fd, const void* data, std::size_t size, double deadline) {
  const char* next = static_cast<const char*>(data);
  while (size > 0) {
    CURVESPICE_TRY(wait_for(fd, POLLOUT, deadline));
    const ssize_t sent = ::send(fd, next, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EINTR && errno != EAGAIN) return gone();
    if (sent <= 0) continue;
    next += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return {};
}

Status receive_all(int fd, void* data, std::size_t size, double deadline) {
  char* next = static_cast<char*>(data);
  while (size > 0) {
    CURVESPICE_TRY(wait_for(fd, POLLIN, deadline));
    const ssize_t got = ::recv(fd, next, size, 0);
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) return gone();
    if (got < 0) continue;
    next += got;
    size -= static_cast<std::size_t>(got);
  }
  return {};
}

}  // namespace

void FrameWriter::number(std::uint32_t value) {
  bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void FrameWriter::text(std::string_view value) {
  number(static_cast<std::uint32_t>(value.size()));
  bytes_.append(value);
}

void FrameWriter::real(double value) {
  bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

bool FrameReader::take(void* target, std::size_t size) {
  if (!ok_ || bytes_.size() - position_ < size) {
    ok_ = false;
    return false;
  }
  std::memcpy(target, bytes_.data() + position_, size);
  position_ += size;
  return true;
}

std::uint32_t FrameReader::number() {
  std::uint32_t value = 0;
  take(&value, sizeof value);
  return value;
}

std::string FrameReader::text() {
  const std::uint32_t size = number();
  if (!ok_ || bytes_.size() - position_ < size) {
    ok_ = false;
    return "";
  }
  std::string value(size, '\0');
  take(value.data(), size);
  return value;
}

double FrameReader::real() {
  double value = 0;
  take(&value, sizeof value);
  return value;
}

Status send_frame(int fd, const std::string& bytes, double seconds) {
  if (bytes.size() > kLargestFrame)
    return Error{ErrorCode::too_large, "a message to the simulator is over 256 MiB"};
  const double deadline = seconds > 0 ? monotonic_seconds() + seconds : 0;
  const auto size = static_cast<std::uint32_t>(bytes.size());
  CURVESPICE_TRY(send_all(fd, &size, sizeof size, deadline));
  return send_all(fd, bytes.data(), bytes.size(), deadline);
}

Result<std::string> receive_frame(int fd, double seconds) {
  const double deadline = seconds > 0 ? monotonic_seconds() + seconds : 0;
  std::uint32_t size = 0;
  CURVESPICE_TRY(receive_all(fd, &size, sizeof size, deadline));
  if (size > kLargestFrame)
    return Error{ErrorCode::too_large, "a message from the simulator is over 256 MiB"};
  std::string bytes(size, '\0');
  CURVESPICE_TRY(receive_all(fd, bytes.data(), size, deadline));
  return bytes;
}

}  // namespace curvespice
