// Requests and responses as the routes see them: no route knows the HTTP library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "queue/store/types.h"

namespace curvespice::queue {

// A file of an upload, streamed to disk while it came in.
struct ReceivedFile {
  std::filesystem::path path;  // removed after the request unless a route took it over
  std::string filename;        // as the client said, not yet cleaned
};

struct HttpRequest {
  std::string method;                        // "GET"
  std::string path;                          // "/api/job/7", decoded
  std::map<std::string, std::string> query;  // decoded
  std::string authorization, origin, host, content_type;
  std::string body;
  // Filled by the router:
  Json json;                          // the body, checked against the contract
  std::vector<std::string> captures;  // what stands for {id}, {name} in the route
  std::vector<ReceivedFile> files;

  Id id() const { return captures.empty() ? 0 : std::stoll(captures[0]); }
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::filesystem::path file;  // sent instead of the body when given
  bool remove_file = false;    // after it was sent
  std::vector<std::pair<std::string, std::string>> headers;
  // A route that has nothing to say yet: the request is put to it again when `ready` says so, or
  // after `wait_ms`.
  std::function<bool()> ready;
  int wait_ms = 0;
};

// A value of the query; nothing when it was not given. The contract has checked what it is.
std::optional<std::string> text_in(const HttpRequest& request, const char* name);
std::optional<std::int64_t> number_in(const HttpRequest& request, const char* name);
template <typename Enum>
std::optional<Enum> word_in(const HttpRequest& request, const char* name) {
  const auto text = text_in(request, name);
  return text ? from_word<Enum>(*text) : std::nullopt;
}

HttpResponse json_response(const Json& body, int status = 200);

// {error: {code, message, field?, hint}}
HttpResponse refusal(int status, const std::string& code, const std::string& message,
                     const std::string& hint, const std::string& field = "");
HttpResponse refusal(const Error& error);

// The value as JSON, or the refusal that its error means.
template <typename T, typename ToJson>
HttpResponse reply(const Result<T>& result, ToJson to_json, int status = 200) {
  if (!result.ok()) return refusal(result.error());
  return json_response(to_json(*result), status);
}

// "a%20b+c" -> "a b c"; nothing for a broken escape or a zero byte.
std::optional<std::string> decode_url(const std::string& text, bool plus_is_space);
// Splits "/a/b?x=1&y" into path and query; false when it cannot be decoded.
bool split_target(const std::string& target, HttpRequest& request);

}  // namespace curvespice::queue
