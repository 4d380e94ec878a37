#include "plugin/core/program_finder.h"

#include <cstdlib>
#include <sstream>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace curvespice::plugin {
namespace {

bool is_program(const std::string& path) {
  struct stat information {};
  return stat(path.c_str(), &information) == 0 && S_ISREG(information.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

// <prefix>/bin/curvespice for <prefix>/lib/curvespice/<this library>, the build tree included.
std::string beside_this_library() {
  Dl_info information{};
  if (dladdr(reinterpret_cast<const void*>(&find_curvespice), &information) == 0) return {};
  if (information.dli_fname == nullptr) return {};
  char* const real = realpath(information.dli_fname, nullptr);
  if (real == nullptr) return {};
  std::string folder = real;
  std::free(real);
  for (int level = 0; level < 3 && !folder.empty(); ++level)
    folder.erase(folder.find_last_of('/') == std::string::npos ? 0 : folder.find_last_of('/'));
  return folder + "/bin/curvespice";
}

std::string on_path() {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && is_program(folder + "/curvespice")) return folder + "/curvespice";
  return {};
}

}  // namespace

std::string find_curvespice() {
  const char* const named = std::getenv("CURVESPICE_PROGRAM");
  if (named != nullptr && *named != '\0') return named;
  const std::string beside = beside_this_library();
  if (is_program(beside)) return beside;
  return on_path();
}

}  // namespace curvespice::plugin
