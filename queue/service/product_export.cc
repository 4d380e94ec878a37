#include <set>

#include "base/json.h"
#include "queue/service/product_archive.h"
#include "queue/service/representation.h"
#include "queue/service/zip_writer.h"

namespace curvespice::queue {
namespace {

constexpr std::int64_t kJobsAtOnce = 1'000;

Result<std::vector<Job>> ended_jobs_of(ServiceContext& context, Id product) {
  std::vector<Job> ended;
  JobFilter filter;
  filter.product = product;
  filter.descending = false;  // so that a job comes after the one that it corrects
  filter.per_page = kJobsAtOnce;
  for (std::size_t seen = 0;; ++filter.page) {
    CURVESPICE_ASSIGN(const JobPage page, context.store.jobs(filter));
    for (const Job& job : page.jobs)
      if (has_ended(job.status)) ended.push_back(job);
    seen += page.jobs.size();
    if (page.jobs.empty() || seen >= static_cast<std::size_t>(page.total)) return ended;
  }
}

Result<Json> job_with_all(ServiceContext& context, const Job& job) {
  Json json = job_json(context, job);
  CURVESPICE_ASSIGN(const std::string result, context.store.job_result(job.id));
  CURVESPICE_ASSIGN(const std::vector<Artifact> files, context.store.job_artifacts(job.id));
  CURVESPICE_ASSIGN(const std::vector<Review> reviews, context.store.reviews(job.id));
  json["result"] = result;
  json["files"] = Json::array();
  for (const Artifact& file : files) json["files"].push_back(artifact_json(file));
  json["reviews"] = Json::array();
  for (const Review& review : reviews) json["reviews"].push_back(review_json(review));
  return json;
}

// Those that belong to the product and those that its jobs read.
Result<std::vector<Image>> images_of(ServiceContext& context, Id product, const Json& jobs) {
  CURVESPICE_ASSIGN(std::vector<Image> images, context.store.images(product));
  std::set<Id> known;
  for (const Image& image : images) known.insert(image.id);
  for (const Json& job : jobs)
    for (const Id id : job.at("image_ids")) {
      if (!known.insert(id).second) continue;
      CURVESPICE_ASSIGN(Image image, context.store.image(id));
      images.push_back(std::move(image));
    }
  return images;
}

Result<Json> description_of(ServiceContext& context, const Product& product) {
  Json description = {{"schema", "curvespice/product/1"}, {"product", product_json(product)}};
  Json& images = description["images"] = Json::array();
  Json& jobs = description["jobs"] = Json::array();
  CURVESPICE_ASSIGN(const std::vector<Job> ended, ended_jobs_of(context, product.id));
  for (const Job& job : ended) {
    CURVESPICE_ASSIGN(Json json, job_with_all(context, job));
    jobs.push_back(std::move(json));
  }
  CURVESPICE_ASSIGN(const std::vector<Image> used, images_of(context, product.id, jobs));
  for (const Image& image : used) images.push_back(image_json(image));
  return description;
}

std::set<std::string> contents_of(const Json& description) {
  std::set<std::string> contents;
  for (const Json& image : description.at("images")) contents.insert(image.at("sha256"));
  for (const Json& job : description.at("jobs"))
    for (const Json& file : job.at("files")) contents.insert(file.at("sha256"));
  return contents;
}

}  // namespace

Result<std::filesystem::path> export_product(ServiceContext& context, const Product& product) {
  CURVESPICE_ASSIGN(const Json description, description_of(context, product));
  CURVESPICE_ASSIGN(ZipWriter zip, ZipWriter::create(context.state / "uploads"));
  CURVESPICE_TRY(zip.add_text("product.json", pretty_json(description), product.updated_at));
  for (const std::string& sha256 : contents_of(description))
    CURVESPICE_TRY(
        zip.add_file("content/" + sha256, context.content.path_of(sha256), product.updated_at));
  return zip.finish();
}

}  // namespace curvespice::queue
