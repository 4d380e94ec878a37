// Making jobs inside a transaction; shared by single jobs and batches.
#pragma once

#include "queue/store/sqlite/writer.h"

namespace curvespice::queue::sqlite {

// Throws not_found for an unknown queue, product or image, conflict for a stopped queue.
std::vector<CreatedJob> insert_jobs(Transaction& t, const std::vector<NewJob>& jobs, TimeMs now);

}  // namespace curvespice::queue::sqlite
