// HTTP and WebSocket on one port. The HTTP library is known in server.cc, http_session.cc and
// websocket_session.cc only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "queue/service/router.h"

namespace curvespice::queue {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 8008;                         // 0: any free one
  std::filesystem::path certificate, key;  // PEM; both or neither: neither is plain HTTP
  int threads = 6;
  std::size_t max_sessions = 8'000;
  std::size_t max_sockets = 2'000;  // WebSocket clients
};

class Server {
 public:
  // Listens and serves in threads of its own. `conflict` when the port is in use.
  static Result<std::unique_ptr<Server>> start(ServiceContext& context, const Router& router,
                                               const ServerOptions& options);
  ~Server();
  Server(Server&&) = delete;

  int port() const;
  // Seconds since the last request came, and how many WebSocket clients there are.
  double idle_seconds() const;
  std::size_t sockets() const;
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace curvespice::queue
