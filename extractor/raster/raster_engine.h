// What turns pixels into pages and curves, behind an interface without a header of OpenCV.
//
// OpenCV and Tesseract cost 40 ms and 72 shared libraries to load, more than a vector page takes in
// all. They live in a module of their own, `curvespice-raster.so`, that is opened when the first
// image comes: beside the program, in ../lib/curvespice from there, or where the environment
// variable CURVESPICE_RASTER_MODULE says. It is built with the program and from the same sources,
// so that C++ types may cross its border.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// Not thread-safe; one for each thread.
class RasterEngine {
 public:
  virtual ~RasterEngine() = default;

  // Pages of an image file, from its header alone. `bad_input`, `too_large`.
  virtual Result<int> page_count(std::string_view image_file) = 0;

  // Page `number` (from 1) of an image file, its words read by OCR. `dots_per_inch` where it is
  // known for sure; 0 = take the print's size from the height of its digits. `missing_program`
  // without Tesseract's language data.
  virtual Result<Page> read_page(std::string_view image_file, int number, double dots_per_inch) = 0;

  // The curves of a figure on such a page.
  virtual Result<TraceReading> trace(const Page& page, const Figure& figure) = 0;
};

// `missing_program` when the module cannot be opened.
Result<std::unique_ptr<RasterEngine>> open_raster_engine();

// The module's one exported function.
inline constexpr const char* kRasterEngineFunction = "curvespice_raster_engine";
using RasterEngineFunction = RasterEngine* (*)();

}  // namespace curvespice
