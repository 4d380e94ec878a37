// The first message of a socket: how things are now, so that the events after it make sense.
#pragma once

#include "base/json.h"
#include "queue/service/context.h"

namespace curvespice::queue {

// {type: "snapshot", payload, seq}. Of a job: {job}; of a queue: {queue, jobs: the latest 100}; of
// everything: {queues, jobs}. `payload` is null for what does not exist.
Json snapshot(ServiceContext& context, const EventScope& scope);

}  // namespace curvespice::queue
