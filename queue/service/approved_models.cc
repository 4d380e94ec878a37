#include "queue/service/approved_models.h"

namespace curvespice::queue {

std::map<std::string, Model> approved_models(const std::vector<Model>& newest_first) {
  std::map<std::string, Model> approved;
  for (const Model& model : newest_first)
    if (model.review && model.review->decision == Decision::accepted && !model.job.part.empty())
      approved.try_emplace(model.job.part, model);
  return approved;
}

Result<std::map<std::string, Model>> approved_models(ServiceContext& context) {
  CURVESPICE_ASSIGN(const std::vector<Model> models, context.store.models(std::nullopt));
  return approved_models(models);
}

}  // namespace curvespice::queue
