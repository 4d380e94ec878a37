// A library job: models that were approved, put into one file for each simulator.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

// Reads each input, PART.lib as a model job wrote it, and writes NAME-DIALECT.lib for every dialect
// below `folder`; NAME is the request's part. Parts in the order of their names: the same models
// give the same bytes. `bad_input` for an input that is no library.
Status library_from_models(const JobRequest& request, const std::filesystem::path& folder,
                           Progress& progress);

}  // namespace curvespice
