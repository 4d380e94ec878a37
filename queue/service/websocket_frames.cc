#include "queue/service/websocket_frames.h"

#include <openssl/evp.h>

namespace curvespice::queue {
namespace {

constexpr std::uint64_t kLargest = 64 * 1024;

std::uint64_t big_endian(const std::string& bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void append_big_endian(std::string& out, std::uint64_t value, int count) {
  for (int i = count - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

bool is_known(int type) { return type <= 2 || (type >= 8 && type <= 10); }

}  // namespace

void append_frame(std::string& out, FrameType type, std::string_view payload) {
  out += static_cast<char>(0x80 | static_cast<int>(type));
  if (payload.size() < 126) {
    out += static_cast<char>(payload.size());
  } else if (payload.size() < 65536) {
    out += static_cast<char>(126);
    append_big_endian(out, payload.size(), 2);
  } else {
    out += static_cast<char>(127);
    append_big_endian(out, payload.size(), 8);
  }
  out += payload;
}

Status FrameReader::feed(std::string_view bytes, std::vector<Frame>& frames) {
  buffer_.append(bytes);
  while (buffer_.size() >= 2) {
    const auto first = static_cast<unsigned char>(buffer_[0]);
    const auto second = static_cast<unsigned char>(buffer_[1]);
    if ((first & 0x70) != 0 || !is_known(first & 15))
      return Error{ErrorCode::bad_input, "a frame of unknown type"};
    if ((second & 0x80) == 0) return Error{ErrorCode::bad_input, "a frame without a mask"};
    std::uint64_t length = second & 0x7f;
    const std::size_t wide = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (buffer_.size() < 2 + wide + 4) return {};
    if (wide > 0) length = big_endian(buffer_, 2, wide);
    if (length > kLargest) return Error{ErrorCode::too_large, "a frame is too large"};
    const std::size_t begin = 2 + wide + 4;
    if (buffer_.size() < begin + length) return {};
    Frame frame{static_cast<FrameType>(first & 15), (first & 0x80) != 0,
                buffer_.substr(begin, length)};
    for (std::size_t i = 0; i < frame.payload.size(); ++i)
      frame.payload[i] = static_cast<char>(frame.payload[i] ^ buffer_[2 + wide + i % 4]);
    frames.push_back(std::move(frame));
    buffer_.erase(0, begin + length);
  }
  return {};
}

std::string websocket_accept(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, 1.3
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr);
  unsigned char encoded[4 * (EVP_MAX_MD_SIZE / 3 + 1) + 1];
  const int length = EVP_EncodeBlock(encoded, digest, static_cast<int>(size));
  return {reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(length)};
}

}  // namespace curvespice::queue
