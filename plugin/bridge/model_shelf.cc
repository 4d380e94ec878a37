#include "plugin/bridge/model_shelf.h"

#include "base/file.h"
#include "base/paths.h"
#include "plugin/kicad/symbol_library.h"

namespace curvespice::bridge {
namespace {

// The service is ours, but a name that leads elsewhere must not be followed whoever says it.
Status check_file_name(const std::string& name) {
  if (!name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos)
    return {};
  return Error{ErrorCode::bad_input, "'" + name + "' is no file name"};
}

bool same_content(const std::filesystem::path& a, const std::filesystem::path& b) {
  const auto first = sha256_file(a);
  const auto second = sha256_file(b);
  return first.ok() && second.ok() && *first == *second;
}

// The new file into the old one's place, which is kept.
Status replace(const std::filesystem::path& arrived, const std::filesystem::path& place) {
  std::error_code failure;
  if (std::filesystem::exists(place) && !same_content(arrived, place))
    std::filesystem::rename(place, place.string() + ".previous", failure);
  if (!failure) std::filesystem::rename(arrived, place, failure);
  if (!failure) return {};
  return Error{ErrorCode::io, "'" + place.string() + "' cannot be written: " + failure.message()};
}

Result<std::filesystem::path> fetch(const std::filesystem::path& folder, const std::string& name,
                                    const ModelShelf::Download& download) {
  CURVESPICE_TRY(check_file_name(name));
  CURVESPICE_TRY(make_folders(folder));
  CURVESPICE_ASSIGN(const TemporaryFolder arriving, TemporaryFolder::create(folder));
  CURVESPICE_TRY(download(arriving.path() / name));
  CURVESPICE_TRY(replace(arriving.path() / name, folder / name));
  return folder / name;
}

}  // namespace

ModelShelf ModelShelf::of_user() {
  return {default_models_folder(), default_state_folder() / "reports"};
}

Result<std::filesystem::path> ModelShelf::put_model(const std::string& name,
                                                    const Download& download) const {
  auto placed = fetch(models_, name, download);
  // KiCad sees every model of the folder through this file. Nothing depends on it here: a disk
  // that is full says so at the next model.
  if (placed) (void)kicad::write_symbol_library(models_);
  return placed;
}

std::filesystem::path ModelShelf::folder_of_reports(std::int64_t job) const {
  return reports_ / ("job-" + std::to_string(job));
}

Result<std::filesystem::path> ModelShelf::put_report(std::int64_t job, const std::string& name,
                                                     const Download& download) const {
  return fetch(folder_of_reports(job), name, download);
}

}  // namespace curvespice::bridge
