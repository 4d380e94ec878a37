#include "base/paths.h"

#include <cstdlib>
#include <string>

namespace curvespice {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

std::filesystem::path program_path() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error);
}

std::filesystem::path data_folder() {
  if (const std::string folder = environment("CURVESPICE_DATA"); !folder.empty()) return folder;
  return program_path().parent_path().parent_path() / "share" / "curvespice";
}

std::filesystem::path default_state_folder() {
  if (const std::string folder = environment("CURVESPICE_STATE"); !folder.empty()) return folder;
  if (const std::string folder = environment("XDG_STATE_HOME"); !folder.empty())
    return std::filesystem::path(folder) / "curvespice";
  return std::filesystem::path(environment("HOME")) / ".local" / "state" / "curvespice";
}

std::filesystem::path default_models_folder() {
  if (const std::string folder = environment("CURVESPICE_MODELS"); !folder.empty()) return folder;
  if (const std::string folder = environment("XDG_DATA_HOME"); !folder.empty())
    return std::filesystem::path(folder) / "curvespice" / "models";
  return std::filesystem::path(environment("HOME")) / ".local" / "share" / "curvespice" / "models";
}

const char* engine_version() { return CURVESPICE_VERSION; }

}  // namespace curvespice
