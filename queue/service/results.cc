#include "queue/service/results.h"

#include <algorithm>

#include "base/file.h"
#include "queue/service/representation.h"

namespace curvespice::queue {
namespace {

HttpResponse not_ended(const Job& job) {
  return refusal({ErrorCode::conflict, "job " + std::to_string(job.id) + " is " + word(job.status) +
                                           "; it has no result yet"});
}

// A figure's files are named after its extraction, "BAS16-p4-f1.json", which the result names.
std::string figure_file_name(const Json& result, std::int64_t index, const std::string& ending) {
  const Json figures = result.value("figures", Json::array());
  if (index < 1 || index > static_cast<std::int64_t>(figures.size())) return "";
  const Json& figure = figures[static_cast<std::size_t>(index - 1)];
  return std::filesystem::path(figure.value("json", "")).stem().string() + ending;
}

HttpResponse figure_file(ServiceContext& context, const HttpRequest& request,
                         const std::string& ending, const std::string& what) {
  const auto job = context.store.job(request.id());
  if (!job.ok()) return refusal(job.error());
  if (!has_ended(job->status)) return not_ended(*job);
  const auto files = context.store.job_artifacts(job->id);
  const auto text = context.store.job_result(job->id);
  if (!files.ok() || !text.ok()) return refusal(files.ok() ? text.error() : files.error());
  const auto result = parse_json(text->empty() ? "{}" : *text, "the result");
  const std::int64_t index = number_in(request, "figure").value_or(1);
  const Artifact* file =
      result.ok() ? named(*files, figure_file_name(*result, index, ending)) : nullptr;
  if (!file)
    return refusal({ErrorCode::not_found, "job " + std::to_string(job->id) + " made no " + what +
                                              " of figure " + std::to_string(index)});
  return artifact_response(context, *file);
}

HttpResponse get_csv(ServiceContext& context, const HttpRequest& request) {
  return figure_file(context, request, ".csv", "CSV");
}

HttpResponse get_overlay(ServiceContext& context, const HttpRequest& request) {
  return figure_file(context, request, ".png", "overlay");
}

HttpResponse list_files(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.job_artifacts(request.id()), [](const std::vector<Artifact>& files) {
    Json list = Json::array();
    for (const Artifact& file : files) list.push_back(artifact_json(file));
    return Json{{"files", list}};
  });
}

HttpResponse get_file(ServiceContext& context, const HttpRequest& request) {
  const auto files = context.store.job_artifacts(request.id());
  if (!files.ok()) return refusal(files.error());
  if (const Artifact* file = named(*files, request.captures[1]))
    return artifact_response(context, *file);
  return refusal({ErrorCode::not_found, "job " + std::to_string(request.id()) +
                                            " made no file named '" + request.captures[1] + "'"});
}

std::int64_t all_points(const Json& figures) {
  std::int64_t points = 0;
  for (const Json& figure : figures)
    points += member_or<std::int64_t>(figure, "points", 0).ok()
                  ? *member_or<std::int64_t>(figure, "points", 0)
                  : 0;
  return points;
}

// The flat members that callers of older systems read: those of the first figure.
void add_flat_members(ServiceContext& context, const Job& job, const std::vector<Artifact>& files,
                      const Json& result, Json& answer) {
  answer["metadata"] = {
      {"engine", result.value("engine", "")}, {"device", job.device}, {"part", job.part}};
  answer["confidence"] = nullptr;
  answer["data_points"] = all_points(answer["figures"]);
  answer["processing_time"] = result.value("seconds", 0.0);
  answer["extraction_method"] = word(job.method);
  const auto parameters = parse_json(job.parameters, "parameters");
  answer["parameters"] = parameters.ok() ? *parameters : Json::object();
  const Artifact* json = named(files, figure_file_name(result, 1, ".json"));
  if (const Artifact* csv = named(files, figure_file_name(result, 1, ".csv"))) {
    answer["csv_file_path"] = ContentStore::relative_path(csv->sha256);
    const auto text = read_file(context.content.path_of(csv->sha256), 16 << 20);
    answer["csv_data"] = text.ok() ? *text : "";
  }
  if (!json) return;
  const auto text = read_file(context.content.path_of(json->sha256), 64 << 20);
  const auto extraction = text.ok() ? parse_json(*text, json->name) : text.error();
  if (extraction.ok() && extraction->is_object() && extraction->contains("confidence"))
    answer["confidence"] = extraction->at("confidence");
}

HttpResponse get_result(ServiceContext& context, const HttpRequest& request) {
  const auto job = context.store.job(request.id());
  if (!job.ok()) return refusal(job.error());
  if (!has_ended(job->status)) return not_ended(*job);
  const auto text = context.store.job_result(job->id);
  const auto files = context.store.job_artifacts(job->id);
  if (!text.ok() || !files.ok()) return refusal(text.ok() ? files.error() : text.error());
  const auto parsed = parse_json(text->empty() ? "{}" : *text, "the result");
  const Json result = parsed.ok() && parsed->is_object() ? *parsed : Json::object();
  Json answer = {{"job_id", job->id}, {"status", word(job->status)}, {"verdict", job->verdict}};
  answer["exit_code"] = result.value("exit_code", job->status == JobStatus::completed ? 0 : 3);
  answer["error"] = job->error_code ? Json{{"code", *job->error_code},
                                           {"message", job->error_message.value_or("")}}
                                    : Json(nullptr);
  answer["figures"] = result.value("figures", Json::array());
  if (result.contains("model") && result.at("model").is_object()) answer["model"] = result["model"];
  answer["record"] = result;
  answer["files"] = Json::array();
  for (const Artifact& file : *files) answer["files"].push_back(artifact_json(file));
  add_flat_members(context, *job, *files, result, answer);
  return json_response(answer);
}

}  // namespace

std::vector<Route> result_routes() {
  return {{"GET", "/api/job/{id}/result", get_result},
          {"GET", "/api/job/{id}/csv", get_csv},
          {"GET", "/api/job/{id}/overlay", get_overlay},
          {"GET", "/api/job/{id}/files", list_files},
          {"GET", "/api/job/{id}/files/{name}", get_file}};
}

HttpResponse artifact_response(ServiceContext& context, const Artifact& artifact) {
  HttpResponse response;
  response.content_type = artifact.mime_type;
  response.file = context.content.path_of(artifact.sha256);
  // Whatever a datasheet smuggled into a report must not act in the service's name.
  response.headers = {{"Content-Security-Policy", "sandbox"},
                      {"ETag", "\"" + artifact.sha256 + "\""}};
  return response;
}

const Artifact* named(const std::vector<Artifact>& files, const std::string& name) {
  for (const Artifact& file : files)
    if (file.name == name) return &file;
  return nullptr;
}

void remove_unused(ServiceContext& context, const std::vector<Artifact>& artifacts) {
  for (const Artifact& artifact : artifacts) {
    const auto used = context.store.is_content_used(artifact.sha256);
    if (used.ok() && !*used) context.content.remove(artifact.sha256);
  }
}

std::string merged_parameters(const std::string& before, const Json& changes) {
  auto parsed = parse_json(before, "parameters");
  Json merged = parsed.ok() && parsed->is_object() ? *parsed : Json::object();
  merged.update(changes);
  return merged.dump();
}

}  // namespace curvespice::queue
