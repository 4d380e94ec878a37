// A connection, plain or under TLS, with one deadline. Includes the HTTP library: for server.cc,
// http_session.cc and websocket_session.cc only.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>  // the library below forgets it

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

namespace curvespice::queue {

// Reads and writes as asio's streams do. All calls on the socket's strand.
class Stream {
 public:
  using executor_type = boost::asio::any_io_executor;
  using Socket = boost::asio::ip::tcp::socket;

  // `tls` may be null: then the connection is plain. It outlives the stream.
  Stream(Socket socket, boost::asio::ssl::context* tls);
  ~Stream();

  executor_type get_executor() { return connection_->socket.get_executor(); }

  // False when the client does not speak TLS where it has to.
  boost::asio::awaitable<bool> handshake();
  // Says that nothing more comes.
  boost::asio::awaitable<void> say_goodbye();
  void shut_down();  // at once, in both directions

  // When the time is over, the connection is closed and whatever waits for it ends with an error.
  void expires_after(std::chrono::steady_clock::duration time);
  void expires_never();

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return connection_->tls
               ? connection_->tls->async_read_some(buffers, std::forward<Token>(token))
               : connection_->socket.async_read_some(buffers, std::forward<Token>(token));
  }
  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return connection_->tls
               ? connection_->tls->async_write_some(buffers, std::forward<Token>(token))
               : connection_->socket.async_write_some(buffers, std::forward<Token>(token));
  }

 private:
  struct Connection {
    explicit Connection(Socket s) : socket(std::move(s)), timer(socket.get_executor()) {}
    Socket socket;
    boost::asio::steady_timer timer;
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    bool watched = false;  // the timer runs
    std::optional<boost::asio::ssl::stream<Socket&>> tls;
  };
  static void watch(const std::shared_ptr<Connection>& connection);

  std::shared_ptr<Connection> connection_;
};

}  // namespace curvespice::queue
