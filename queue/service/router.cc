#include "queue/service/router.h"

#include <algorithm>
#include <iterator>

#include <openssl/crypto.h>

namespace curvespice::queue {
namespace {

constexpr int kDeepest = 64;  // levels of a JSON body; deeper ones are an attack on the stack

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= 18 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Whether the path is an instance of the pattern; `captures` are what stands for its braces.
bool matches(const std::vector<std::string>& wanted, const std::vector<std::string>& given,
             std::vector<std::string>& captures) {
  captures.clear();
  if (wanted.size() != given.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool id = wanted[i] == "{id}", name = wanted[i] == "{name}";
    if (!id && !name && wanted[i] != given[i]) return false;
    if (id && !is_number(given[i])) return false;
    if (name && given[i].empty()) return false;
    if (id || name) captures.push_back(given[i]);
  }
  return true;
}

bool is_too_deep(const std::string& json) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text && c == '\\') ++i;
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

bool is_open(const std::string& path) {
  return !path.starts_with("/api") && !path.starts_with("/ws") && !path.starts_with("/kicad");
}

// What stands behind "Bearer", or "Token" as KiCad says it.
std::string token_in(const std::string& authorization) {
  for (const std::string scheme : {"Bearer ", "Token "})
    if (authorization.starts_with(scheme)) return authorization.substr(scheme.size());
  return {};
}

bool same_secret(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// A page's origin and the host it was served from: the same place, or an attack from elsewhere
// (also by a name that was made to point here).
bool is_own_origin(const HttpRequest& request) {
  if (request.origin.empty()) return true;
  const std::size_t slashes = request.origin.find("://");
  return slashes != std::string::npos && request.origin.substr(slashes + 3) == request.host;
}

bool is_local_host(const std::string& host) {
  const std::string name = host.substr(0, host.rfind(':'));
  return host.empty() || name == "127.0.0.1" || name == "localhost" || host == "localhost" ||
         name == "[::1]" || host == "127.0.0.1";
}

}  // namespace

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (const auto& part :
       {queue_routes(), job_routes(), batch_routes(), product_routes(), image_routes(),
        statistics_routes(), event_routes(), review_routes(), model_routes(), library_routes(),
        kicad_routes(), admin_routes(), page_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

Router::Router(ServiceContext& context) : context_(context), routes_(all_routes()) {
  for (const Route& route : routes_) patterns_.push_back(segments(route.path));
}

HttpResponse Router::check_access(const HttpRequest& request) const {
  HttpResponse granted;
  granted.status = 0;
  // Elsewhere the name is the certificate's to prove.
  if (context_.local_only && !is_local_host(request.host))
    return refusal(403, "forbidden", "requests for the host '" + request.host + "' are not served",
                   "use http://127.0.0.1 or http://localhost");
  if (!is_own_origin(request))
    return refusal(403, "forbidden", "pages of '" + request.origin + "' may not use this service",
                   "open the service's own page with 'curvespice open'");
  if (is_open(request.path)) return granted;
  const std::string given = token_in(request.authorization);
  const auto in_query = request.query.find("token");
  const bool by_query = request.path.rfind("/ws", 0) == 0 && in_query != request.query.end() &&
                        same_secret(in_query->second, context_.token);
  if (by_query || same_secret(given, context_.token)) return granted;
  return refusal(401, "unauthorized", "the token is missing or wrong",
                 "send 'Authorization: Bearer TOKEN' with the content of the file 'token' in the "
                 "service's state folder");
}

const Route* Router::find(HttpRequest& request, bool& known_path) const {
  known_path = false;
  const std::vector<std::string> path = segments(request.path);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!matches(patterns_[i], path, request.captures)) continue;
    known_path = true;
    if (routes_[i].method == request.method) return &routes_[i];
  }
  return nullptr;
}

HttpResponse Router::check_body(const Route& route, HttpRequest& request) const {
  HttpResponse fine;
  fine.status = 0;
  if (!context_.contract.wants_json_body(route.method, route.path)) return fine;
  if (!request.content_type.empty() && request.content_type.rfind("application/json", 0) != 0)
    return refusal(415, "unsupported_type", "the body must be JSON, not " + request.content_type,
                   "send 'Content-Type: application/json'");
  if (is_too_deep(request.body))
    return refusal(422, "bad_input", "the body is nested too deeply", "see /docs");
  auto parsed = parse_json(request.body, "the body");
  if (!parsed.ok()) return refusal(parsed.error());
  request.json = *std::move(parsed);
  if (const auto problem = context_.contract.check_body(route.method, route.path, request.json))
    return refusal(
        422, "bad_input",
        (problem->field.empty() ? "the body" : "'" + problem->field + "'") + " " + problem->message,
        "see /docs for what this route takes", problem->field);
  return fine;
}

HttpResponse Router::answer(HttpRequest& request) const {
  if (HttpResponse refused = check_access(request); refused.status != 0) return refused;
  bool known_path = false;
  const Route* route = find(request, known_path);
  if (!route && known_path)
    return refusal(405, "wrong_method", request.method + " is not possible here",
                   "see /docs for the methods of this route");
  if (!route)
    return refusal(404, "not_found", "there is nothing at " + request.path,
                   "see /docs for all routes");
  if (const auto problem = context_.contract.check_query(route->method, route->path, request.query))
    return refusal(422, "bad_input", "'" + problem->field + "' " + problem->message,
                   "see /docs for what this route takes", problem->field);
  if (HttpResponse refused = check_body(*route, request); refused.status != 0) return refused;
  try {
    return route->handler(context_, request);
  } catch (const std::exception& problem) {  // a JSON library that met what it did not expect
    return refusal({ErrorCode::internal, std::string("the service stumbled: ") + problem.what()});
  }
}

}  // namespace curvespice::queue
