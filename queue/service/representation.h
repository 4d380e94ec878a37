// Records as the API shows them (the schemas of docs/openapi.yaml), and back.
#pragma once

#include "base/json.h"
#include "queue/service/context.h"

namespace curvespice::queue {

Json queue_json(ServiceContext& context, const Queue& queue);
Json counts_json(const Counts& counts);
Json job_json(ServiceContext& context, const Job& job);
Json batch_json(const Batch& batch);
Json product_json(const Product& product);
Json image_json(const Image& image, bool duplicate = false);
Json artifact_json(const Artifact& artifact);
Json review_json(const Review& review);
Json attempt_json(const Attempt& attempt);

// Bodies that passed the contract's check.
QueueChange queue_change_from(const Json& body, const QueueSettings& present);
// The queue is looked up by id or name; `default` when neither is given.
Result<NewJob> new_job_from(ServiceContext& context, const Json& body);
Result<Id> queue_id_from(ServiceContext& context, const Json& body);

}  // namespace curvespice::queue
