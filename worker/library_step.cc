#include "worker/library_step.h"

#include <algorithm>

#include "base/file.h"
#include "spice-export/library/library_files.h"

namespace curvespice {
namespace {

constexpr std::uint64_t kLargestModel = 4 << 20;

Result<std::pair<std::string, PartFiles>> read_part(const JobInput& input) {
  CURVESPICE_ASSIGN(std::string text, read_file(input.path, kLargestModel));
  if (text.find(".model") == std::string::npos && text.find(".subckt") == std::string::npos)
    return Error{ErrorCode::bad_input, "'" + input.name + "' holds neither .model nor .subckt"};
  PartFiles files;
  files.model_sha256 = sha256_hex(text);
  files.model = std::move(text);
  return std::pair(std::filesystem::path(input.name).stem().string(), std::move(files));
}

}  // namespace

Status library_from_models(const JobRequest& request, const std::filesystem::path& folder,
                           Progress& progress) {
  std::vector<std::pair<std::string, PartFiles>> parts;
  for (const JobInput& input : request.inputs) {
    CURVESPICE_ASSIGN(auto part, read_part(input));
    parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::string name = request.part.empty() ? "library" : request.part;
  const auto& dialects = all_dialects();
  for (std::size_t i = 0; i < dialects.size(); ++i) {
    progress.report(100.0 * static_cast<double>(i) / static_cast<double>(dialects.size()), "report",
                    dialect_name(dialects[i]));
    const std::string file = name + "-" + dialect_name(dialects[i]) + ".lib";
    CURVESPICE_TRY(write_file_atomic(folder / file, joined_library(parts, dialects[i])));
  }
  return {};
}

}  // namespace curvespice
