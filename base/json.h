// JSON as the project reads and writes it: parsing that gives a Result, and typed access to
// members with a sentence that names the member. Include base/json_fwd.h in headers.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace curvespice {

// Insertion order is kept: artifacts must come out with the same bytes every time.
using Json = nlohmann::ordered_json;

// `where` names the text in the error: "request.json".
Result<Json> parse_json(std::string_view text, const std::string& where);

// Two-space indented text, arrays of numbers on one line, ending in a newline.
std::string pretty_json(const Json& value);

// The member `name` of `object` as a T; `bad_input` naming it when absent or of another type.
template <typename T>
Result<T> member(const Json& object, const std::string& name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end())
    return Error{ErrorCode::bad_input, "'" + name + "' is missing"};
  try {
    return found->template get<T>();
  } catch (const nlohmann::json::exception&) {
    return Error{ErrorCode::bad_input, "'" + name + "' has the wrong type"};
  }
}

// The same with a value for when it is absent; a wrong type is still an error.
template <typename T>
Result<T> member_or(const Json& object, const std::string& name, T otherwise) {
  if (!object.is_object() || !object.contains(name) || object.at(name).is_null()) return otherwise;
  return member<T>(object, name);
}

}  // namespace curvespice
