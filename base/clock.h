// Time as integer milliseconds since the epoch, behind an interface so that tests can move it.
#pragma once

#include <cstdint>
#include <string>

namespace curvespice {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_ms() const = 0;  // [thread-safe]
};

// The system's wall clock.
const Clock& system_clock();

// Seconds on the monotonic clock, for measuring how long something took.
double monotonic_seconds();

// 2026-11-23T14:15:10Z
std::string utc_timestamp(std::int64_t ms);

}  // namespace curvespice
