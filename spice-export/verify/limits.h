// Grade limits a family of figures, from config/limits.toml or a library's own file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"

namespace curvespice {

// A point is within a grade when any stated error is at most its limit: the error in x or y in
// units, as a part of the value, or as a part of the axis.
struct ErrorLimits {
  std::optional<double> x, x_relative, x_span, y, y_relative, y_span;
};

struct GradeLimits {
  ErrorLimits a, b;
};

struct Limits {
  std::map<std::string, GradeLimits> families;
  GradeLimits otherwise;

  const GradeLimits& of(const std::string& family) const;
};

// `bad_input` names file and line.
Result<Limits> load_limits(const std::filesystem::path& file);

}  // namespace curvespice
