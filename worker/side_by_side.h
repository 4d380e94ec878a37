// Many files at once, each in a worker process of its own: one that crashes or hangs is one
// problem, the others go on.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "worker/outcome.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

struct SideBySideOptions {
  unsigned workers = 0;           // at once; 0 = one a core
  double seconds_per_file = 300;  // then the worker is killed
  std::filesystem::path program;  // of the workers; empty = the running one
};

// Splits an extract request by its inputs. Artifacts land in `folder`, a file's all at once; the
// figures and problems come in the order of the inputs.
Result<JobOutcome> extract_side_by_side(const JobRequest& request,
                                        const std::filesystem::path& folder,
                                        const SideBySideOptions& options, Progress& progress);

}  // namespace curvespice
