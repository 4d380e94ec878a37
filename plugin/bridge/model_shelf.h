// Where models and reports lie once they belong to the user: schematics name these files, so they
// stay where they are while jobs come and go.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace curvespice::bridge {

class ModelShelf {
 public:
  ModelShelf(std::filesystem::path models, std::filesystem::path reports)
      : models_(std::move(models)), reports_(std::move(reports)) {}

  // default_models_folder(); reports lie in the state folder.
  static ModelShelf of_user();

  using Download = std::function<Status(const std::filesystem::path& to)>;

  // Fetches a library to MODELS/NAME, whole or not at all. Another content that was there under
  // the name is kept as NAME.previous. The symbol library for KiCad beside it follows. `bad_input`
  // when `name` is more than a file name.
  Result<std::filesystem::path> put_model(const std::string& name, const Download& download) const;

  // REPORTS/job-ID
  std::filesystem::path folder_of_reports(std::int64_t job) const;

  // Fetches a job's report, or what belongs to it, to that folder.
  Result<std::filesystem::path> put_report(std::int64_t job, const std::string& name,
                                           const Download& download) const;

 private:
  std::filesystem::path models_, reports_;
};

}  // namespace curvespice::bridge
