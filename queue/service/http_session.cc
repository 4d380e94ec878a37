// One connection: reads requests, puts them to the router, writes what it answers.
#include <chrono>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "base/clock.h"
#include "base/paths.h"
#include "queue/service/multipart.h"
#include "queue/service/session.h"

namespace curvespice::queue {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using boost::system::error_code;

constexpr auto kIdleLimit = std::chrono::seconds(60);  // also for a head that trickles in
constexpr auto kBodyLimit = std::chrono::seconds(60);
constexpr std::uint64_t kLargestBody = 16 << 20;
constexpr std::uint64_t kLargestUpload = std::uint64_t{11} << 30;
constexpr double kSlowestUpload = 16 * 1024;  // bytes a second, after the first minute
constexpr auto kReadyPause = std::chrono::milliseconds(20);

using HeadParser = http::request_parser<http::empty_body>;

bool split_head(const http::request<http::empty_body>& head, HttpRequest& request) {
  request.method = std::string(head.method_string());
  request.authorization = std::string(head[http::field::authorization]);
  request.origin = std::string(head[http::field::origin]);
  request.host = std::string(head[http::field::host]);
  request.content_type = std::string(head[http::field::content_type]);
  return split_target(std::string(head.target()), request);
}

template <typename Message>
void add_headers(Message& message, const HttpResponse& response, bool keep_alive) {
  message.set(http::field::server, std::string("curvespice/") + engine_version());
  message.set(http::field::content_type, response.content_type);
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Referrer-Policy", "no-referrer");
  if (response.status == 401) message.set(http::field::www_authenticate, "Bearer");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive);
  message.prepare_payload();
}

HttpResponse too_slow() {
  return refusal(408, "timeout", "the request came too slowly or ended early",
                 "send it again over a better connection");
}

HttpResponse granted() {
  HttpResponse response;
  response.status = 0;
  return response;
}

void remove_leftovers(const HttpRequest& request) {
  std::error_code error;
  for (const ReceivedFile& file : request.files) std::filesystem::remove(file.path, error);
}

class Session {
 public:
  Session(SessionShared& shared, asio::ip::tcp::socket socket)
      : shared_(shared), stream_(std::move(socket), shared.tls.get()) {}

  awaitable<void> run() {
    bool more = co_await stream_.handshake();
    if (!more) co_return;
    while (more) more = co_await one_request();
    co_await stream_.say_goodbye();
  }

 private:
  // Each of these gives false when the connection is over.
  awaitable<bool> one_request();
  awaitable<bool> serve_request(HeadParser& head);
  awaitable<bool> open_socket(HeadParser& head, const HttpRequest& request);
  awaitable<bool> send(const HttpResponse& response, bool keep_alive);
  awaitable<bool> send_file(const HttpResponse& response, bool keep_alive);
  // Answers and closes: the rest of the request is not read.
  awaitable<bool> refuse(const HttpResponse& response);

  // A status of 0 means that all went well.
  awaitable<HttpResponse> receive_body(HeadParser& head, HttpRequest& request);
  awaitable<HttpResponse> receive_upload(HeadParser& head, const std::string& boundary,
                                         HttpRequest& request);
  awaitable<HttpResponse> feed_upload(HeadParser& head, MultipartReader& reader);
  awaitable<void> say_continue(const HeadParser& head);
  awaitable<HttpResponse> answer(HttpRequest& request);

  SessionShared& shared_;
  Stream stream_;
  beast::flat_buffer buffer_;
};

awaitable<bool> Session::one_request() {
  HeadParser head;
  head.header_limit(16 * 1024);
  head.body_limit(kLargestUpload);
  stream_.expires_after(kIdleLimit);
  error_code error;
  co_await http::async_read_header(stream_, buffer_, head,
                                   asio::redirect_error(asio::use_awaitable, error));
  if (error == http::error::header_limit) {
    const HttpResponse response =
        refusal(431, "too_large", "the head of the request is too long", "send shorter headers");
    co_return co_await refuse(response);
  }
  const bool is_ours = error.category() == make_error_code(http::error::bad_method).category();
  if (error &&
      (!is_ours || error == http::error::end_of_stream || error == http::error::partial_message))
    co_return false;
  if (error) {
    const HttpResponse response =
        refusal(400, "bad_request", "this is not HTTP: " + error.message(), "see /docs");
    co_return co_await refuse(response);
  }
  shared_.last_request = monotonic_seconds();
  co_return co_await serve_request(head);
}

awaitable<bool> Session::serve_request(HeadParser& head) {
  HttpRequest request;
  if (!split_head(head.get(), request)) {
    const HttpResponse response = refusal(400, "bad_request", "the path cannot be decoded",
                                          "write it with %-escapes of UTF-8");
    co_return co_await refuse(response);
  }
  // Whoever may not come in does not get his body read either.
  const HttpResponse access = shared_.router.check_access(request);
  if (access.status != 0) co_return co_await refuse(access);
  if (is_socket_path(request.path)) co_return co_await open_socket(head, request);
  co_await say_continue(head);
  const bool keep_alive = head.get().keep_alive();
  const std::string boundary = multipart_boundary(request.content_type);
  HttpResponse problem = granted();
  if (boundary.empty())
    problem = co_await receive_body(head, request);
  else
    problem = co_await receive_upload(head, boundary, request);
  if (problem.status != 0) co_return co_await refuse(problem);
  const HttpResponse response = co_await answer(request);
  remove_leftovers(request);
  co_return co_await send(response, keep_alive);
}

awaitable<HttpResponse> Session::answer(HttpRequest& request) {
  HttpResponse response = shared_.router.answer(request);
  if (!response.ready) co_return response;
  const double until = monotonic_seconds() + response.wait_ms / 1e3;
  asio::steady_timer timer(stream_.get_executor());
  while (!response.ready() && monotonic_seconds() < until) {
    timer.expires_after(kReadyPause);
    co_await timer.async_wait(asio::use_awaitable);
  }
  co_return shared_.router.answer(request);
}

awaitable<void> Session::say_continue(const HeadParser& head) {
  if (!beast::iequals(head.get()[http::field::expect], "100-continue")) co_return;
  static const std::string text = "HTTP/1.1 100 Continue\r\n\r\n";
  error_code ignored;
  co_await asio::async_write(stream_, asio::buffer(text),
                             asio::redirect_error(asio::use_awaitable, ignored));
}

HttpResponse body_too_large() {
  return refusal(413, "too_large", "the body is larger than 16 MiB", "send less at once");
}

awaitable<HttpResponse> Session::receive_body(HeadParser& head, HttpRequest& request) {
  const auto announced = head.content_length();
  if (announced && *announced > kLargestBody) co_return body_too_large();
  http::request_parser<http::string_body> parser(std::move(head));
  parser.body_limit(kLargestBody);
  stream_.expires_after(kBodyLimit);
  error_code error;
  co_await http::async_read(stream_, buffer_, parser,
                            asio::redirect_error(asio::use_awaitable, error));
  if (error == http::error::body_limit) co_return body_too_large();
  if (error) co_return too_slow();
  request.body = std::move(parser.get().body());
  co_return granted();
}

awaitable<HttpResponse> Session::receive_upload(HeadParser& head, const std::string& boundary,
                                                HttpRequest& request) {
  MultipartReader reader(boundary, shared_.context.state / "uploads", {});
  const HttpResponse problem = co_await feed_upload(head, reader);
  if (problem.status != 0) co_return problem;
  auto files = reader.take_files();
  if (!files.ok()) co_return refusal(files.error());
  request.files = *std::move(files);
  co_return granted();
}

awaitable<HttpResponse> Session::feed_upload(HeadParser& head, MultipartReader& reader) {
  http::request_parser<http::buffer_body> parser(std::move(head));
  parser.body_limit(kLargestUpload);
  std::string piece(64 * 1024, '\0');
  const double begin = monotonic_seconds();
  double received = 0;
  while (!parser.is_done()) {
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    stream_.expires_after(kBodyLimit);
    error_code error;
    co_await http::async_read(stream_, buffer_, parser,
                              asio::redirect_error(asio::use_awaitable, error));
    if (error == http::error::body_limit)
      co_return refusal(413, "too_large", "the upload is too large", "send fewer files at once");
    if (error && error != http::error::need_buffer) co_return too_slow();
    const std::size_t got = piece.size() - parser.get().body().size;
    received += static_cast<double>(got);
    if (monotonic_seconds() - begin > 60 + received / kSlowestUpload) co_return too_slow();
    const Status fed = reader.feed({piece.data(), got});
    if (!fed.ok()) co_return refusal(fed.error());
  }
  co_return granted();
}

awaitable<bool> Session::refuse(const HttpResponse& response) {
  co_await send(response, false);
  // Reading a little of what still comes lets the client see the answer before the connection ends.
  std::string rest(64 * 1024, '\0');
  co_await stream_.say_goodbye();
  error_code error;
  for (int i = 0; i < 64 && !error; ++i) {
    stream_.expires_after(std::chrono::seconds(2));
    co_await stream_.async_read_some(asio::buffer(rest),
                                     asio::redirect_error(asio::use_awaitable, error));
  }
  co_return false;
}

awaitable<bool> Session::send(const HttpResponse& response, bool keep_alive) {
  if (!response.file.empty()) co_return co_await send_file(response, keep_alive);
  http::response<http::string_body> message;
  message.result(static_cast<unsigned>(response.status));
  message.version(11);
  message.body() = response.body;
  add_headers(message, response, keep_alive);
  stream_.expires_after(kBodyLimit);
  error_code error;
  co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && keep_alive;
}

awaitable<bool> Session::send_file(const HttpResponse& response, bool keep_alive) {
  http::response<http::file_body> message;
  error_code error;
  message.body().open(response.file.c_str(), beast::file_mode::scan, error);
  if (response.remove_file) {
    std::error_code ignored;
    std::filesystem::remove(response.file, ignored);
  }
  if (error) {
    const HttpResponse gone = refusal(404, "not_found", "the file is gone from the disk",
                                      "it may have been pruned; run the job again");
    co_return co_await send(gone, keep_alive);
  }
  message.result(static_cast<unsigned>(response.status));
  message.version(11);
  add_headers(message, response, keep_alive);
  stream_.expires_after(std::chrono::minutes(10));
  co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && keep_alive;
}

awaitable<bool> Session::open_socket(HeadParser& head, const HttpRequest& request) {
  const auto& fields = head.get();
  const std::string key(fields[http::field::sec_websocket_key]);
  if (!beast::iequals(fields[http::field::upgrade], "websocket") || key.empty()) {
    const HttpResponse response =
        refusal(426, "upgrade_required", "this is a WebSocket", "connect with a WebSocket client");
    co_return co_await refuse(response);
  }
  co_await websocket_session(shared_, stream_, request, key);
  co_return false;
}

}  // namespace

awaitable<void> http_session(SessionShared& shared, asio::ip::tcp::socket socket) {
  Session session(shared, std::move(socket));
  co_await session.run();
}

}  // namespace curvespice::queue
