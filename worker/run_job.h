// One job from request to artifacts: the code behind `curvespice run`, `curvespice extract` and
// every worker of the queue.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "worker/outcome.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

// Writes the artifacts below `folder`, which must exist. An input that cannot be read is one of the
// outcome's problems as long as another one gives a figure; else it is the error.
Result<JobOutcome> run_job(const JobRequest& request, const std::filesystem::path& folder,
                           Progress& progress);

// The same into `folder` so that it gets all artifacts or none: they are made in a hidden folder
// beside their place and moved there at the end.
Result<JobOutcome> run_job_into(const JobRequest& request, const std::filesystem::path& folder,
                                Progress& progress);

// A job folder of the queue: request.json in, artifacts/ and result.json out. An error only when
// the folder itself cannot be used; a failed job is a result.
Status run_job_folder(const std::filesystem::path& folder);

}  // namespace curvespice
