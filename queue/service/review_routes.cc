#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

Json reviews_json(const std::vector<Review>& reviews) {
  Json list = Json::array();
  for (const Review& review : reviews) list.push_back(review_json(review));
  return {{"reviews", list}};
}

HttpResponse add_review(ServiceContext& context, const HttpRequest& request) {
  Review review;
  review.job_id = request.id();
  review.subject = request.json.at("subject").get<std::string>();
  review.decision = *from_word<Decision>(request.json.at("decision").get<std::string>());
  review.comment = request.json.value("comment", "");
  review.reviewer = request.json.value("reviewer", "");
  return reply(context.store.add_review(review), review_json, 201);
}

HttpResponse job_reviews(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.reviews(request.id()), reviews_json);
}

HttpResponse all_reviews(ServiceContext& context, const HttpRequest&) {
  return reply(context.store.reviews(std::nullopt), reviews_json);
}

}  // namespace

std::vector<Route> review_routes() {
  return {{"POST", "/api/job/{id}/review", add_review},
          {"GET", "/api/job/{id}/reviews", job_reviews},
          {"GET", "/api/reviews", all_reviews}};
}

}  // namespace curvespice::queue
