// The image module: OpenCV, Leptonica and Tesseract behind RasterEngine.
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "extractor/axes/ocr/text_reader.h"
#include "extractor/document/image/decode.h"
#include "extractor/raster/module/page_of_image.h"
#include "extractor/raster/raster_engine.h"
#include "extractor/trace/raster/trace_pixels.h"

namespace curvespice {
namespace {

// OpenCV throws; nothing may leave the module but a Result.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::too_large, "the image needs more memory than there is"};
  } catch (const std::exception& error) {
    return Error{ErrorCode::internal,
                 std::string("reading the image's pixels failed: ") + error.what()};
  }
}

class PixelEngine : public RasterEngine {
 public:
  Result<int> page_count(std::string_view image_file) override {
    CURVESPICE_ASSIGN(const ImageHeader header, read_image_header(image_file));
    return header.pages;
  }

  Result<Page> read_page(std::string_view image_file, int number, double dots_per_inch) override {
    return guarded([&]() -> Result<Page> {
      CURVESPICE_ASSIGN(const ImageHeader header, read_image_header(image_file));
      if (number < 1 || number > header.pages) {
        return Error{ErrorCode::not_found, "the image has no page " + std::to_string(number)};
      }
      CURVESPICE_ASSIGN(const DecodedImage image, decode_image(image_file, header, number));
      return page_of_image(image.pixels, number, dots_per_inch, reader_);
    });
  }

  Result<TraceReading> trace(const Page& page, const Figure& figure) override {
    return guarded([&]() -> Result<TraceReading> { return trace_pixels(page, figure); });
  }

 private:
  TextReader reader_;
};

}  // namespace
}  // namespace curvespice

extern "C" __attribute__((visibility("default"))) curvespice::RasterEngine*
curvespice_raster_engine() {
  return new curvespice::PixelEngine;
}
