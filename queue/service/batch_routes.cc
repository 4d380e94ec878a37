#include "queue/service/batch_zip.h"
#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

HttpResponse batch_reply(const Result<Batch>& batch, int status = 200) {
  return reply(batch, batch_json, status);
}

// The batch's own queue is the one for jobs that name none.
Json with_queue_of(const Json& batch, Json job) {
  if (job.contains("queue_id") || job.contains("queue")) return job;
  if (batch.contains("queue_id")) job["queue_id"] = batch.at("queue_id");
  if (batch.contains("queue")) job["queue"] = batch.at("queue");
  return job;
}

HttpResponse create_batch(ServiceContext& context, const HttpRequest& request) {
  std::vector<NewJob> jobs;
  for (const Json& entry : request.json.at("jobs")) {
    const auto job = new_job_from(context, with_queue_of(request.json, entry));
    if (!job.ok()) return refusal(job.error().in("jobs[" + std::to_string(jobs.size()) + "]"));
    jobs.push_back(*job);
  }
  return batch_reply(context.store.create_batch(request.json.value("name", ""), jobs), 201);
}

HttpResponse get_batch(ServiceContext& context, const HttpRequest& request) {
  return batch_reply(context.store.batch(request.id()));
}

HttpResponse after(ServiceContext& context, const HttpRequest& request, const Status& done) {
  return done.ok() ? get_batch(context, request) : refusal(done.error());
}

HttpResponse cancel_batch(ServiceContext& context, const HttpRequest& request) {
  return after(context, request, context.store.cancel_batch(request.id()));
}

HttpResponse retry_batch(ServiceContext& context, const HttpRequest& request) {
  return after(context, request, context.store.retry_batch(request.id()));
}

HttpResponse list_batches(ServiceContext& context, const HttpRequest&) {
  return reply(context.store.batches(), [](const std::vector<Batch>& batches) {
    Json list = Json::array();
    for (const Batch& batch : batches) list.push_back(batch_json(batch));
    return Json{{"batches", list}};
  });
}

HttpResponse get_zip(ServiceContext& context, const HttpRequest& request) {
  const auto batch = context.store.batch(request.id());
  if (!batch.ok()) return refusal(batch.error());
  const auto archive = zip_batch(context, *batch);
  if (!archive.ok()) return refusal(archive.error());
  HttpResponse response;
  response.content_type = "application/zip";
  response.file = *archive;
  response.remove_file = true;
  response.headers = {{"Content-Disposition",
                       "attachment; filename=\"batch-" + std::to_string(batch->id) + ".zip\""}};
  return response;
}

}  // namespace

std::vector<Route> batch_routes() {
  return {{"POST", "/api/batch/create", create_batch},
          {"GET", "/api/batch/{id}", get_batch},
          {"POST", "/api/batch/{id}/cancel", cancel_batch},
          {"POST", "/api/batch/{id}/retry", retry_batch},
          {"GET", "/api/batch/{id}/zip", get_zip},
          {"GET", "/api/batches", list_batches}};
}

}  // namespace curvespice::queue
