#include "spice-export/device/device_class.h"

#include <algorithm>
#include <cstdio>
#include <functional>

namespace curvespice {
namespace {

// Replaces every {key}; a key that `value` does not know stays as it is.
std::string substitute(const std::string& text,
                       const std::function<std::optional<std::string>(const std::string&)>& value) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open - at);
    const std::string key = text.substr(open + 1, close - open - 1);
    const auto replacement = value(key);
    out += replacement ? *replacement : "{" + key + "}";
    at = close + 1;
  }
  return out;
}

}  // namespace

const Parameter* DeviceClass::parameter(const std::string& parameter_name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& p) { return p.name == parameter_name; });
  return found == parameters.end() ? nullptr : &*found;
}

bool DeviceClass::explains(const std::string& family) const {
  return std::any_of(benches.begin(), benches.end(),
                     [&](const Bench& bench) { return bench.family == family; });
}

std::string render_model(const DeviceClass& device, const std::string& name,
                         const ParameterValues& values, int digits) {
  return substitute(device.netlist, [&](const std::string& key) -> std::optional<std::string> {
    if (key == "name") return name;
    const auto found = values.find(key);
    if (found == values.end()) return std::nullopt;
    char text[40];
    std::snprintf(text, sizeof text, "%.*g", digits, found->second);
    return text;
  });
}

std::string render_instance(const std::string& pattern, const std::string& name,
                            const std::string& id, const std::string& nodes) {
  return substitute(pattern, [&](const std::string& key) -> std::optional<std::string> {
    if (key == "name") return name;
    if (key == "id") return id;
    if (key == "nodes") return nodes;
    return std::nullopt;
  });
}

}  // namespace curvespice
