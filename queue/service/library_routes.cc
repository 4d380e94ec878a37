// Libraries: jobs that put approved models into one file for each simulator.
#include "queue/service/approved_models.h"
#include "queue/service/representation.h"
#include "queue/service/results.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

Result<std::map<std::string, Model>> wanted_models(ServiceContext& context, const Json& body) {
  CURVESPICE_ASSIGN(auto approved, approved_models(context));
  if (!body.contains("parts")) return approved;
  std::map<std::string, Model> wanted;
  for (const std::string part : body.at("parts")) {
    const auto found = approved.find(part);
    if (found == approved.end())
      return Error{ErrorCode::conflict, "there is no approved model of '" + part + "'"};
    wanted.insert(*found);
  }
  return wanted;
}

// The model's file as an input of another job: the same content, kept once.
Result<Id> as_input(ServiceContext& context, const Model& model) {
  Image image;
  image.product_id = model.job.product_id;
  image.filename = clean_filename(model.job.part + ".lib");
  image.file_path = ContentStore::relative_path(model.file.sha256);
  image.description = "model of job " + std::to_string(model.job.id);
  image.mime_type = model.file.mime_type;
  image.sha256 = model.file.sha256;
  image.file_size = model.file.bytes;
  CURVESPICE_ASSIGN(const Image kept, context.store.create_image(image));
  return kept.id;
}

Result<Job> build_library(ServiceContext& context, const Json& body) {
  CURVESPICE_ASSIGN(const auto models, wanted_models(context, body));
  if (models.empty())
    return Error{ErrorCode::conflict, "no model has been approved yet; approve one first"};
  NewJob job;
  CURVESPICE_ASSIGN(job.queue_id, queue_id_from(context, body));
  job.kind = JobKind::library;
  job.part = body.at("name").get<std::string>();
  for (const auto& [part, model] : models) {
    CURVESPICE_ASSIGN(const Id input, as_input(context, model));
    job.image_ids.push_back(input);
  }
  CURVESPICE_ASSIGN(const auto created, context.store.create_jobs({job}));
  return context.store.job(created.front().id);
}

HttpResponse create_library(ServiceContext& context, const HttpRequest& request) {
  const auto job = build_library(context, request.json);
  return reply(
      job, [&](const Job& made) { return job_json(context, made); }, 201);
}

// What the library was built from, and which of its parts have another approved model by now.
Result<Json> library_json(ServiceContext& context, const Job& job,
                          const std::map<std::string, Model>& approved) {
  Json parts = Json::array(), files = Json::array();
  CURVESPICE_ASSIGN(const std::vector<Id> inputs, context.store.job_images(job.id));
  for (const Id id : inputs) {
    CURVESPICE_ASSIGN(const Image input, context.store.image(id));
    const std::string part = std::filesystem::path(input.filename).stem().string();
    const auto now = approved.find(part);
    const bool differs = now == approved.end() || now->second.file.sha256 != input.sha256;
    parts.push_back({{"part", part}, {"sha256", input.sha256}, {"drifted", differs}});
  }
  CURVESPICE_ASSIGN(const std::vector<Artifact> made, context.store.job_artifacts(job.id));
  for (const Artifact& file : made) files.push_back(artifact_json(file));
  return Json{{"id", job.id},
              {"name", job.part},
              {"status", word(job.status)},
              {"created_at", job.created_at},
              {"parts", parts},
              {"files", files}};
}

HttpResponse list_libraries(ServiceContext& context, const HttpRequest&) {
  const auto models = context.store.models(std::nullopt);
  if (!models.ok()) return refusal(models.error());
  const auto approved = approved_models(*models);
  JobFilter filter;
  filter.kind = JobKind::library;
  filter.per_page = 1'000;
  const auto jobs = context.store.jobs(filter);
  if (!jobs.ok()) return refusal(jobs.error());
  Json list = Json::array();
  for (const Job& job : jobs->jobs) {
    auto library = library_json(context, job, approved);
    if (!library.ok()) return refusal(library.error());
    list.push_back(*std::move(library));
  }
  return json_response({{"libraries", list}});
}

HttpResponse get_library(ServiceContext& context, const HttpRequest& request) {
  const auto job = context.store.job(request.id());
  const auto models = context.store.models(std::nullopt);
  if (!job.ok() || !models.ok()) return refusal(job.ok() ? models.error() : job.error());
  if (job->kind != JobKind::library)
    return refusal({ErrorCode::not_found, "job " + std::to_string(job->id) + " is no library"});
  return reply(library_json(context, *job, approved_models(*models)),
               [](const Json& library) { return library; });
}

HttpResponse get_library_file(ServiceContext& context, const HttpRequest& request) {
  const auto files = context.store.job_artifacts(request.id());
  if (!files.ok()) return refusal(files.error());
  const std::string dialect = text_in(request, "dialect").value_or("ngspice");
  for (const Artifact& file : *files)
    if (file.name.ends_with("-" + dialect + ".lib")) return artifact_response(context, file);
  return refusal({ErrorCode::not_found, "library " + std::to_string(request.id()) +
                                            " has no file for " + dialect + " (yet)"});
}

}  // namespace

std::vector<Route> library_routes() {
  return {{"GET", "/api/libraries", list_libraries},
          {"POST", "/api/library/create", create_library},
          {"GET", "/api/library/{id}", get_library},
          {"GET", "/api/library/{id}/file", get_library_file}};
}

}  // namespace curvespice::queue
