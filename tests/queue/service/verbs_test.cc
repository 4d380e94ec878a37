// `curvespice queue` and the contract, compared both ways.
#include <set>

#include <gtest/gtest.h>

#include "plugin/cli/queue_verbs.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

TEST(QueueVerbs, CoverEveryRouteButThePage) {
  std::set<std::string> routes, verbs;
  for (const Route& route : all_routes())
    if (!std::string(route.path).starts_with("/kicad/"))  // KiCad's own protocol
      routes.insert(std::string(route.method) + " " + route.path);
  for (const char* page : {"GET /", "GET /docs", "GET /web/{name}", "POST /api/images"})
    routes.erase(page);  // `upload` and `submit` send files
  for (const QueueVerb& verb : queue_verbs())
    verbs.insert(std::string(verb.method) + " " + verb.path);
  EXPECT_EQ(verbs, routes);
}

TEST(QueueVerbs, HaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (const QueueVerb& verb : queue_verbs())
    EXPECT_TRUE(names.insert(verb.verb).second) << verb.verb;
}

}  // namespace
}  // namespace curvespice::queue
