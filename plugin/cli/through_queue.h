// A job of `run` or `extract` through the service instead of in this process: the same files in
// --out, byte for byte, and the same outcome.
#pragma once

#include <string>

#include "base/result.h"
#include "worker/outcome.h"
#include "worker/request.h"

namespace curvespice {

struct QueuedRun {
  std::string queue;          // by name
  std::filesystem::path out;  // gets the artifacts
};

// Starts the service when it does not run. `progress` hears what the worker reports; when it says
// cancelled, the job is cancelled.
class Progress;
Result<JobOutcome> run_through_queue(const JobRequest& request, const QueuedRun& run,
                                     Progress& progress);

}  // namespace curvespice
