// What happened, for whoever reads it later: one JSON object a line, {"time", "event"}, with the
// event as sockets get it. Progress and counts are left out: they say what the others say.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "queue/scheduler/events.h"

namespace curvespice::queue {

// [thread-safe] A log that cannot be written stops nothing.
class EventLog {
 public:
  // Appends to `file`; over `limit` bytes it becomes FILE.1, which is replaced.
  EventLog(std::filesystem::path file, const Clock& clock,
           std::uint64_t limit = std::uint64_t{20} << 20);

  void write(const Event& event);

 private:
  void turn_over();

  std::filesystem::path file_;
  const Clock& clock_;
  std::uint64_t limit_;
  std::mutex mutex_;
  std::unique_ptr<FILE, int (*)(FILE*)> stream_{nullptr, std::fclose};
  std::uint64_t written_ = 0;
};

}  // namespace curvespice::queue
