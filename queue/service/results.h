// What a job made: its result, its files, and the flat members that older callers know.
#pragma once

#include <string>
#include <vector>

#include "queue/service/router.h"

namespace curvespice::queue {

std::vector<Route> result_routes();

// A file of a job. `named` gives null when there is none of that name.
HttpResponse artifact_response(ServiceContext& context, const Artifact& artifact);
const Artifact* named(const std::vector<Artifact>& files, const std::string& name);

// Removes content that no record needs any more.
void remove_unused(ServiceContext& context, const std::vector<Artifact>& artifacts);

// JSON text of `before` with the members of `changes` put over it.
std::string merged_parameters(const std::string& before, const Json& changes);

}  // namespace curvespice::queue
