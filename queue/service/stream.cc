#include "queue/service/stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace curvespice::queue {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr auto kHandshakeLimit = std::chrono::seconds(10);
constexpr auto kGoodbyeLimit = std::chrono::seconds(2);

}  // namespace

Stream::Stream(Socket socket, asio::ssl::context* tls)
    : connection_(std::make_shared<Connection>(std::move(socket))) {
  if (tls) connection_->tls.emplace(connection_->socket, *tls);
}

Stream::~Stream() {
  expires_never();
  connection_->timer.cancel();
}

asio::awaitable<bool> Stream::handshake() {
  if (!connection_->tls) co_return true;
  expires_after(kHandshakeLimit);
  error_code error;
  co_await connection_->tls->async_handshake(asio::ssl::stream_base::server,
                                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

asio::awaitable<void> Stream::say_goodbye() {
  error_code ignored;
  if (connection_->tls) {
    expires_after(kGoodbyeLimit);
    co_await connection_->tls->async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
  }
  connection_->socket.shutdown(Socket::shutdown_send, ignored);
}

void Stream::shut_down() {
  error_code ignored;
  connection_->socket.shutdown(Socket::shutdown_both, ignored);
}

void Stream::expires_after(Clock::duration time) {
  connection_->deadline = Clock::now() + time;
  // A timer that runs out earlier looks again; one that runs out later is woken.
  if (!connection_->watched)
    watch(connection_);
  else if (connection_->timer.expiry() > connection_->deadline)
    connection_->timer.cancel();
}

void Stream::expires_never() { connection_->deadline = Clock::time_point::max(); }

void Stream::watch(const std::shared_ptr<Connection>& connection) {
  connection->watched = true;
  connection->timer.expires_at(connection->deadline);
  connection->timer.async_wait([weak = std::weak_ptr(connection)](const error_code&) {
    const std::shared_ptr<Connection> alive = weak.lock();
    if (!alive) return;
    alive->watched = false;
    if (alive->deadline == Clock::time_point::max()) return;
    if (Clock::now() < alive->deadline) return watch(alive);
    error_code ignored;
    alive->socket.close(ignored);
  });
}

}  // namespace curvespice::queue
