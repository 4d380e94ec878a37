// Lines of text over a non-blocking socket: what cannot be sent now is kept, what has come is cut
// into lines. Does not own the socket.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace curvespice::plugin {

class LineChannel {
 public:
  static constexpr std::size_t kLimit = std::size_t{1}
                                        << 20;  // bytes of a line, and of the backlog

  // Forgets everything and talks through `socket` from now on; -1 for none.
  void attach(int socket);

  // False when the backlog would pass kLimit; nothing of the line is kept then.
  bool send(std::string_view line);

  // Sends what waits, as far as the socket takes it.
  void flush();

  // The next whole line without its end; nothing when none has come.
  std::optional<std::string> receive();

  bool ended() const { return ended_; }  // the other side is gone and all its lines were received
  bool waiting() const { return !outgoing_.empty(); }

 private:
  std::optional<std::string> cut_line();
  bool read_some();

  int socket_ = -1;
  bool closed_ = false;
  bool ended_ = false;
  std::string outgoing_;
  std::string incoming_;
  std::size_t scanned_ = 0;  // bytes of incoming_ known to hold no line end
};

}  // namespace curvespice::plugin
