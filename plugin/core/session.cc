#include "plugin/core/session.h"

#include <ctime>
#include <utility>

#include <sys/epoll.h>
#include <unistd.h>

namespace curvespice::plugin {
namespace {

// A bridge that dies at once would otherwise be started with every tick of the host.
constexpr std::size_t kStartsAllowed = 3;
constexpr double kStartsPeriod = 10;  // seconds

double monotonic_seconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

Session::Session(const curvespice_host* host, std::string program)
    : host_(host), program_(std::move(program)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {}

Session::~Session() {
  child_.stop();
  if (epoll_ >= 0) close(epoll_);
}

curvespice_status Session::call(std::string_view request) {
  if (request.empty() || request.size() >= LineChannel::kLimit ||
      request.find('\n') != std::string_view::npos)
    return fail(CURVESPICE_BAD_REQUEST, "a request is one line of JSON of at most 1 MiB");
  if (!child_.running()) {
    const curvespice_status started = start();
    if (started != CURVESPICE_OK) return started;
  }
  const bool taken = channel_.send(request);
  watch();
  if (!taken) return fail(CURVESPICE_BUSY, "the Curvespice bridge does not take requests");
  return CURVESPICE_OK;
}

std::optional<std::string> Session::next_event() {
  if (child_.running()) {
    channel_.flush();
    auto line = channel_.receive();
    if (line) return line;
    if (channel_.ended())
      end_child();
    else
      watch();
  }
  if (own_events_.empty()) return std::nullopt;
  std::string event = std::move(own_events_.front());
  own_events_.pop_front();
  return event;
}

curvespice_status Session::start() {
  if (program_.empty())
    return fail(CURVESPICE_NO_PROGRAM,
                "the program 'curvespice' was not found: install it, or set CURVESPICE_PROGRAM");
  if (starts_too_often())
    return fail(CURVESPICE_NOT_RUNNING,
                "'" + program_ + " bridge' keeps ending; try again in a few seconds");
  std::string error;
  if (!child_.start(program_, error)) return fail(CURVESPICE_NO_PROGRAM, std::move(error));
  ++starts_;
  channel_.attach(child_.socket());
  epoll_event interest{};
  interest.events = EPOLLIN;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, child_.socket(), &interest);
  log(CURVESPICE_LOG_INFO, "started " + program_ + " bridge");
  return CURVESPICE_OK;
}

bool Session::starts_too_often() {
  const double now = monotonic_seconds();
  while (!recent_starts_.empty() && now - recent_starts_.front() > kStartsPeriod)
    recent_starts_.pop_front();
  if (recent_starts_.size() >= kStartsAllowed) return true;
  recent_starts_.push_back(now);
  return false;
}

// Wakes the host for room to write only while something waits to be written.
void Session::watch() {
  if (!child_.running()) return;
  epoll_event interest{};
  interest.events = EPOLLIN;
  if (channel_.waiting()) interest.events |= EPOLLOUT;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, child_.socket(), &interest);
}

void Session::end_child() {
  const std::string how = child_.stop();  // closing the socket takes it out of the epoll set
  channel_.attach(-1);
  log(CURVESPICE_LOG_WARNING, "the bridge ended: " + how);
  own_events_.push_back(R"({"event":"bridge:ended","message":"the Curvespice bridge ended: )" +
                        how + R"("})");
}

void Session::log(curvespice_log_level level, const std::string& text) const {
  if (CURVESPICE_HAS(curvespice_host, host_, log)) host_->log(host_, level, text.c_str());
}

curvespice_status Session::fail(curvespice_status status, std::string sentence) {
  last_error_ = std::move(sentence);
  return status;
}

}  // namespace curvespice::plugin
