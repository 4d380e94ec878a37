// What the parts of the server share. Includes the HTTP library: for server.cc, http_session.cc and
// websocket_session.cc only.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "queue/service/router.h"
#include "queue/service/server.h"
#include "queue/service/stream.h"

namespace curvespice::queue {

// A client that follows events. Woken from other threads, runs on its own strand.
struct SocketClient {
  SocketClient(const boost::asio::any_io_executor& executor, EventScope s)
      : strand(executor), scope(s), news(executor) {}
  boost::asio::any_io_executor strand;
  EventScope scope;
  std::atomic<bool> has_news{false};
  boost::asio::steady_timer news;  // cancelled when there is something to send

  // Strand only.
  std::string control;  // frames that go before the events: pong, close
  double heard = 0;     // monotonic seconds of the last sign of life
  bool closing = false;
};

struct SessionShared {
  SessionShared(ServiceContext& c, const Router& r, const ServerOptions& o)
      : context(c), router(r), options(o) {}
  ServiceContext& context;
  const Router& router;
  ServerOptions options;
  std::unique_ptr<boost::asio::ssl::context> tls;  // null: plain connections
  std::atomic<std::size_t> sessions{0};
  std::atomic<double> last_request{0};
  std::mutex mutex;
  std::set<std::shared_ptr<SocketClient>> sockets;
};

boost::asio::awaitable<void> http_session(SessionShared& shared,
                                          boost::asio::ip::tcp::socket socket);

// Takes over after the request for an upgrade; `key` is the client's Sec-WebSocket-Key.
boost::asio::awaitable<void> websocket_session(SessionShared& shared, Stream& stream,
                                               const HttpRequest& request, const std::string& key);
bool is_socket_path(const std::string& path);

// Wakes the clients that want this event. [thread-safe]
void tell_sockets(SessionShared& shared, const Event& event);

}  // namespace curvespice::queue
