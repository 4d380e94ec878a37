// Messages between the simulator and its child: a length, then fields in a fixed order.
//
// Both ends are the same program on the same machine, so numbers travel as they lie in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace curvespice {

class FrameWriter {
 public:
  void number(std::uint32_t value);
  void text(std::string_view value);
  void real(double value);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads what a FrameWriter wrote. Past the end every read gives zero or nothing, and ok() is false.
class FrameReader {
 public:
  explicit FrameReader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint32_t number();
  std::string text();
  double real();
  bool ok() const { return ok_; }

 private:
  bool take(void* target, std::size_t size);
  std::string bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

// Errors: `crashed` when the other end is gone, `too_large` over 256 MiB, `timeout` after `seconds`
// (0 = wait for ever).
Status send_frame(int fd, const std::string& bytes, double seconds);
Result<std::string> receive_frame(int fd, double seconds);

}  // namespace curvespice
