#include "spice-export/fit/conditions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace curvespice {
namespace {

std::string plain(const std::string& name) {
  std::string text;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

std::optional<double> condition_named(const std::map<std::string, double>& conditions,
                                      const std::string& name) {
  if (const auto exact = conditions.find(name); exact != conditions.end()) return exact->second;
  for (const auto& [key, value] : conditions)
    if (plain(key) == plain(name)) return value;
  return std::nullopt;
}

std::optional<double> temperature_of(const std::map<std::string, double>& conditions) {
  constexpr std::array<const char*, 12> kNames = {"t",     "tj",  "tvj", "ta", "tamb", "tc",
                                                  "tcase", "tmb", "ts",  "tl", "tch",  "temp"};
  for (const char* name : kNames)
    if (const auto value = condition_named(conditions, name)) return value;
  return std::nullopt;
}

std::string plain_number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

}  // namespace curvespice
