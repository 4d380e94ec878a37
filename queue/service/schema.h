// Checks a JSON value against the subset of JSON Schema that docs/openapi.yaml uses: type,
// nullable, enum, $ref, properties, required, additionalProperties, items and the limits of length,
// size and value. Used on every request; the tests use it on every response.
#pragma once

#include <optional>
#include <string>

#include "base/json_fwd.h"

namespace curvespice::queue {

struct SchemaProblem {
  std::string field;    // "jobs[3].priority"; empty for the value itself
  std::string message;  // "must be one of low, normal, high, urgent"
};

// `document` is where "#/components/..." references lead.
std::optional<SchemaProblem> check_schema(const Json& document, const Json& schema,
                                          const Json& value, const std::string& field = "");

// Follows `$ref` as far as it goes.
const Json& resolve_reference(const Json& document, const Json& schema);

}  // namespace curvespice::queue
