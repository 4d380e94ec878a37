#include "base/file.h"
#include "base/paths.h"
#include "queue/service/router.h"

namespace curvespice {
namespace {

// Everything the page needs comes from here; nothing is loaded from elsewhere.
constexpr char kPagePolicy[] =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

HttpResponse page_file(const std::string& name) {
  HttpResponse response;
  response.content_type = mime_type_of(name);
  auto text = read_file(data_folder() / "web" / name, 16 << 20);
  if (!text.ok())
    return refusal(404, "not_found", "the page has no file named '" + name + "'",
                   "see that the folder 'web' beside the program's settings is complete");
  response.body = *std::move(text);
  response.headers = {{"Content-Security-Policy", kPagePolicy}, {"Cache-Control", "no-cache"}};
  return response;
}

HttpResponse first_page(ServiceContext&, const HttpRequest&) { return page_file("index.html"); }

HttpResponse docs_page(ServiceContext&, const HttpRequest&) { return page_file("docs.html"); }

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

}  // namespace curvespice
