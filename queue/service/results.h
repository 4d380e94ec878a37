// What a job made: its result, its files, and the flat members that older callers know.
#pragma once

#include <string>
#include <vector>

#include "queue/service/router.h"

namespace curvespice::queue {

std::vector<Route> result_routes();

// Removes content that no record needs any more.
void remove_unused(ServiceContext& context, const std::vector<Artifact>& artifacts);

// JSON text of `before` with the members of `changes` put over it.
std::string merged_parameters(const std::string& before, const Json& changes);

}  // namespace curvespice::queue
