// The frames of a WebSocket (RFC 6455), server side. Our own because one encoded event goes to a
// thousand clients, and a library encodes it a thousand times.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace curvespice::queue {

enum class FrameType { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

struct Frame {
  FrameType type = FrameType::text;
  bool last = true;
  std::string payload;
};

// Adds an unmasked frame, as a server sends it.
void append_frame(std::string& out, FrameType type, std::string_view payload);

// Frames of a client out of the bytes as they come; bad_input when it breaks the protocol (an
// unmasked frame, an unknown type) or sends more than 64 KiB in one.
class FrameReader {
 public:
  Status feed(std::string_view bytes, std::vector<Frame>& frames);

 private:
  std::string buffer_;
};

// Sec-WebSocket-Accept for a Sec-WebSocket-Key.
std::string websocket_accept(const std::string& key);

}  // namespace curvespice::queue
