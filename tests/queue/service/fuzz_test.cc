// Random requests made from the contract: right ones, nearly right ones and nonsense. Whatever
// comes, the service answers with a promised status, never 5xx, and lives on.
#include <cstring>
#include <map>
#include <random>

#include "queue/client/connection.h"
#include "queue/service/contract.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class RequestMaker {
 public:
  explicit RequestMaker(const Json& document) : document_(document) {}

  struct Made {
    std::string method, pattern, path, body;
  };

  Made next() {
    const Json& paths = document_.at("paths");
    auto path = paths.begin();
    std::advance(path, pick(paths.size()));
    std::vector<std::string> methods;
    for (auto item = path->begin(); item != path->end(); ++item)
      if (item.key() != "parameters") methods.push_back(item.key());
    const std::string method = methods[pick(methods.size())];
    Made made{upper(method), path.key(), filled(path.key()), ""};
    const Json& operation = path->at(method);
    made.path += query(operation);
    if (operation.contains("requestBody")) {
      const Json& content = operation.at("requestBody").at("content");
      if (content.contains("application/json"))
        made.body = mutated(value(content.at("application/json").at("schema"), 0).dump());
    }
    return made;
  }

 private:
  std::size_t pick(std::size_t count) { return count ? random_() % count : 0; }
  bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }

  static std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
  }

  std::string filled(std::string path) {
    static const std::vector<std::string> ids = {
        "1", "2", "3", "7", "0", "999999", "x", "-1", "99999999999999999999"};
    static const std::vector<std::string> names = {"a.csv", "..",  "%2e%2e%2f",
                                                   "%00",   "%ff", "a%20b"};
    for (const auto& [mark, words] : {std::pair{"{id}", &ids}, {"{name}", &names}})
      for (std::size_t at = path.find(mark); at != std::string::npos; at = path.find(mark))
        path.replace(at, std::strlen(mark), (*words)[chance(70) ? pick(4) : pick(words->size())]);
    return path;
  }

  std::string query(const Json& operation) {
    std::string text;
    for (const Json& entry : operation.value("parameters", Json::array())) {
      const Json& parameter = resolve_reference(document_, entry);
      if (parameter.at("in") != "query" || chance(50)) continue;
      const std::string name = parameter.at("name");
      if (name == "wait") continue;  // the fuzzer has no time to wait
      const Json made = chance(80) ? value(parameter.at("schema"), 0) : Json("%41&=");
      text += (text.empty() ? "?" : "&") + name + "=" +
              (made.is_string() ? escape_url(made.get<std::string>()) : escape_url(made.dump()));
    }
    return text;
  }

  Json text() {
    static const std::vector<std::string> texts = {"a",
                                                   "",
                                                   "default",
                                                   "x'; DROP TABLE job; --",
                                                   "\xF0\x9F\x92\xA5",
                                                   "../../etc/passwd",
                                                   "<script>",
                                                   std::string(3000, 'z'),
                                                   "null",
                                                   "http://127.0.0.1/",
                                                   "%s%n"};
    return texts[pick(texts.size())];
  }

  Json value(const Json& unresolved, int depth) {
    const Json& schema = resolve_reference(document_, unresolved);
    if (chance(4)) return Json::array({nullptr, 1, "x"});  // of a wrong type
    if (schema.contains("enum") && chance(90))
      return schema.at("enum")[pick(schema.at("enum").size())];
    const std::string type = schema.value("type", "string");
    static const std::vector<std::int64_t> integers = {
        1, 2, 3, 0, -1, 5, 100, INT64_MAX, INT64_MIN, 1'800'000'000'000};
    if (type == "integer") return integers[chance(60) ? pick(3) : pick(integers.size())];
    if (type == "number") return 0.5;
    if (type == "boolean") return chance(50);
    if (type == "array") {
      Json array = Json::array();
      for (std::size_t i = pick(3); i > 0 && depth < 5; --i)
        array.push_back(schema.contains("items") ? value(schema.at("items"), depth + 1) : Json(1));
      return array;
    }
    if (type != "object") return text();
    Json object = Json::object();
    const Json properties = schema.value("properties", Json::object());
    for (auto property = properties.begin(); property != properties.end(); ++property)
      if (chance(45)) object[property.key()] = value(*property, depth + 1);
    for (const Json& name : schema.value("required", Json::array()))
      if (chance(93))
        object[name.get<std::string>()] = value(properties.at(name.get<std::string>()), depth + 1);
    if (chance(3)) object["nonsense"] = 1;
    return object;
  }

  std::string mutated(std::string body) {
    if (chance(93) || body.empty()) return body;
    if (chance(50)) return body.substr(0, pick(body.size()));
    body[pick(body.size())] = static_cast<char>(random_() % 256);
    return body;
  }

  const Json& document_;
  std::mt19937 random_{7};
};

class Fuzzer : public ServiceProcess {};

// CURVESPICE_FUZZ=20000 for the long run.
TEST_F(Fuzzer, NoRequestMeetsACrashOrAServersError) {
  const char* wanted = std::getenv("CURVESPICE_FUZZ");
  const int requests = wanted ? std::atoi(wanted) : 2'000;
  const Contract contract = std::move(*Contract::built_in());
  RequestMaker maker(contract.document());
  ClientConnection connection(client().address().url, token());
  std::map<int, int> statuses;
  for (int i = 0; i < requests; ++i) {
    const auto made = maker.next();
    const auto answer = connection.call(made.method, made.path, made.body, 10'000);
    ASSERT_TRUE(answer.ok()) << i << ": " << made.method << " " << made.path << "\n"
                             << made.body << "\n"
                             << answer.error().message;
    ++statuses[answer->status];
    const std::string shown = std::to_string(i) + ": " + made.method + " " + made.path + "\n" +
                              made.body + "\n" + answer->body;
    ASSERT_LT(answer->status, 500) << shown;
    if (answer->status < 400) continue;
    const auto json = parse_json(answer->body, "the answer");
    ASSERT_TRUE(json.ok()) << shown;
    const auto problem = contract.check_response(made.method, made.pattern, answer->status, *json);
    EXPECT_FALSE(problem && made.pattern.rfind("/api", 0) == 0) << problem->message << "\n"
                                                                << shown;
  }
  EXPECT_TRUE(is_running());
  EXPECT_GT(statuses[200] + statuses[201], requests / 20) << "too few requests were right";
}

}  // namespace
}  // namespace curvespice::queue
