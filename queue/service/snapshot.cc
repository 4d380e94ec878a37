#include "queue/service/snapshot.h"

#include "queue/service/representation.h"

namespace curvespice::queue {
namespace {

Json latest_jobs(ServiceContext& context, Id queue_id) {
  JobFilter filter;
  if (queue_id != 0) filter.queue = queue_id;
  filter.per_page = 100;
  Json list = Json::array();
  const auto page = context.store.jobs(filter);
  if (page.ok())
    for (const Job& job : page->jobs) list.push_back(job_json(context, job));
  return list;
}

Json payload_of(ServiceContext& context, const EventScope& scope) {
  if (scope.job_id != 0) {
    const auto job = context.store.job(scope.job_id);
    return job.ok() ? Json{{"job", job_json(context, *job)}} : Json(nullptr);
  }
  if (scope.queue_id != 0) {
    const auto queue = context.store.queue(scope.queue_id);
    if (!queue.ok()) return nullptr;
    return {{"queue", queue_json(context, *queue)}, {"jobs", latest_jobs(context, queue->id)}};
  }
  Json queues = Json::array();
  const auto all = context.store.queues();
  for (const Queue& queue : all.ok() ? *all : std::vector<Queue>{})
    queues.push_back(queue_json(context, queue));
  return {{"queues", queues}, {"jobs", latest_jobs(context, 0)}};
}

}  // namespace

Json snapshot(ServiceContext& context, const EventScope& scope) {
  // The number first: an event that comes meanwhile is then sent twice rather than lost.
  const std::int64_t seq = context.events.last_seq();
  return {{"type", "snapshot"}, {"payload", payload_of(context, scope)}, {"seq", seq}};
}

}  // namespace curvespice::queue
