#include "queue/service/server.h"

#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include "base/clock.h"
#include "queue/service/session.h"

namespace curvespice::queue {
namespace asio = boost::asio;
using asio::ip::tcp;

struct Server::State {
  State(ServiceContext& context, const Router& router, const ServerOptions& options)
      : shared(context, router, options), acceptor(io) {}
  SessionShared shared;
  asio::io_context io;
  tcp::acceptor acceptor;
  std::vector<std::thread> threads;
  int listener = 0;
};

namespace {

void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

asio::awaitable<void> one_session(SessionShared& shared, tcp::socket socket) {
  ++shared.sessions;
  try {
    co_await http_session(shared, std::move(socket));
  } catch (const std::exception&) {
    // The client went away in the middle: nothing to tell anybody.
  }
  --shared.sessions;
}

asio::awaitable<void> accept_all(asio::io_context& io, tcp::acceptor& acceptor,
                                 SessionShared& shared) {
  while (acceptor.is_open()) {
    tcp::socket socket{asio::any_io_executor(asio::make_strand(io))};
    boost::system::error_code error;
    co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) co_return;
    if (error) {  // out of descriptors: let some sessions end first
      asio::steady_timer pause(io, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (shared.sessions >= shared.options.max_sessions) continue;  // closes it
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, one_session(shared, std::move(socket)), asio::detached);
  }
}

Error cannot_listen(const ServerOptions& options, const boost::system::error_code& error) {
  const std::string place = options.address + " port " + std::to_string(options.port);
  if (error == asio::error::address_in_use)
    return {ErrorCode::conflict, place +
                                     " is in use by another program; stop it, or give another "
                                     "--port"};
  if (error == asio::error::access_denied)
    return {ErrorCode::io, "not allowed to listen on " + place + "; give a --port above 1023"};
  return {ErrorCode::io, "cannot listen on " + place + ": " + error.message()};
}

// TLS 1.2 or newer with the certificate chain and its key; null where none was given.
Result<std::unique_ptr<asio::ssl::context>> tls_context(const ServerOptions& options) {
  if (options.certificate.empty()) return std::unique_ptr<asio::ssl::context>();
  auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  tls->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
  boost::system::error_code error;
  tls->use_certificate_chain_file(options.certificate.string(), error);
  if (error)
    return Error{ErrorCode::usage, "the certificate '" + options.certificate.string() +
                                       "' cannot be read as PEM: " + error.message()};
  tls->use_private_key_file(options.key.string(), asio::ssl::context::pem, error);
  if (error)
    return Error{ErrorCode::usage, "'" + options.key.string() +
                                       "' is not the key of the certificate: " + error.message()};
  return tls;
}

// For a moment a service that was killed still listens through a child that was about to become a
// worker: the port is asked for again before it is given up.
void bind_patiently(tcp::acceptor& acceptor, const tcp::endpoint& endpoint,
                    boost::system::error_code& error) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    acceptor.bind(endpoint, error);
    if (error != asio::error::address_in_use) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
}

}  // namespace

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(ServiceContext& context, const Router& router,
                                              const ServerOptions& options) {
  raise_file_limit();
  auto state = std::make_unique<State>(context, router, options);
  CURVESPICE_ASSIGN(state->shared.tls, tls_context(options));
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return Error{ErrorCode::usage, "'" + options.address + "' is no address to listen on"};
  const tcp::endpoint endpoint(address, static_cast<unsigned short>(options.port));
  state->acceptor.open(endpoint.protocol(), error);
  state->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  bind_patiently(state->acceptor, endpoint, error);
  if (error) return cannot_listen(options, error);
  state->acceptor.listen(4096, error);
  if (error) return cannot_listen(options, error);
  state->shared.last_request = monotonic_seconds();
  State& s = *state;
  s.listener = context.events.listen([&s](const Event& event) { tell_sockets(s.shared, event); });
  asio::co_spawn(s.io, accept_all(s.io, s.acceptor, s.shared), asio::detached);
  for (int i = 0; i < options.threads; ++i) s.threads.emplace_back([&s] { s.io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() { stop(); }

int Server::port() const {
  boost::system::error_code error;
  return state_->acceptor.local_endpoint(error).port();
}

double Server::idle_seconds() const { return monotonic_seconds() - state_->shared.last_request; }

std::size_t Server::sockets() const {
  std::lock_guard lock(state_->shared.mutex);
  return state_->shared.sockets.size();
}

void Server::stop() {
  if (state_->threads.empty()) return;
  state_->shared.context.events.forget(state_->listener);
  state_->io.stop();
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

}  // namespace curvespice::queue
