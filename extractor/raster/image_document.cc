#include "extractor/raster/image_document.h"

#include <map>
#include <string>
#include <utility>

#include "base/file.h"
#include "extractor/document/image_png.h"
#include "extractor/raster/raster_engine.h"

namespace curvespice {
namespace {

constexpr std::uint64_t kFileLimit = std::uint64_t{256} << 20;

class ImageDocument : public Document {
 public:
  ImageDocument(std::string bytes, std::unique_ptr<RasterEngine> engine, int pages)
      : bytes_(std::move(bytes)), engine_(std::move(engine)), pages_(pages) {}

  int page_count() const override { return pages_; }
  bool may_hold_figures(int) override { return true; }

  Result<Page> page(int number) override {
    if (number == last_number_) return last_page_;
    CURVESPICE_ASSIGN(last_page_, engine_->read_page(bytes_, number, 0));
    last_number_ = number;
    return last_page_;
  }

  Result<std::string> render_png(int number, const Box& part, double dots_per_inch) override {
    CURVESPICE_ASSIGN(const Page shown, page(number));
    const double pixels = shown.image->width() / shown.width;  // of a point
    const Box cut{part.left * pixels, part.top * pixels, part.right * pixels, part.bottom * pixels};
    return png_of_image(*shown.image, cut, dots_per_inch / 72 / pixels);
  }

 private:
  std::string bytes_;
  std::unique_ptr<RasterEngine> engine_;
  int pages_;
  Page last_page_;  // reading a page costs a second: the overlay asks for it again
  int last_number_ = 0;
};

}  // namespace

Result<std::unique_ptr<Document>> open_image_document(const std::filesystem::path& path,
                                                      const DocumentOptions& options) {
  const std::string name = path.filename().string();
  CURVESPICE_ASSIGN(std::string bytes, read_file(path, kFileLimit));
  CURVESPICE_ASSIGN(std::unique_ptr<RasterEngine> engine, open_raster_engine());
  const Result<int> pages = engine->page_count(bytes);
  if (!pages) return pages.error().in(name);
  if (*pages > options.page_limit) {
    return Error{ErrorCode::too_large, name + " has " + std::to_string(*pages) + " pages"};
  }
  return std::unique_ptr<Document>(
      std::make_unique<ImageDocument>(std::move(bytes), std::move(engine), *pages));
}

Result<Page> read_page_as_image(Document& document, int number, const Box& whole_page,
                                double dots_per_inch) {
  CURVESPICE_ASSIGN(const std::string png, document.render_png(number, whole_page, dots_per_inch));
  CURVESPICE_ASSIGN(std::unique_ptr<RasterEngine> engine, open_raster_engine());
  CURVESPICE_ASSIGN(Page page, engine->read_page(png, 1, dots_per_inch));
  page.number = number;
  return page;
}

TraceReading trace_image(const Page& page, const Figure& figure) {
  TraceReading failed;
  Result<std::unique_ptr<RasterEngine>> engine = open_raster_engine();
  if (!engine) {
    failed.doubts.push_back(engine.error().message);
    return failed;
  }
  Result<TraceReading> reading = (*engine)->trace(page, figure);
  if (reading) return std::move(reading).value();
  failed.doubts.push_back(reading.error().message);
  return failed;
}

}  // namespace curvespice
