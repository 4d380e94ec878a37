// The store's committed changes as events.
#pragma once

#include <vector>

#include "queue/scheduler/events.h"
#include "queue/store/store.h"

namespace curvespice::queue {

// queue:job_added, job:status_changed, queue:job_completed, queue:job_failed for each change, and
// one queue:status_changed with the new counts for each queue among them.
void announce(Store& store, EventHub& events, const std::vector<JobChange>& changes);

}  // namespace curvespice::queue
