// The contract and the router, compared both ways; and every answer against the contract.
#include "queue/service/contract.h"

#include <set>

#include "queue/service/router.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

std::set<std::string> routes_of_the_router() {
  std::set<std::string> routes;
  for (const Route& route : all_routes())
    routes.insert(std::string(route.method) + " " + route.path);
  return routes;
}

std::set<std::string> routes_of_the_contract(const Contract& contract) {
  std::set<std::string> routes;
  const Json& paths = contract.document().at("paths");
  for (auto path = paths.begin(); path != paths.end(); ++path)
    for (auto method = path->begin(); method != path->end(); ++method) {
      std::string name = method.key();
      std::transform(name.begin(), name.end(), name.begin(), ::toupper);
      if (name != "PARAMETERS") routes.insert(name + " " + path.key());
    }
  return routes;
}

TEST(Contract, NamesExactlyTheRoutesThatThereAre) {
  const auto contract = Contract::built_in();
  ASSERT_TRUE(contract.ok()) << contract.error().message;
  EXPECT_EQ(routes_of_the_contract(*contract), routes_of_the_router());
}

TEST(Contract, EveryReferenceLeadsSomewhere) {
  const auto contract = Contract::built_in();
  const std::function<void(const Json&)> follow = [&](const Json& value) {
    if (value.is_object() && value.contains("$ref")) {
      EXPECT_NO_THROW(resolve_reference(contract->document(), value)) << value;
    }
    if (value.is_structured())
      for (const Json& inner : value) follow(inner);
  };
  follow(contract->document());
}

TEST(Contract, ChecksTypesWordsAndLimits) {
  const Contract contract = std::move(*Contract::built_in());
  const auto problem = [&](const Json& body) {
    const auto found = contract.check_body("POST", "/api/queue/create", body);
    return found ? found->field + " " + found->message : "";
  };
  EXPECT_EQ(problem({{"name", "a"}}), "");
  EXPECT_EQ(problem(Json::object()), "name is missing");
  EXPECT_EQ(problem({{"name", 7}}), "name must be of type string");
  EXPECT_EQ(problem({{"name", ""}}), "name must be at least 1 characters long");
  EXPECT_EQ(problem({{"name", "a"}, {"max_concurrent_jobs", 0}}),
            "max_concurrent_jobs must be at least 1");
  EXPECT_EQ(problem({{"name", "a"}, {"mode", "x"}}), "mode must be one of automatic, manual");
  EXPECT_EQ(problem({{"name", "a"}, {"nonsense", 1}}), "nonsense is not known here");
  EXPECT_EQ(problem({{"name", "a"}, {"settings", {{"max_attempts", 99}}}}),
            "settings.max_attempts must be at most 20");
}

TEST(Contract, ChecksTheQuery) {
  const Contract contract = std::move(*Contract::built_in());
  EXPECT_FALSE(contract.check_query("GET", "/api/jobs", {{"page", "2"}, {"status", "failed"}}));
  EXPECT_TRUE(contract.check_query("GET", "/api/jobs", {{"page", "two"}}));
  EXPECT_TRUE(contract.check_query("GET", "/api/jobs", {{"page", "0"}}));
  EXPECT_TRUE(contract.check_query("GET", "/api/jobs", {{"queue", "99999999999999999999"}}));
}

class ContractOfAService : public ServiceProcess {
 protected:
  void expect(const std::string& method, const std::string& pattern, const std::string& path,
              int status, const Json& body) {
    const auto problem = contract_.check_response(method, pattern, status, body);
    EXPECT_FALSE(problem) << method << " " << path << ": " << problem->field << " "
                          << problem->message << "\n"
                          << body.dump(1);
  }
  Json get(const std::string& pattern, const std::string& path) {
    auto body = client().get(path);
    EXPECT_TRUE(body.ok()) << path << ": " << body.error().message;
    if (!body.ok()) return nullptr;
    expect("GET", pattern, path, 200, *body);
    return *body;
  }
  Json post(const std::string& pattern, const std::string& path, const Json& fields, int status) {
    auto body = client().post(path, fields);
    EXPECT_TRUE(body.ok()) << path << ": " << body.error().message;
    if (!body.ok()) return nullptr;
    expect("POST", pattern, path, status, *body);
    return *body;
  }
  Contract contract_ = std::move(*Contract::built_in());
};

TEST_F(ContractOfAService, EveryAnswerIsAsPromised) {
  const Json queue = post("/api/queue/create", "/api/queue/create", {{"name", "q"}}, 201);
  const Json product = post("/api/product/create", "/api/product/create",
                            {{"name", "Diode"}, {"part_number", "BAS16"}}, 201);
  ASSERT_TRUE(write_file_atomic(state() / "a.pdf", "%PDF").ok());
  const auto image = client().upload({state() / "a.pdf"})->front();
  const Json job = post("/api/job/create", "/api/job/create",
                        {{"kind", "extract"},
                         {"queue", "q"},
                         {"image_id", image},
                         {"product_id", product.at("id")},
                         {"parameters", {{"do", "curve"}}}},
                        201);
  const std::string id = job.at("id").dump();
  ASSERT_TRUE(ends_as(job.at("id"), "completed"));
  get("/api/job/{id}", "/api/job/" + id);
  get("/api/job/{id}/result", "/api/job/" + id + "/result");
  get("/api/job/{id}/files", "/api/job/" + id + "/files");
  get("/api/job/{id}/log", "/api/job/" + id + "/log");
  const Json batch =
      post("/api/batch/create", "/api/batch/create",
           {{"jobs", {{{"kind", "trivial"}, {"parameters", {{"do", "bad"}}}}}}}, 201);
  const std::string batch_path = "/api/batch/" + batch.at("id").dump();
  ASSERT_TRUE(eventually([&] { return client().get(batch_path)->at("progress") == 100; }));
  get("/api/batch/{id}", batch_path);
  post("/api/batch/{id}/retry", batch_path + "/retry", Json::object(), 200);
  post("/api/batch/{id}/cancel", batch_path + "/cancel", Json::object(), 200);
  for (const char* path : {"/health", "/api/queues", "/api/jobs", "/api/batches", "/api/products",
                           "/api/images", "/api/stats/global", "/api/events?since=1"})
    get(std::string(path).substr(0, std::string(path).find('?')), path);
  get("/api/queue/{id}", "/api/queue/" + queue.at("id").dump());
  get("/api/stats/queue/{id}", "/api/stats/queue/1");
  get("/api/product/{id}", "/api/product/" + product.at("id").dump());
  get("/api/image/{id}", "/api/image/" + std::to_string(image));
  get("/api/models", "/api/models");
  get("/api/libraries", "/api/libraries");
}

}  // namespace
}  // namespace curvespice::queue
