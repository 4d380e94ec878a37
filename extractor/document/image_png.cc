#include "extractor/document/image_png.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <cairo.h>

namespace curvespice {
namespace {

struct SurfaceDestroyer {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDestroyer {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDestroyer>;
using Context = std::unique_ptr<cairo_t, ContextDestroyer>;

Surface surface_of(const RasterImage& image, int left, int top, int width, int height) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  if (!data) return surface;
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < height; ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* rgb = image.pixel(left + x, top + y);
      row[x] = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> png_of_image(const RasterImage& image, const Box& part, double scale) {
  const int left = std::clamp(static_cast<int>(std::floor(part.left)), 0, image.width() - 1);
  const int top = std::clamp(static_cast<int>(std::floor(part.top)), 0, image.height() - 1);
  const int right = std::clamp(static_cast<int>(std::ceil(part.right)), left + 1, image.width());
  const int bottom = std::clamp(static_cast<int>(std::ceil(part.bottom)), top + 1, image.height());
  const Surface source = surface_of(image, left, top, right - left, bottom - top);
  const Surface target(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, std::max(1, static_cast<int>(std::ceil((right - left) * scale))),
      std::max(1, static_cast<int>(std::ceil((bottom - top) * scale)))));
  const Context context(cairo_create(target.get()));
  cairo_scale(context.get(), scale, scale);
  cairo_set_source_surface(context.get(), source.get(), 0, 0);
  cairo_paint(context.get());
  std::string png;
  if (cairo_surface_write_to_png_stream(target.get(), append, &png) != CAIRO_STATUS_SUCCESS) {
    return Error{ErrorCode::internal, "a part of the image could not be written as PNG"};
  }
  return png;
}

}  // namespace curvespice
