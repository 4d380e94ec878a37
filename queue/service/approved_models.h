// Which model of a part counts: the newest one whose last decision was to approve it.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "queue/service/context.h"

namespace curvespice::queue {

// By the part's name; `newest_first` as the store lists them.
std::map<std::string, Model> approved_models(const std::vector<Model>& newest_first);

Result<std::map<std::string, Model>> approved_models(ServiceContext& context);

}  // namespace curvespice::queue
