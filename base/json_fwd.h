// The name Json for headers, without the cost of the library.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace curvespice {
using Json = nlohmann::ordered_json;
}
