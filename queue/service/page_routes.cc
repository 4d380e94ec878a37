#include "base/file.h"
#include "base/paths.h"
#include "queue/service/docs_page.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

// Everything the page needs comes from here; nothing is loaded from elsewhere.
constexpr char kPagePolicy[] =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

// Beside the program's settings, as it is built and as it is installed.
std::filesystem::path page_folder() {
  return program_path().parent_path().parent_path() / "share" / "curvespice-page";
}

HttpResponse page_file(const std::string& name) {
  HttpResponse response;
  response.content_type = mime_type_of(name);
  auto text = read_file(page_folder() / name, 16 << 20);
  if (!text.ok())
    return refusal(404, "not_found", "the page has no file named '" + name + "'",
                   "the page is built where npm is installed; the API works without it");
  response.body = *std::move(text);
  response.headers = {{"Content-Security-Policy", kPagePolicy}, {"Cache-Control", "no-cache"}};
  return response;
}

HttpResponse first_page(ServiceContext&, const HttpRequest&) { return page_file("index.html"); }

// Shows the contract and nothing else, so its own script in the page is harmless.
HttpResponse docs_page(ServiceContext&, const HttpRequest&) {
  HttpResponse response;
  response.content_type = "text/html";
  response.body = kDocsPage;
  response.headers = {{"Content-Security-Policy",
                       "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
                       "connect-src 'self'; frame-ancestors 'none'"}};
  return response;
}

HttpResponse web_file(ServiceContext&, const HttpRequest& request) {
  const std::string& name = request.captures[0];
  if (clean_filename(name) != name) return page_file("");
  return page_file(name);
}

HttpResponse health(ServiceContext& context, const HttpRequest&) {
  const Status store = context.store.check();
  if (!store.ok()) return refusal(store.error());
  return json_response({{"status", "ok"},
                        {"version", engine_version()},
                        {"store", "ok"},
                        {"uptime_seconds", monotonic_seconds() - context.started}});
}

HttpResponse openapi(ServiceContext& context, const HttpRequest&) {
  return json_response(context.contract.document());
}

}  // namespace

std::vector<Route> page_routes() {
  return {{"GET", "/", first_page},
          {"GET", "/docs", docs_page},
          {"GET", "/web/{name}", web_file},
          {"GET", "/health", health},
          {"GET", "/openapi.json", openapi}};
}

}  // namespace curvespice::queue
