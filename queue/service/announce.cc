#include "queue/service/announce.h"

#include <set>

#include "base/json.h"
#include "queue/service/representation.h"

namespace curvespice::queue {
namespace {

void announce_change(EventHub& events, const JobChange& change) {
  Json payload = {{"job_id", change.job_id}, {"queue_id", change.queue_id}};
  payload["status"] = change.to ? Json(word(*change.to)) : Json(nullptr);
  if (!change.from) {
    events.publish("queue:job_added", change.queue_id, change.job_id, payload);
    return;
  }
  payload["from"] = word(*change.from);
  if (!change.error_code.empty())
    payload["error"] = {{"code", change.error_code}, {"message", change.error_message}};
  events.publish("job:status_changed", change.queue_id, change.job_id, payload);
  if (change.to == JobStatus::completed)
    events.publish("queue:job_completed", change.queue_id, change.job_id, payload);
  if (change.to == JobStatus::failed)
    events.publish("queue:job_failed", change.queue_id, change.job_id, payload);
}

}  // namespace

void announce(Store& store, EventHub& events, const std::vector<JobChange>& changes) {
  std::set<Id> queues;
  for (const JobChange& change : changes) {
    announce_change(events, change);
    queues.insert(change.queue_id);
  }
  for (const Id queue : queues)
    events.publish("queue:status_changed", queue, 0,
                   {{"queue_id", queue}, {"counts", counts_json(store.counts(queue))}});
}

}  // namespace curvespice::queue
