// The one child process of a session and the socket to it. Only libc is used here, and nothing
// waits: this code runs in the event loop of somebody else's editor.
#pragma once

#include <string>

#include <sys/types.h>

namespace curvespice::plugin {

class Child {
 public:
  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { stop(); }

  // Starts `program bridge` with our socket's other end as its descriptor 3 and nothing else of
  // ours open. False with a sentence in `error`.
  bool start(const std::string& program, std::string& error);

  bool running() const { return pid_ > 0; }
  pid_t pid() const { return pid_; }
  int socket() const { return socket_; }  // non-blocking, close-on-exec

  // Closes the socket, which tells the child to end; kills it when it has not within 20 ms.
  // Returns how it ended: "exit code 0", "signal 11".
  std::string stop();

 private:
  pid_t pid_ = 0;
  int socket_ = -1;
};

}  // namespace curvespice::plugin
