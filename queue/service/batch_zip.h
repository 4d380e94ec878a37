// All files of a batch in one archive: a folder for each job, "job-7/BAS16.lib".
#pragma once

#include <filesystem>

#include "queue/service/context.h"

namespace curvespice::queue {

// A file below the state folder that the caller removes.
Result<std::filesystem::path> zip_batch(ServiceContext& context, const Batch& batch);

}  // namespace curvespice::queue
