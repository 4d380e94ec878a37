#include "queue/service/representation.h"

#include <algorithm>

namespace curvespice::queue {
namespace {

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <typename Value>
void take(const Json& body, const char* name, std::optional<Value>& field) {
  if (!body.contains(name)) return;
  if constexpr (std::is_enum_v<Value>)
    field = from_word<Value>(body.at(name).get<std::string>());
  else
    field = body.at(name).get<Value>();
}

template <typename Value>
void take(const Json& body, const char* name, Value& field) {
  std::optional<Value> given;
  take(body, name, given);
  if (given) field = *given;
}

Json parsed_or_empty(const std::string& text) {
  auto json = parse_json(text, "parameters");
  return json.ok() ? *std::move(json) : Json::object();
}

Json error_json(const std::optional<std::string>& code, const std::optional<std::string>& message) {
  if (!code) return nullptr;
  return {{"code", *code}, {"message", message.value_or("")}};
}

// From history, for jobs that have not ended.
Json estimated_duration(ServiceContext& context, const Job& job) {
  if (has_ended(job.status)) return nullptr;
  const auto typical = context.store.typical_duration(job.queue_id, job.kind);
  return typical.ok() && *typical ? Json(static_cast<std::int64_t>(**typical)) : Json(nullptr);
}

// What a list calls a job: the part, else the file.
std::string title_of(ServiceContext& context, const Job& job, const std::vector<Id>& images) {
  if (!job.part.empty() || images.empty()) return job.part.empty() ? word(job.kind) : job.part;
  const auto image = context.store.image(images.front());
  return image.ok() ? image->filename : word(job.kind);
}

Json actual_duration(const Job& job) {
  if (!job.started_at || !job.completed_at) return nullptr;
  return std::max<TimeMs>(0, *job.completed_at - *job.started_at);
}

QueueSettings settings_from(const Json& body, QueueSettings settings) {
  take(body, "max_attempts", settings.max_attempts);
  take(body, "retry_delay_ms", settings.retry_delay_ms);
  take(body, "ageing_ms", settings.ageing_ms);
  take(body, "timeout_ms", settings.timeout_ms);
  return settings;
}

}  // namespace

Json counts_json(const Counts& counts) {
  Json json = Json::object();
  for (std::size_t i = 0; i < counts.size(); ++i) json[Words<JobStatus>::all[i]] = counts[i];
  return json;
}

Json queue_json(ServiceContext& context, const Queue& queue) {
  return {{"id", queue.id},
          {"name", queue.name},
          {"mode", word(queue.mode)},
          {"status", word(queue.status)},
          {"max_concurrent_jobs", queue.max_concurrent_jobs},
          {"priority", word(queue.order)},
          {"description", queue.description},
          {"settings",
           {{"max_attempts", queue.settings.max_attempts},
            {"retry_delay_ms", queue.settings.retry_delay_ms},
            {"ageing_ms", queue.settings.ageing_ms},
            {"timeout_ms", queue.settings.timeout_ms}}},
          {"created_at", queue.created_at},
          {"updated_at", queue.updated_at},
          {"counts", counts_json(context.store.counts(queue.id))}};
}

Json job_json(ServiceContext& context, const Job& job) {
  const auto images = context.store.job_images(job.id);
  const std::vector<Id> image_ids = images.ok() ? *images : std::vector<Id>{};
  const auto live =
      job.status == JobStatus::processing ? context.scheduler.progress(job.id) : std::nullopt;
  return {{"id", job.id},
          {"title", title_of(context, job, image_ids)},
          {"queue_id", job.queue_id},
          {"product_id", or_null(job.product_id)},
          {"image_id", image_ids.empty() ? Json(nullptr) : Json(image_ids.front())},
          {"image_ids", image_ids},
          {"batch_id", or_null(job.batch_id)},
          {"corrects", or_null(job.corrects)},
          {"kind", word(job.kind)},
          {"device", job.device},
          {"part", job.part},
          {"status", word(job.status)},
          {"priority", word(job.priority)},
          {"progress", live ? live->percent : job.progress},
          {"step", live ? live->step : job.step},
          {"extraction_method", word(job.method)},
          {"parameters", parsed_or_empty(job.parameters)},
          {"idempotency_key", or_null(job.idempotency_key)},
          {"attempts", job.attempts},
          {"max_attempts", job.max_attempts},
          {"verdict", job.verdict},
          {"error", error_json(job.error_code, job.error_message)},
          {"run_at", or_null(job.run_at)},
          {"created_at", job.created_at},
          {"started_at", or_null(job.started_at)},
          {"completed_at", or_null(job.completed_at)},
          {"estimated_duration", estimated_duration(context, job)},
          {"actual_duration", actual_duration(job)}};
}

Json batch_json(const Batch& batch) {
  const auto count = [&](JobStatus status) { return count_of(batch.counts, status); };
  const auto total = static_cast<std::int64_t>(batch.job_ids.size());
  const std::int64_t ended =
      count(JobStatus::completed) + count(JobStatus::failed) + count(JobStatus::cancelled);
  const char* status = "running";
  if (ended == 0 && count(JobStatus::processing) == 0) status = "waiting";
  if (ended == total) {
    status = "completed";
    if (count(JobStatus::failed) > 0) status = "failed";
    if (count(JobStatus::cancelled) == total) status = "cancelled";
  }
  return {{"id", batch.id},
          {"name", batch.name},
          {"created_at", batch.created_at},
          {"job_ids", batch.job_ids},
          {"counts", counts_json(batch.counts)},
          {"progress", total > 0 ? 100 * ended / total : 100},
          {"status", status}};
}

Json product_json(const Product& product) {
  return {{"id", product.id},
          {"name", product.name},
          {"manufacturer", product.manufacturer},
          {"part_number", product.part_number},
          {"device_type", product.device_type},
          {"package", product.package},
          {"description", product.description},
          {"created_at", product.created_at},
          {"updated_at", product.updated_at}};
}

Json image_json(const Image& image, bool duplicate) {
  Json dimensions = nullptr;
  if (image.width && image.height)
    dimensions = {{"width", *image.width}, {"height", *image.height}};
  return {{"id", image.id},
          {"product_id", or_null(image.product_id)},
          {"filename", image.filename},
          {"file_path", image.file_path},
          {"upload_date", image.upload_date},
          {"description", image.description},
          {"status", "uploaded"},
          {"file_size", image.file_size},
          {"mime_type", image.mime_type},
          {"sha256", image.sha256},
          {"duplicate", duplicate},
          {"dimensions", dimensions}};
}

Json artifact_json(const Artifact& artifact) {
  return {{"name", artifact.name},
          {"bytes", artifact.bytes},
          {"sha256", artifact.sha256},
          {"mime_type", artifact.mime_type}};
}

Json attempt_json(const Attempt& attempt) {
  return {{"number", attempt.number},
          {"started_at", attempt.started_at},
          {"ended_at", or_null(attempt.ended_at)},
          {"outcome", attempt.outcome},
          {"error", error_json(attempt.error_code, attempt.error_message)},
          {"log", attempt.log}};
}

Json review_json(const Review& review) {
  return {{"id", review.id},
          {"job_id", review.job_id},
          {"subject", review.subject},
          {"decision", word(review.decision)},
          {"comment", review.comment},
          {"reviewer", review.reviewer},
          {"created_at", review.created_at}};
}

QueueChange queue_change_from(const Json& body, const QueueSettings& present) {
  QueueChange change;
  take(body, "name", change.name);
  take(body, "mode", change.mode);
  take(body, "status", change.status);
  take(body, "max_concurrent_jobs", change.max_concurrent_jobs);
  take(body, "priority", change.order);
  take(body, "description", change.description);
  if (body.contains("settings")) change.settings = settings_from(body.at("settings"), present);
  return change;
}

Result<Id> queue_id_from(ServiceContext& context, const Json& body) {
  if (body.contains("queue_id")) return body.at("queue_id").get<Id>();
  const std::string name = body.value("queue", "default");
  CURVESPICE_ASSIGN(const Queue queue, context.store.queue_named(name));
  return queue.id;
}

Result<NewJob> new_job_from(ServiceContext& context, const Json& body) {
  NewJob job;
  CURVESPICE_ASSIGN(job.queue_id, queue_id_from(context, body));
  take(body, "product_id", job.product_id);
  take(body, "image_ids", job.image_ids);
  std::optional<Id> image;
  take(body, "image_id", image);
  if (image && std::find(job.image_ids.begin(), job.image_ids.end(), *image) == job.image_ids.end())
    job.image_ids.insert(job.image_ids.begin(), *image);
  take(body, "kind", job.kind);
  take(body, "device", job.device);
  take(body, "part", job.part);
  take(body, "priority", job.priority);
  take(body, "extraction_method", job.method);
  if (body.contains("parameters")) job.parameters = body.at("parameters").dump();
  take(body, "idempotency_key", job.idempotency_key);
  take(body, "run_at", job.run_at);
  take(body, "max_attempts", job.max_attempts);
  take(body, "timeout_ms", job.timeout_ms);
  if (job.image_ids.empty() && job.kind != JobKind::trivial)
    return Error{ErrorCode::bad_input, "'image_id' is missing: a job of kind " +
                                           std::string(word(job.kind)) +
                                           " needs an uploaded file (POST /api/images)"};
  return job;
}

}  // namespace curvespice::queue
