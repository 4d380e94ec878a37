#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

HttpResponse create_queue(ServiceContext& context, const HttpRequest& request) {
  Queue queue;
  const QueueChange wanted = queue_change_from(request.json, queue.settings);
  queue.name = wanted.name.value_or("");
  queue.mode = wanted.mode.value_or(queue.mode);
  queue.status = wanted.status.value_or(queue.status);
  queue.max_concurrent_jobs = wanted.max_concurrent_jobs.value_or(queue.max_concurrent_jobs);
  queue.order = wanted.order.value_or(queue.order);
  queue.description = wanted.description.value_or("");
  queue.settings = wanted.settings.value_or(queue.settings);
  return reply(
      context.store.create_queue(queue),
      [&](const Queue& created) { return queue_json(context, created); }, 201);
}

HttpResponse get_queue(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.queue(request.id()),
               [&](const Queue& queue) { return queue_json(context, queue); });
}

HttpResponse put_queue(ServiceContext& context, const HttpRequest& request) {
  const auto before = context.store.queue(request.id());
  if (!before.ok()) return refusal(before.error());
  const auto updated =
      context.store.update_queue(request.id(), queue_change_from(request.json, before->settings));
  if (updated.ok()) {
    context.events.publish("queue:status_changed", updated->id, 0,
                           {{"queue_id", updated->id}, {"queue", queue_json(context, *updated)}});
    context.scheduler.wake();
  }
  return reply(updated, [&](const Queue& queue) { return queue_json(context, queue); });
}

HttpResponse delete_queue(ServiceContext& context, const HttpRequest& request) {
  const JobFate fate = word_in<JobFate>(request, "jobs").value_or(JobFate::refuse);
  const auto deleted = context.store.delete_queue(request.id(), fate, number_in(request, "to"));
  if (deleted.ok())
    context.events.publish("queue:status_changed", request.id(), 0,
                           {{"queue_id", request.id()}, {"deleted", true}});
  return reply(deleted, [](const DeletedQueue& d) {
    return Json{
        {"deleted", true}, {"cancelled_jobs", d.cancelled_jobs}, {"moved_jobs", d.moved_jobs}};
  });
}

HttpResponse list_queues(ServiceContext& context, const HttpRequest&) {
  return reply(context.store.queues(), [&](const std::vector<Queue>& queues) {
    Json list = Json::array();
    for (const Queue& queue : queues) list.push_back(queue_json(context, queue));
    return Json{{"queues", list}};
  });
}

}  // namespace

std::vector<Route> queue_routes() {
  return {{"POST", "/api/queue/create", create_queue},
          {"GET", "/api/queue/{id}", get_queue},
          {"PUT", "/api/queue/{id}", put_queue},
          {"DELETE", "/api/queue/{id}", delete_queue},
          {"GET", "/api/queues", list_queues}};
}

}  // namespace curvespice::queue
