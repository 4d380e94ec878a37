#include <map>

#include "base/file.h"
#include "base/json.h"
#include "spice-export/library/library.h"
#include "spice-export/library/library_files.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSchema = "curvespice/approvals/1";

Result<Json> read_approvals(const fs::path& folder) {
  const auto text = read_file(folder / "approvals.json");
  if (!text.ok()) {
    if (text.error().code != ErrorCode::not_found) return text.error();
    return Json{{"schema", kSchema}, {"approvals", Json::array()}};
  }
  CURVESPICE_ASSIGN(Json json, parse_json(*text, "approvals.json"));
  if (json.value("schema", "") != kSchema || !json.contains("approvals"))
    return Error{ErrorCode::bad_input, "approvals.json is not of the form " + std::string(kSchema)};
  return json;
}

// The last word on each part, where it was said of the model as it is now.
bool approved_now(const Json& approvals, const std::string& part, const std::string& sha256) {
  bool approved = false;
  for (const Json& entry : approvals.at("approvals"))
    if (entry.value("part", "") == part && entry.value("model_sha256", "") == sha256)
      approved = entry.value("approved", false);
  return approved;
}

}  // namespace

Status record_approval(const fs::path& folder, Approval approval) {
  if (approval.name.empty())
    return Error{ErrorCode::usage, "an approval needs the name of who gives it"};
  CURVESPICE_ASSIGN(const PartFiles files,
                    read_part_files(part_folder(folder, approval.part), approval.part));
  if (approval.approved && files.model.empty())
    return Error{ErrorCode::conflict, approval.part + " has no model to approve"};
  CURVESPICE_ASSIGN(Json json, read_approvals(folder));
  json["approvals"].push_back({{"part", approval.part},
                               {"model_sha256", files.model_sha256},
                               {"approved", approval.approved},
                               {"verdict", files.verdict},
                               {"name", approval.name},
                               {"date", approval.date},
                               {"comment", approval.comment}});
  return write_file_atomic(folder / "approvals.json", pretty_json(json));
}

Result<std::vector<std::string>> publish_library(const fs::path& folder, const fs::path& target) {
  CURVESPICE_ASSIGN(const Json approvals, read_approvals(folder));
  CURVESPICE_ASSIGN(const std::string lock_text, read_file(folder / "library.lock"));
  CURVESPICE_ASSIGN(const Json lock, parse_json(lock_text, "library.lock"));
  std::vector<std::pair<std::string, PartFiles>> parts;
  std::vector<std::string> names;
  for (const Json& entry : lock.value("parts", Json::array())) {
    const std::string part = entry.value("name", "");
    auto files = read_part_files(part_folder(folder, part), part);
    if (!files.ok() || !approved_now(approvals, part, files->model_sha256)) continue;
    parts.emplace_back(part, std::move(files).value());
    names.push_back(part);
  }
  if (names.empty())
    return Error{ErrorCode::conflict, "nothing to publish: no model is approved as it is now"};
  const fs::path file = target / (lock.value("name", "library") + ".lib");
  CURVESPICE_TRY(make_folders(target));
  if (const auto before = read_file(file); before.ok())
    CURVESPICE_TRY(write_file_atomic(file.string() + ".old", *before));
  CURVESPICE_TRY(write_file_atomic(file, joined_library(parts, Dialect::ngspice)));
  return names;
}

}  // namespace curvespice
