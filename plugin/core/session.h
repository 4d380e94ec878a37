// A host's session: one bridge process, started when first needed and again when it died, and the
// messages to and from it. All of it [main-thread] of the host; nothing here waits.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/core/child.h"
#include "plugin/core/line_channel.h"
#include "plugin/include/curvespice/plugin.h"

namespace curvespice::plugin {

class Session {
 public:
  // `program` is the path of the curvespice executable.
  Session(const curvespice_host* host, std::string program);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // False when the descriptor to watch could not be made.
  bool usable() const { return epoll_ >= 0; }

  curvespice_status call(std::string_view request);
  std::optional<std::string> next_event();

  int descriptor() const { return epoll_; }
  const std::string& last_error() const { return last_error_; }
  const std::string& program() const { return program_; }
  pid_t child() const { return child_.pid(); }
  std::uint32_t starts() const { return starts_; }

 private:
  curvespice_status start();
  bool starts_too_often();
  void watch();
  void end_child();
  void log(curvespice_log_level level, const std::string& text) const;
  curvespice_status fail(curvespice_status status, std::string sentence);

  const curvespice_host* host_;
  std::string program_;
  int epoll_;
  Child child_;
  LineChannel channel_;
  std::deque<std::string> own_events_;  // about the bridge itself
  std::deque<double> recent_starts_;    // monotonic seconds
  std::uint32_t starts_ = 0;
  std::string last_error_;
};

}  // namespace curvespice::plugin
