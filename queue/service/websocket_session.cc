// A client that follows events over a WebSocket: one coroutine reads, one writes.
#include <chrono>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/clock.h"
#include "queue/service/session.h"
#include "queue/service/snapshot.h"
#include "queue/service/websocket_frames.h"

namespace curvespice::queue {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using boost::system::error_code;
using Client = std::shared_ptr<SocketClient>;

constexpr auto kPingEvery = std::chrono::seconds(20);
constexpr double kSilenceLimit = 65;                    // seconds without a sign of life
constexpr auto kWriteLimit = std::chrono::seconds(10);  // then a slow client is dropped
constexpr std::int64_t kEventsAtOnce = 500;

std::optional<EventScope> scope_of(const std::string& path) {
  if (path == "/ws/system") return EventScope{};
  for (const auto& [prefix, is_queue] : {std::pair{"/ws/queue/", true}, {"/ws/job/", false}}) {
    const std::string start = prefix;
    if (path.rfind(start, 0) != 0) continue;
    const std::string id = path.substr(start.size());
    if (id.empty() || id.size() > 18 || id.find_first_not_of("0123456789") != std::string::npos)
      return std::nullopt;
    return is_queue ? EventScope{std::stoll(id), 0} : EventScope{0, std::stoll(id)};
  }
  return std::nullopt;
}

bool exists(ServiceContext& context, const EventScope& scope) {
  if (scope.queue_id != 0) return context.store.queue(scope.queue_id).ok();
  return scope.job_id == 0 || context.store.job(scope.job_id).ok();
}

std::string http_text(int status, const std::string& reason, const std::string& headers,
                      const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " " + reason + "\r\n" + headers + "\r\n" + body;
}

std::string error_text(const HttpResponse& response) {
  return http_text(response.status, "Refused",
                   "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                       std::to_string(response.body.size()) + "\r\n",
                   response.body);
}

void wake(const Client& client) {
  if (client->has_news.exchange(true)) return;
  asio::post(client->strand, [client] { client->news.cancel(); });
}

awaitable<bool> write(Stream& stream, const std::string& bytes) {
  stream.expires_after(kWriteLimit);
  error_code error;
  co_await asio::async_write(stream, asio::buffer(bytes),
                             asio::redirect_error(asio::use_awaitable, error));
  stream.expires_never();
  co_return !error;
}

// Reads until the client closes, breaks the protocol or goes away.
awaitable<void> read_frames(Stream& stream, Client client) {
  FrameReader reader;
  std::string bytes(4096, '\0');
  while (!client->closing) {
    error_code error;
    const std::size_t got = co_await stream.async_read_some(
        asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    std::vector<Frame> frames;
    if (error || !reader.feed({bytes.data(), got}, frames).ok()) break;
    client->heard = monotonic_seconds();
    for (const Frame& frame : frames) {
      if (frame.type == FrameType::ping)
        append_frame(client->control, FrameType::pong, frame.payload);
      if (frame.type == FrameType::close) {
        append_frame(client->control, FrameType::close, frame.payload.substr(0, 2));
        client->closing = true;
      }
    }
    if (!client->control.empty()) wake(client);
  }
  client->closing = true;
  wake(client);
}

// Sends events from `seq` on. A client that fell so far behind that they are gone is dropped.
class EventWriter {
 public:
  EventWriter(ServiceContext& context, Stream& stream, Client client, std::int64_t seq)
      : context_(context), stream_(stream), client_(std::move(client)), seq_(seq) {}

  awaitable<void> run() {
    while (true) {
      client_->has_news = false;
      std::string bytes = std::exchange(client_->control, {});
      const bool more = add_events(bytes);
      if (!bytes.empty()) {
        const bool written = co_await write(stream_, bytes);
        if (!written) co_return;
      }
      if (lost_) co_return;
      if (!client_->control.empty()) continue;  // the answer to a close that came meanwhile
      if (client_->closing) co_return;
      if (more || client_->has_news) continue;
      const bool alive = co_await wait_for_news();
      if (!alive) co_return;
    }
  }

 private:
  // True when there is more to send after this.
  bool add_events(std::string& bytes) {
    if (client_->closing) return false;
    const auto add = [&](const Event& event) {
      append_frame(bytes, FrameType::text, *event.text);
      seq_ = event.seq;
    };
    const std::int64_t added =
        context_.events.visit_after(seq_, client_->scope, kEventsAtOnce, add);
    if (added < 0) {
      append_frame(bytes, FrameType::close, std::string("\x03\xf5", 2));  // 1013: try again later
      lost_ = true;
      return false;
    }
    return added == kEventsAtOnce;
  }

  // False when the client has been silent for too long.
  awaitable<bool> wait_for_news() {
    client_->news.expires_after(kPingEvery);
    error_code error;
    if (!client_->has_news)
      co_await client_->news.async_wait(asio::redirect_error(asio::use_awaitable, error));
    if (error || client_->has_news) co_return true;
    append_frame(client_->control, FrameType::ping, "");
    co_return monotonic_seconds() - client_->heard < kSilenceLimit;
  }

  ServiceContext& context_;
  Stream& stream_;
  Client client_;
  std::int64_t seq_;
  bool lost_ = false;
};

// Where the client's events begin: at `since` where that is still known, else at a snapshot.
std::int64_t begin_at(ServiceContext& context, const HttpRequest& request, const EventScope& scope,
                      std::string& greeting) {
  const auto since = request.query.find("since");
  if (since != request.query.end() && since->second.size() <= 18) {
    const std::int64_t seq = std::strtoll(since->second.c_str(), nullptr, 10);
    if (context.events.after(seq, scope, 1)) return seq;
  }
  const Json first = snapshot(context, scope);
  append_frame(greeting, FrameType::text,
               first.dump(-1, ' ', false, Json::error_handler_t::replace));
  return first.at("seq").get<std::int64_t>();
}

bool enter(SessionShared& shared, const Client& client) {
  std::lock_guard lock(shared.mutex);
  if (shared.sockets.size() >= shared.options.max_sockets) return false;
  shared.sockets.insert(client);
  return true;
}

void leave(SessionShared& shared, const Client& client) {
  std::lock_guard lock(shared.mutex);
  shared.sockets.erase(client);
}

}  // namespace

bool is_socket_path(const std::string& path) { return path.rfind("/ws/", 0) == 0; }

void tell_sockets(SessionShared& shared, const Event& event) {
  std::lock_guard lock(shared.mutex);
  for (const Client& client : shared.sockets)
    if (client->scope.includes(event)) wake(client);
}

awaitable<void> websocket_session(SessionShared& shared, Stream& stream, const HttpRequest& request,
                                  const std::string& key) {
  const auto scope = scope_of(request.path);
  if (!scope || !exists(shared.context, *scope)) {
    const std::string text = error_text(
        refusal({ErrorCode::not_found, "there is nothing to follow at " + request.path}));
    co_await write(stream, text);
    co_return;
  }
  const auto client = std::make_shared<SocketClient>(stream.get_executor(), *scope);
  client->heard = monotonic_seconds();
  if (!enter(shared, client)) {
    const std::string text = error_text(refusal(503, "too_many", "too many clients follow events",
                                                "close some, or ask /api/events"));
    co_await write(stream, text);
    co_return;
  }
  std::string greeting = http_text(101, "Switching Protocols",
                                   "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                   "Sec-WebSocket-Accept: " +
                                       websocket_accept(key) + "\r\n",
                                   "");
  EventWriter writer(shared.context, stream, client,
                     begin_at(shared.context, request, *scope, greeting));
  const bool greeted = co_await write(stream, greeting);
  if (greeted) {
    // The reader ends when the socket is closed below; the stream lives until it has.
    auto reader_done = std::make_shared<asio::steady_timer>(stream.get_executor());
    reader_done->expires_at(asio::steady_timer::time_point::max());
    asio::co_spawn(stream.get_executor(), read_frames(stream, client),
                   [reader_done](std::exception_ptr) {
                     reader_done->expires_at(asio::steady_timer::time_point::min());
                   });
    co_await writer.run();
    client->closing = true;
    stream.shut_down();
    error_code ignored;
    co_await reader_done->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  leave(shared, client);
}

}  // namespace curvespice::queue
