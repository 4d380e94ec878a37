// A clock that stands until a test moves it.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace curvespice::queue {

class FakeClock final : public Clock {
 public:
  std::int64_t now_ms() const override { return now_; }
  void advance(std::int64_t ms) { now_ += ms; }

 private:
  std::atomic<std::int64_t> now_{1'700'000'000'000};
};

}  // namespace curvespice::queue
