#include "base/result.h"

#include <array>
#include <cstddef>

namespace curvespice {
namespace {

constexpr std::array kNames = {"usage",     "bad_input",       "not_found", "conflict",
                               "too_large", "missing_program", "io",        "timeout",
                               "cancelled", "crashed",         "internal"};

}  // namespace

const char* error_code_name(ErrorCode code) { return kNames[static_cast<std::size_t>(code)]; }

ErrorCode error_code_from_name(const std::string& name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (name == kNames[i]) return static_cast<ErrorCode>(i);
  return ErrorCode::internal;
}

}  // namespace curvespice
