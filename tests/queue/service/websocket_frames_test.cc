#include "queue/service/websocket_frames.h"

#include <gtest/gtest.h>

namespace curvespice::queue {
namespace {

// As a client sends it: masked.
std::string masked(FrameType type, const std::string& payload) {
  std::string frame;
  append_frame(frame, type, payload);
  const std::size_t head = frame.size() - payload.size();
  frame[1] = static_cast<char>(frame[1] | 0x80);
  const std::string mask = "\x01\x02\x03\x04";
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame[head + i] = static_cast<char>(frame[head + i] ^ mask[i % 4]);
  return frame.insert(head, mask);
}

TEST(WebSocketFrames, TheAcceptKeyIsThatOfTheStandard) {
  EXPECT_EQ(websocket_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WebSocketFrames, AreReadInPiecesOfAnyLength) {
  for (const std::size_t length : {0UL, 1UL, 125UL, 126UL, 300UL, 65'535UL}) {
    const std::string payload(length, 'x');
    const std::string bytes = masked(FrameType::text, payload) + masked(FrameType::ping, "p");
    FrameReader reader;
    std::vector<Frame> frames;
    for (std::size_t at = 0; at < bytes.size(); at += 7)
      ASSERT_TRUE(reader.feed(std::string_view(bytes).substr(at, 7), frames).ok());
    ASSERT_EQ(frames.size(), 2u) << length;
    EXPECT_EQ(frames[0].payload, payload);
    EXPECT_EQ(frames[1].type, FrameType::ping);
  }
}

TEST(WebSocketFrames, BreakingTheProtocolIsRefused) {
  std::vector<Frame> frames;
  std::string unmasked;
  append_frame(unmasked, FrameType::text, "x");
  EXPECT_FALSE(FrameReader().feed(unmasked, frames).ok());
  EXPECT_FALSE(FrameReader().feed(masked(static_cast<FrameType>(5), "x"), frames).ok());
  EXPECT_FALSE(FrameReader().feed(masked(FrameType::text, std::string(70'000, 'x')), frames).ok());
  EXPECT_TRUE(frames.empty());
}

}  // namespace
}  // namespace curvespice::queue
