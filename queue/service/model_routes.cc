// Models that jobs made, and the decisions on them.
#include "queue/service/representation.h"
#include "queue/service/results.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

const char* state_of(const Model& model) {
  if (!model.review) return "waiting";
  return model.review->decision == Decision::accepted ? "approved" : "rejected";
}

Json model_json(const Model& model) {
  Json json = {{"id", model.job.id},
               {"part", model.job.part},
               {"device", model.job.device},
               {"product_id", model.job.product_id ? Json(*model.job.product_id) : Json(nullptr)},
               {"verdict", model.job.verdict},
               {"file", model.file.name},
               {"sha256", model.file.sha256},
               {"created_at", model.job.completed_at.value_or(0)},
               {"state", state_of(model)}};
  if (model.review) json["review"] = review_json(*model.review);
  return json;
}

Json models_json(const std::vector<Model>& models) {
  Json list = Json::array();
  for (const Model& model : models) list.push_back(model_json(model));
  return {{"models", list}};
}

HttpResponse list_models(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.models(number_in(request, "product")), models_json);
}

Result<Model> need_model(ServiceContext& context, Id id) {
  CURVESPICE_ASSIGN(const std::vector<Model> models, context.store.models(std::nullopt));
  for (const Model& model : models)
    if (model.job.id == id) return model;
  return Error{ErrorCode::not_found, "job " + std::to_string(id) + " made no model"};
}

HttpResponse get_model(ServiceContext& context, const HttpRequest& request) {
  return reply(need_model(context, request.id()), model_json);
}

HttpResponse decide(ServiceContext& context, const HttpRequest& request, Decision decision) {
  const auto model = need_model(context, request.id());
  if (!model.ok()) return refusal(model.error());
  Review review;
  review.job_id = model->job.id;
  review.subject = "model";
  review.decision = decision;
  review.comment = request.json.value("comment", "");
  review.reviewer = request.json.value("reviewer", "");
  const auto kept = context.store.add_review(review);
  return kept.ok() ? get_model(context, request) : refusal(kept.error());
}

HttpResponse approve(ServiceContext& context, const HttpRequest& request) {
  return decide(context, request, Decision::accepted);
}

HttpResponse reject(ServiceContext& context, const HttpRequest& request) {
  return decide(context, request, Decision::rejected);
}

HttpResponse get_verification(ServiceContext& context, const HttpRequest& request) {
  const auto files = context.store.job_artifacts(request.id());
  if (!files.ok()) return refusal(files.error());
  if (const Artifact* file = named(*files, "verification.json"))
    return artifact_response(context, *file);
  return refusal(
      {ErrorCode::not_found, "job " + std::to_string(request.id()) + " made no verification"});
}

}  // namespace

std::vector<Route> model_routes() {
  return {{"GET", "/api/models", list_models},
          {"GET", "/api/model/{id}", get_model},
          {"POST", "/api/model/{id}/approve", approve},
          {"POST", "/api/model/{id}/reject", reject},
          {"GET", "/api/verification/{id}", get_verification},
          {"POST", "/api/verification/{id}/approve", approve},
          {"POST", "/api/verification/{id}/reject", reject}};
}

}  // namespace curvespice::queue
