#include <map>

#include "base/file.h"
#include "base/json.h"
#include "base/process.h"
#include "queue/service/product_archive.h"
#include "queue/service/results.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestDescription = 64 << 20;
constexpr std::uint64_t kLargestFile = std::uint64_t{200} << 20;
constexpr std::size_t kMostFiles = 20'000;

// One entry of the archive; whatever else lies in it is never looked at.
Result<std::string> read_entry(const fs::path& archive, const std::string& name,
                               std::uint64_t limit) {
  ProcessRequest request;
  request.arguments = {"bsdtar", "-x", "-O", "-f", archive.string(), name};
  request.limits.memory_bytes = std::uint64_t{1} << 30;
  request.limits.output_bytes = limit;
  auto output = run_process(request);
  if (!output.ok() && output.error().code == ErrorCode::missing_program)
    return Error{ErrorCode::missing_program,
                 "bsdtar is not installed: apt-get install libarchive-tools"};
  if (!output.ok()) return output.error();
  if (output->exit_code != 0)
    return Error{ErrorCode::bad_input, "the archive has no readable '" + name + "'"};
  return std::move(output->standard_output);
}

Result<Json> read_description(const fs::path& archive) {
  CURVESPICE_ASSIGN(const std::string text,
                    read_entry(archive, "product.json", kLargestDescription));
  CURVESPICE_ASSIGN(Json description, parse_json(text, "product.json"));
  CURVESPICE_ASSIGN(const std::string schema, member<std::string>(description, "schema"));
  if (schema != "curvespice/product/1")
    return Error{ErrorCode::bad_input, "the archive is of schema '" + schema +
                                           "'; this version reads curvespice/product/1"};
  return description;
}

// Brings a product in step by step; what it made is taken back unless all of it succeeds.
class Import {
 public:
  Import(ServiceContext& context, fs::path archive, Id queue)
      : context_(context), archive_(std::move(archive)), queue_(queue) {}

  Result<ImportedProduct> run(const Json& description) {
    const Status done = take_all(description);
    if (done.ok()) return imported_;
    take_back();
    return done.error();
  }

 private:
  Status take_all(const Json& description) {
    CURVESPICE_ASSIGN(const Json images, member<Json>(description, "images"));
    CURVESPICE_ASSIGN(const Json jobs, member<Json>(description, "jobs"));
    CURVESPICE_ASSIGN(const Json product, member<Json>(description, "product"));
    CURVESPICE_TRY(take_product(product));
    for (const Json& image : images) CURVESPICE_TRY(take_image(image));
    for (const Json& job : jobs) CURVESPICE_TRY(take_job(job));
    return {};
  }

  Status take_product(const Json& json) {
    Product product;
    CURVESPICE_ASSIGN(product.name, member<std::string>(json, "name"));
    CURVESPICE_ASSIGN(product.part_number, member<std::string>(json, "part_number"));
    CURVESPICE_ASSIGN(product.manufacturer, member_or<std::string>(json, "manufacturer", ""));
    CURVESPICE_ASSIGN(product.device_type, member_or<std::string>(json, "device_type", ""));
    CURVESPICE_ASSIGN(product.package, member_or<std::string>(json, "package", ""));
    CURVESPICE_ASSIGN(product.description, member_or<std::string>(json, "description", ""));
    CURVESPICE_ASSIGN(imported_.product, context_.store.create_product(product));
    return {};
  }

  // The content under its hash, once: it must be what it says it is.
  Status take_content(const std::string& sha256) {
    if (contents_.count(sha256) > 0) return {};
    if (sha256.size() != 64 || sha256.find_first_not_of("0123456789abcdef") != std::string::npos)
      return Error{ErrorCode::bad_input, "'" + sha256.substr(0, 80) + "' is no SHA-256"};
    if (contents_.size() >= kMostFiles)
      return Error{ErrorCode::too_large, "the archive names too many files"};
    CURVESPICE_ASSIGN(const std::string bytes,
                      read_entry(archive_, "content/" + sha256, kLargestFile));
    if (sha256_hex(bytes) != sha256)
      return Error{ErrorCode::bad_input, "the file '" + sha256 + "' of the archive is damaged"};
    CURVESPICE_ASSIGN(const TemporaryFolder beside,
                      TemporaryFolder::create(context_.state / "uploads"));
    CURVESPICE_TRY(write_file_atomic(beside.path() / "content", bytes));
    CURVESPICE_ASSIGN(const StoredContent stored,
                      context_.content.adopt(beside.path() / "content"));
    contents_.emplace(sha256, stored.bytes);
    return {};
  }

  Status take_image(const Json& json) {
    Image image;
    CURVESPICE_ASSIGN(const Id old_id, member<Id>(json, "id"));
    CURVESPICE_ASSIGN(image.sha256, member<std::string>(json, "sha256"));
    CURVESPICE_TRY(take_content(image.sha256));
    CURVESPICE_ASSIGN(const auto filename, member<std::string>(json, "filename"));
    image.product_id = imported_.product.id;
    image.filename = clean_filename(filename);
    image.file_path = ContentStore::relative_path(image.sha256);
    image.mime_type = mime_type_of(image.filename);
    CURVESPICE_ASSIGN(image.description, member_or<std::string>(json, "description", ""));
    image.file_size = contents_.at(image.sha256);
    CURVESPICE_ASSIGN(const Json size, member_or<Json>(json, "dimensions", Json::object()));
    if (size.contains("width")) {
      CURVESPICE_ASSIGN(image.width, member<std::int64_t>(size, "width"));
      CURVESPICE_ASSIGN(image.height, member<std::int64_t>(size, "height"));
    }
    CURVESPICE_ASSIGN(const Image kept, context_.store.create_image(image));
    images_[old_id] = kept.id;
    ++imported_.images;
    return {};
  }

  Result<NewJob> job_as_asked(const Json& json) {
    NewJob job;
    job.queue_id = queue_;
    job.product_id = imported_.product.id;
    CURVESPICE_ASSIGN(const auto kind, member<std::string>(json, "kind"));
    CURVESPICE_ASSIGN(const auto method, member<std::string>(json, "extraction_method"));
    job.kind = from_word<JobKind>(kind).value_or(JobKind::extract);
    job.method = from_word<ExtractionMethod>(method).value_or(ExtractionMethod::automatic);
    CURVESPICE_ASSIGN(job.device, member_or<std::string>(json, "device", ""));
    CURVESPICE_ASSIGN(job.part, member_or<std::string>(json, "part", ""));
    CURVESPICE_ASSIGN(const Json parameters, member_or<Json>(json, "parameters", Json::object()));
    job.parameters = parameters.dump();
    CURVESPICE_ASSIGN(const auto images, member<std::vector<Id>>(json, "image_ids"));
    for (const Id old_id : images) {
      if (images_.count(old_id) == 0)
        return Error{ErrorCode::bad_input, "a job of the archive reads a file that is not in it"};
      job.image_ids.push_back(images_.at(old_id));
    }
    CURVESPICE_ASSIGN(const Id corrects, member_or<Id>(json, "corrects", 0));
    if (jobs_.count(corrects) > 0) job.corrects = jobs_.at(corrects);
    return job;
  }

  Result<Outcome> outcome_of(const Json& json) {
    Outcome outcome;
    CURVESPICE_ASSIGN(const auto status, member<std::string>(json, "status"));
    outcome.status = from_word<JobStatus>(status).value_or(JobStatus::pending);
    CURVESPICE_ASSIGN(outcome.verdict, member_or<std::string>(json, "verdict", ""));
    CURVESPICE_ASSIGN(const Json error, member_or<Json>(json, "error", Json::object()));
    CURVESPICE_ASSIGN(outcome.error_code, member_or<std::string>(error, "code", ""));
    CURVESPICE_ASSIGN(outcome.error_message, member_or<std::string>(error, "message", ""));
    CURVESPICE_ASSIGN(outcome.result, member_or<std::string>(json, "result", ""));
    CURVESPICE_ASSIGN(const Json files, member<Json>(json, "files"));
    for (const Json& entry : files) {
      Artifact file;
      CURVESPICE_ASSIGN(file.sha256, member<std::string>(entry, "sha256"));
      CURVESPICE_TRY(take_content(file.sha256));
      CURVESPICE_ASSIGN(file.name, member<std::string>(entry, "name"));
      CURVESPICE_ASSIGN(file.mime_type, member<std::string>(entry, "mime_type"));
      file.bytes = contents_.at(file.sha256);
      outcome.artifacts.push_back(std::move(file));
    }
    return outcome;
  }

  Status take_job(const Json& json) {
    EndedJob ended;
    CURVESPICE_ASSIGN(const Id old_id, member<Id>(json, "id"));
    CURVESPICE_ASSIGN(ended.job, job_as_asked(json));
    CURVESPICE_ASSIGN(ended.outcome, outcome_of(json));
    CURVESPICE_ASSIGN(ended.created_at, member<TimeMs>(json, "created_at"));
    CURVESPICE_ASSIGN(ended.completed_at, member<TimeMs>(json, "completed_at"));
    CURVESPICE_ASSIGN(ended.started_at, member_or<TimeMs>(json, "started_at", ended.completed_at));
    CURVESPICE_ASSIGN(const Json reviews, member_or<Json>(json, "reviews", Json::array()));
    for (const Json& entry : reviews) {
      Review review;
      CURVESPICE_ASSIGN(review.subject, member<std::string>(entry, "subject"));
      CURVESPICE_ASSIGN(const auto decision, member<std::string>(entry, "decision"));
      review.decision = from_word<Decision>(decision).value_or(Decision::rejected);
      CURVESPICE_ASSIGN(review.comment, member_or<std::string>(entry, "comment", ""));
      CURVESPICE_ASSIGN(review.reviewer, member_or<std::string>(entry, "reviewer", ""));
      CURVESPICE_ASSIGN(review.created_at, member<TimeMs>(entry, "created_at"));
      ended.reviews.push_back(std::move(review));
    }
    CURVESPICE_ASSIGN(const Id id, context_.store.adopt_job(ended));
    jobs_[old_id] = id;
    ++imported_.jobs;
    return {};
  }

  void take_back() {
    if (imported_.product.id != 0) (void)context_.store.delete_product(imported_.product.id, true);
    std::vector<Artifact> contents;
    for (const auto& [sha256, bytes] : contents_) contents.push_back({"", sha256, "", bytes});
    remove_unused(context_, contents);
  }

  ServiceContext& context_;
  fs::path archive_;
  Id queue_;
  ImportedProduct imported_;
  std::map<std::string, std::int64_t> contents_;  // SHA-256 -> bytes
  std::map<Id, Id> images_, jobs_;                // their ids there -> here
};

}  // namespace

Result<ImportedProduct> import_product(ServiceContext& context, const fs::path& archive, Id queue) {
  CURVESPICE_ASSIGN(const Json description, read_description(archive));
  return Import(context, archive, queue).run(description);
}

}  // namespace curvespice::queue
