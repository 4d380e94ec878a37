#include "extractor/raster/raster_engine.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <dlfcn.h>

namespace curvespice {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> module_places() {
  if (const char* chosen = std::getenv("CURVESPICE_RASTER_MODULE")) return {chosen};
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path folder = program.parent_path();
  return {folder / "curvespice-raster.so", folder / "../lib/curvespice/curvespice-raster.so",
          folder / "../bin/curvespice-raster.so"};
}

// Tesseract's threads wait for each other spinning, on lines of a few letters: alone it is several
// times as fast, and jobs run side by side anyway. Its OpenMP reads this once, when the module
// brings it in; who has set it otherwise is left alone.
void read_letters_on_one_thread() { setenv("OMP_THREAD_LIMIT", "1", 0); }

}  // namespace

Result<std::unique_ptr<RasterEngine>> open_raster_engine() {
  read_letters_on_one_thread();
  std::string tried;
  for (const fs::path& place : module_places()) {
    // Never closed again: Tesseract and OpenCV leave things behind that must stay mapped.
    void* module = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!module) {
      const char* reason = dlerror();
      if (tried.empty() && reason) tried = reason;
      continue;
    }
    const auto make = reinterpret_cast<RasterEngineFunction>(dlsym(module, kRasterEngineFunction));
    if (make) return std::unique_ptr<RasterEngine>(make());
    tried = place.string() + " is not the image module of this program";
  }
  return Error{
      ErrorCode::missing_program,
      "images cannot be read: the module curvespice-raster.so is missing or lacks a library (" +
          tried + ")"};
}

}  // namespace curvespice
