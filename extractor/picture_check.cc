#include "extractor/picture_check.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <cairo.h>

namespace curvespice {
namespace {

constexpr double kLeastWidth = 110, kLeastHeight = 80;  // points: a smaller picture is a logo
constexpr double kLeastPaper = 0.5;
constexpr double kGlanceDpi = 36;

struct Reader {
  const std::string& bytes;
  std::size_t at = 0;
};

cairo_status_t read_bytes(void* closure, unsigned char* data, unsigned int length) {
  Reader& reader = *static_cast<Reader*>(closure);
  if (reader.bytes.size() - reader.at < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, reader.bytes.data() + reader.at, length);
  reader.at += length;
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

double paper_share(const std::string& png) {
  Reader reader{png};
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create_from_png_stream(read_bytes, &reader), cairo_surface_destroy);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return 0;
  const int width = cairo_image_surface_get_width(surface.get());
  const int height = cairo_image_surface_get_height(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  long paper = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const unsigned char* pixel = data + static_cast<std::ptrdiff_t>(y) * stride + 4 * x;
      paper += std::min({pixel[0], pixel[1], pixel[2]}) > 215;
    }
  return width * height > 0 ? static_cast<double>(paper) / (static_cast<double>(width) * height)
                            : 0;
}

bool may_show_chart(Document& document, const Page& page) {
  return std::ranges::any_of(page.pictures, [&](const Picture& picture) {
    if (picture.box.width() < kLeastWidth || picture.box.height() < kLeastHeight) return false;
    const Result<std::string> png = document.render_png(page.number, picture.box, kGlanceDpi);
    return png.ok() && paper_share(*png) > kLeastPaper;
  });
}

}  // namespace curvespice
