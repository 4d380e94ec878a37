#include "queue/service/schema.h"

#include "base/json.h"

namespace curvespice::queue {
namespace {

using Problem = std::optional<SchemaProblem>;

// UTF-8 characters, as JSON Schema counts them.
std::size_t length_of(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer")
    return value.is_number_integer() &&
           !(value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX});
  if (type == "number") return value.is_number();
  return false;
}

std::string joined(const Json& words) {
  std::string text;
  for (const Json& word : words)
    text += (text.empty() ? "" : ", ") + (word.is_string() ? word.get<std::string>() : word.dump());
  return text;
}

Problem check_limits(const Json& schema, const Json& value, const std::string& field) {
  const auto limit = [&](const char* name) -> std::optional<double> {
    const auto found = schema.find(name);
    return found == schema.end() ? std::nullopt : std::optional(found->get<double>());
  };
  const auto outside = [&](double size, const char* low, const char* high,
                           const std::string& what) -> Problem {
    const auto least = limit(low), most = limit(high);
    if (least && size < *least)
      return SchemaProblem{field, "must be at least " + schema.at(low).dump() + what};
    if (most && size > *most)
      return SchemaProblem{field, "must be at most " + schema.at(high).dump() + what};
    return std::nullopt;
  };
  if (value.is_string())
    return outside(static_cast<double>(length_of(value.get<std::string>())), "minLength",
                   "maxLength", " characters long");
  if (value.is_array())
    return outside(static_cast<double>(value.size()), "minItems", "maxItems", " entries long");
  if (value.is_number()) return outside(value.get<double>(), "minimum", "maximum", "");
  return std::nullopt;
}

std::string below(const std::string& field, const std::string& name) {
  return field.empty() ? name : field + "." + name;
}

Problem check_object(const Json& document, const Json& schema, const Json& value,
                     const std::string& field) {
  static const Json none = Json::object();
  const Json& properties = schema.contains("properties") ? schema.at("properties") : none;
  if (schema.contains("required"))
    for (const Json& name : schema.at("required"))
      if (!value.contains(name.get<std::string>()))
        return SchemaProblem{below(field, name.get<std::string>()), "is missing"};
  const auto others = schema.find("additionalProperties");
  for (auto member = value.begin(); member != value.end(); ++member) {
    const std::string name = below(field, member.key());
    const auto known = properties.find(member.key());
    Problem problem;
    if (known != properties.end())
      problem = check_schema(document, *known, *member, name);
    else if (others != schema.end() && others->is_object())
      problem = check_schema(document, *others, *member, name);
    else if (others != schema.end() && *others == false)
      problem = SchemaProblem{name, "is not known here"};
    if (problem) return problem;
  }
  return std::nullopt;
}

}  // namespace

const Json& resolve_reference(const Json& document, const Json& schema) {
  const Json* target = &schema;
  while (target->is_object() && target->contains("$ref"))
    target = &document.at(Json::json_pointer(target->at("$ref").get<std::string>().substr(1)));
  return *target;
}

std::optional<SchemaProblem> check_schema(const Json& document, const Json& unresolved,
                                          const Json& value, const std::string& field) {
  const Json& schema = resolve_reference(document, unresolved);
  if (value.is_null() && schema.value("nullable", false)) return std::nullopt;
  if (schema.contains("type") && !has_type(value, schema.at("type").get<std::string>()))
    return SchemaProblem{field, "must be of type " + schema.at("type").get<std::string>()};
  if (const auto words = schema.find("enum"); words != schema.end()) {
    if (std::find(words->begin(), words->end(), value) == words->end())
      return SchemaProblem{field, "must be one of " + joined(*words)};
  }
  if (Problem problem = check_limits(schema, value, field)) return problem;
  if (value.is_object()) return check_object(document, schema, value, field);
  if (value.is_array() && schema.contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i)
      if (Problem problem = check_schema(document, schema.at("items"), value[i],
                                         field + "[" + std::to_string(i) + "]"))
        return problem;
  return std::nullopt;
}

}  // namespace curvespice::queue
