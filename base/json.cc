#include "base/json.h"

namespace curvespice {
namespace {

bool is_flat(const Json& value) {
  if (!value.is_array()) return false;
  for (const Json& element : value) {
    if (element.is_object()) return false;
    if (!element.is_array()) continue;
    for (const Json& inner : element)
      if (inner.is_structured()) return false;
  }
  return true;
}

void write(const Json& value, const std::string& indent, std::string& out) {
  if (!value.is_structured() || value.empty() || is_flat(value)) {
    out += value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  const std::string inner = indent + "  ";
  const bool object = value.is_object();
  out += object ? "{\n" : "[\n";
  bool first = true;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (!first) out += ",\n";
    first = false;
    out += inner;
    if (object) out += Json(it.key()).dump() + ": ";
    write(*it, inner, out);
  }
  out += "\n" + indent + (object ? "}" : "]");
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& where) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::bad_input, where + " is not JSON: " + problem.what()};
  }
}

std::string pretty_json(const Json& value) {
  std::string out;
  write(value, "", out);
  out += "\n";
  return out;
}

}  // namespace curvespice
