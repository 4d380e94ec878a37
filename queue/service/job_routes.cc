#include "queue/service/representation.h"
#include "queue/service/results.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

HttpResponse job_reply(ServiceContext& context, const Result<Job>& job, int status = 200) {
  return reply(
      job, [&](const Job& j) { return job_json(context, j); }, status);
}

HttpResponse created_reply(ServiceContext& context, const NewJob& job) {
  const auto created = context.store.create_jobs({job});
  if (!created.ok()) return refusal(created.error());
  return job_reply(context, context.store.job(created->front().id),
                   created->front().existed ? 200 : 201);
}

HttpResponse create_job(ServiceContext& context, const HttpRequest& request) {
  const auto job = new_job_from(context, request.json);
  return job.ok() ? created_reply(context, *job) : refusal(job.error());
}

HttpResponse get_job(ServiceContext& context, const HttpRequest& request) {
  return job_reply(context, context.store.job(request.id()));
}

HttpResponse delete_job(ServiceContext& context, const HttpRequest& request) {
  const auto files = context.store.job_artifacts(request.id());
  const Status deleted = context.store.delete_job(request.id());
  if (!deleted.ok()) return refusal(deleted.error());
  if (files.ok()) remove_unused(context, *files);
  return json_response({{"deleted", true}});
}

HttpResponse put_priority(ServiceContext& context, const HttpRequest& request) {
  const auto priority = from_word<Priority>(request.json.at("priority").get<std::string>());
  return job_reply(context,
                   context.store.set_priority(request.id(), priority.value_or(Priority::normal)));
}

HttpResponse retry_job(ServiceContext& context, const HttpRequest& request) {
  return job_reply(context, context.store.retry_job(request.id()));
}

HttpResponse start_job(ServiceContext& context, const HttpRequest& request) {
  return job_reply(context, context.store.start_job(request.id()));
}

HttpResponse cancel_job(ServiceContext& context, const HttpRequest& request) {
  return job_reply(context, context.store.cancel_job(request.id()));
}

HttpResponse get_log(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.job_attempts(request.id()), [](const std::vector<Attempt>& attempts) {
    Json list = Json::array();
    for (const Attempt& attempt : attempts) list.push_back(attempt_json(attempt));
    return Json{{"attempts", list}};
  });
}

// A person's hints go into a new job, so that both results stay to compare.
HttpResponse put_corrections(ServiceContext& context, const HttpRequest& request) {
  const auto before = context.store.job(request.id());
  if (!before.ok()) return refusal(before.error());
  if (!has_ended(before->status))
    return refusal({ErrorCode::conflict, "job " + std::to_string(before->id) +
                                             " has not ended; there is nothing to correct yet"});
  const auto images = context.store.job_images(before->id);
  if (!images.ok()) return refusal(images.error());
  NewJob job;
  job.queue_id = before->queue_id;
  job.product_id = before->product_id;
  job.corrects = before->id;
  job.image_ids = *images;
  job.kind = before->kind;
  job.device = before->device;
  job.part = before->part;
  job.priority = before->priority;
  job.method = before->method;
  job.parameters = merged_parameters(before->parameters, request.json.at("parameters"));
  return created_reply(context, job);
}

HttpResponse list_jobs(ServiceContext& context, const HttpRequest& request) {
  JobFilter filter;
  filter.queue = number_in(request, "queue");
  filter.product = number_in(request, "product");
  filter.batch = number_in(request, "batch");
  filter.status = word_in<JobStatus>(request, "status");
  filter.kind = word_in<JobKind>(request, "kind");
  filter.priority = word_in<Priority>(request, "priority");
  filter.text = text_in(request, "q").value_or("");
  filter.sort = word_in<JobSort>(request, "sort").value_or(filter.sort);
  filter.descending = text_in(request, "order") != "asc";
  filter.page = number_in(request, "page").value_or(filter.page);
  filter.per_page = number_in(request, "per_page").value_or(filter.per_page);
  return reply(context.store.jobs(filter), [&](const JobPage& page) {
    Json list = Json::array();
    for (const Job& job : page.jobs) list.push_back(job_json(context, job));
    return Json{{"jobs", list},
                {"page", filter.page},
                {"per_page", filter.per_page},
                {"total", page.total}};
  });
}

}  // namespace

std::vector<Route> job_routes() {
  std::vector<Route> routes = {{"POST", "/api/job/create", create_job},
                               {"GET", "/api/job/{id}", get_job},
                               {"DELETE", "/api/job/{id}", delete_job},
                               {"PUT", "/api/job/{id}/priority", put_priority},
                               {"POST", "/api/job/{id}/retry", retry_job},
                               {"POST", "/api/job/{id}/start", start_job},
                               {"POST", "/api/job/{id}/cancel", cancel_job},
                               {"GET", "/api/job/{id}/log", get_log},
                               {"PUT", "/api/job/{id}/corrections", put_corrections},
                               {"GET", "/api/jobs", list_jobs}};
  for (const Route& route : result_routes()) routes.push_back(route);
  return routes;
}

}  // namespace curvespice::queue
