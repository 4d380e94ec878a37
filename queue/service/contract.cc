#include "queue/service/contract.h"

#include <cstdlib>

#include <yaml-cpp/yaml.h>

#include "base/json.h"
#include "queue/service/openapi_text.h"

namespace curvespice::queue {
namespace {

Json scalar(const YAML::Node& node) {
  const std::string text = node.Scalar();
  if (node.Tag() == "!") return text;  // quoted
  if (text == "true" || text == "false") return text == "true";
  if (text == "null" || text == "~") return nullptr;
  std::int64_t integer = 0;
  double number = 0;
  if (YAML::convert<std::int64_t>::decode(node, integer)) return integer;
  if (YAML::convert<double>::decode(node, number)) return number;
  return text;
}

Json to_json(const YAML::Node& node) {
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& entry : node) object[entry.first.Scalar()] = to_json(entry.second);
    return object;
  }
  if (node.IsSequence()) {
    Json array = Json::array();
    for (const auto& entry : node) array.push_back(to_json(entry));
    return array;
  }
  return node.IsScalar() ? scalar(node) : Json(nullptr);
}

// A value of the query string, as the type its schema wants; the text itself where it is not one.
Json typed(const std::string& text, const std::string& type) {
  if (type == "integer") {
    char* end = nullptr;
    errno = 0;
    const long long value = std::strtoll(text.c_str(), &end, 10);
    if (!text.empty() && *end == '\0' && errno == 0) return value;
  }
  if (type == "boolean" && (text == "true" || text == "false")) return text == "true";
  return text;
}

const Json* find(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

Contract::Contract(std::unique_ptr<Json> document) : document_(std::move(document)) {}
Contract::Contract(Contract&&) noexcept = default;
Contract& Contract::operator=(Contract&&) noexcept = default;
Contract::~Contract() = default;

Result<Contract> Contract::parse(const std::string& yaml) {
  try {
    return Contract(std::make_unique<Json>(to_json(YAML::Load(yaml))));
  } catch (const YAML::Exception& problem) {
    return Error{ErrorCode::bad_input, "the contract is not YAML: " + std::string(problem.what())};
  }
}

Result<Contract> Contract::built_in() { return parse(kOpenApiText); }

const Json* Contract::operation(const std::string& method, const std::string& path) const {
  const Json* item = find(document_->at("paths"), path);
  return item ? find(*item, lower(method)) : nullptr;
}

const Json* Contract::body_schema(const std::string& method, const std::string& path) const {
  const Json* found = operation(method, path);
  const Json* body = found ? find(*found, "requestBody") : nullptr;
  const Json* json = body ? find(body->at("content"), "application/json") : nullptr;
  return json ? find(*json, "schema") : nullptr;
}

bool Contract::wants_json_body(const std::string& method, const std::string& path) const {
  return body_schema(method, path) != nullptr;
}

std::optional<SchemaProblem> Contract::check_query(
    const std::string& method, const std::string& path,
    const std::map<std::string, std::string>& query) const {
  const Json* found = query.empty() ? nullptr : operation(method, path);
  if (!found) return std::nullopt;
  Json parameters = found->value("parameters", Json::array());
  for (const Json& shared : document_->at("paths").at(path).value("parameters", Json::array()))
    parameters.push_back(shared);
  for (const Json& entry : parameters) {
    const Json& parameter = resolve_reference(*document_, entry);
    const auto given = query.find(parameter.at("name").get<std::string>());
    if (parameter.at("in") != "query" || given == query.end()) continue;
    const Json& schema = resolve_reference(*document_, parameter.at("schema"));
    const Json value = typed(given->second, schema.value("type", "string"));
    if (auto problem = check_schema(*document_, schema, value, given->first)) return problem;
  }
  return std::nullopt;
}

std::optional<SchemaProblem> Contract::check_body(const std::string& method,
                                                  const std::string& path, const Json& body) const {
  const Json* schema = body_schema(method, path);
  return schema ? check_schema(*document_, *schema, body) : std::nullopt;
}

std::optional<SchemaProblem> Contract::check_response(const std::string& method,
                                                      const std::string& path, int status,
                                                      const Json& body) const {
  const Json* found = operation(method, path);
  if (!found) return SchemaProblem{"", "the contract does not name " + method + " " + path};
  const Json& responses = found->at("responses");
  const Json* promised = find(responses, std::to_string(status));
  if (!promised && status >= 400) promised = find(responses, "default");
  if (!promised) return SchemaProblem{"", "status " + std::to_string(status) + " is not promised"};
  const Json* json =
      find(resolve_reference(*document_, *promised).at("content"), "application/json");
  if (!json) return SchemaProblem{"", "JSON is not promised"};
  return check_schema(*document_, json->at("schema"), body);
}

}  // namespace curvespice::queue
