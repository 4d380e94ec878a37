#include "queue/service/http.h"

#include <cctype>

namespace curvespice::queue {
namespace {

struct Meaning {
  ErrorCode code;
  int status;
  const char* hint;
};

// What an error of the store or the disk means to a client.
constexpr Meaning kMeanings[] = {
    {ErrorCode::usage, 422, "see /docs for what this route takes"},
    {ErrorCode::bad_input, 422, "see /docs for what this route takes"},
    {ErrorCode::not_found, 404, "list what there is: /api/queues, /api/jobs, /api/images, ..."},
    {ErrorCode::conflict, 409, "look at the present state, then decide what to do"},
    {ErrorCode::too_large, 413, "send less at once"},
    {ErrorCode::missing_program, 503, "run 'curvespice doctor' where the service runs"},
    {ErrorCode::io, 503, "look after the disk of the service, then try again"},
    {ErrorCode::timeout, 503, "try again later"},
    {ErrorCode::cancelled, 409, "somebody cancelled it"},
    {ErrorCode::crashed, 503, "try again; see the log of the service"},
    {ErrorCode::internal, 500, "this is a bug of the service; please report it with its log"},
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::optional<std::string> text_in(const HttpRequest& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> number_in(const HttpRequest& request, const char* name) {
  const auto text = text_in(request, name);
  return text ? std::optional<std::int64_t>(std::stoll(*text)) : std::nullopt;
}

HttpResponse json_response(const Json& body, int status) {
  HttpResponse response;
  response.status = status;
  response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

HttpResponse refusal(int status, const std::string& code, const std::string& message,
                     const std::string& hint, const std::string& field) {
  Json error = {{"code", code}, {"message", message}};
  if (!field.empty()) error["field"] = field;
  error["hint"] = hint;
  return json_response({{"error", error}}, status);
}

HttpResponse refusal(const Error& error) {
  for (const Meaning& meaning : kMeanings)
    if (meaning.code == error.code)
      return refusal(meaning.status, error_code_name(error.code), error.message, meaning.hint);
  return refusal(500, "internal", error.message, "");
}

std::optional<std::string> decode_url(const std::string& text, bool plus_is_space) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_space) c = ' ';
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
      if (low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  return decoded;
}

bool split_target(const std::string& target, HttpRequest& request) {
  const std::size_t mark = target.find('?');
  const auto path = decode_url(target.substr(0, mark), false);
  if (!path || path->empty() || path->front() != '/') return false;
  request.path = *path;
  std::string rest = mark == std::string::npos ? "" : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string pair = rest.substr(0, rest.find('&'));
    rest.erase(0, pair.size() + 1);
    const std::size_t equals = pair.find('=');
    const auto name = decode_url(pair.substr(0, equals), true);
    const auto value = decode_url(equals == std::string::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) return false;
    if (!name->empty()) request.query[*name] = *value;
  }
  return true;
}

}  // namespace curvespice::queue
