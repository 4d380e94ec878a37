// From a request to the route that answers it: token, path, body and query are checked here, so
// that a route sees only what the contract allows.
#pragma once

#include <string>
#include <vector>

#include "queue/service/context.h"
#include "queue/service/http.h"

namespace curvespice::queue {

using Handler = HttpResponse (*)(ServiceContext&, const HttpRequest&);

struct Route {
  const char* method;
  const char* path;  // as in the contract: "/api/job/{id}"
  Handler handler;
};

class Router {
 public:
  explicit Router(ServiceContext& context);

  const std::vector<Route>& routes() const { return routes_; }

  // Fills `captures` and `json` of the request. Refusals: 401 without the token, 403 from a page of
  // another origin, 404, 405, 415, 422.
  HttpResponse answer(HttpRequest& request) const;

  // Whether the request may come in at all; a refusal's status is 0 when it may.
  HttpResponse check_access(const HttpRequest& request) const;

 private:
  const Route* find(HttpRequest& request, bool& known_path) const;
  HttpResponse check_body(const Route& route, HttpRequest& request) const;

  ServiceContext& context_;
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // of each route, its path between the slashes
};

// All routes: those of each kind of thing below, together.
std::vector<Route> all_routes();
std::vector<Route> queue_routes();
std::vector<Route> job_routes();
std::vector<Route> batch_routes();
std::vector<Route> product_routes();
std::vector<Route> image_routes();
std::vector<Route> statistics_routes();
std::vector<Route> event_routes();
std::vector<Route> review_routes();
std::vector<Route> model_routes();
std::vector<Route> library_routes();
std::vector<Route> kicad_routes();
std::vector<Route> admin_routes();
std::vector<Route> page_routes();

}  // namespace curvespice::queue
