#include "extractor/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <cairo.h>

namespace curvespice {
namespace {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

constexpr double kWhiteGroundScale = 2;  // pixels a page unit, without a crop

struct Bytes {
  const std::string* text;
  std::size_t at;
};

cairo_status_t read_bytes(void* closure, unsigned char* data, unsigned int length) {
  Bytes& bytes = *static_cast<Bytes*>(closure);
  if (bytes.text->size() - bytes.at < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, bytes.text->data() + bytes.at, length);
  bytes.at += length;
  return CAIRO_STATUS_SUCCESS;
}

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

Surface ground(const std::string& crop_png, const Box& part) {
  if (crop_png.empty()) {
    const int width = std::max(1, static_cast<int>(std::ceil(part.width() * kWhiteGroundScale)));
    const int height = std::max(1, static_cast<int>(std::ceil(part.height() * kWhiteGroundScale)));
    Surface white(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Context context(cairo_create(white.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    return white;
  }
  Bytes bytes{&crop_png, 0};
  const Surface read(cairo_image_surface_create_from_png_stream(read_bytes, &bytes));
  if (cairo_surface_status(read.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
  // Onto a surface with full colour: a crop may be grey or have a palette.
  Surface copy(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                          cairo_image_surface_get_width(read.get()),
                                          cairo_image_surface_get_height(read.get())));
  const Context context(cairo_create(copy.get()));
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_set_source_surface(context.get(), read.get(), 0, 0);
  cairo_paint_with_alpha(context.get(), 0.55);  // the drawing steps back behind the curves
  return copy;
}

// Colours that differ from each other and from most print, taken in turn.
constexpr std::array<std::array<double, 3>, 8> kColors = {{{0.90, 0.10, 0.55},
                                                           {0.00, 0.55, 0.85},
                                                           {0.95, 0.50, 0.00},
                                                           {0.10, 0.65, 0.25},
                                                           {0.55, 0.20, 0.80},
                                                           {0.75, 0.65, 0.00},
                                                           {0.00, 0.65, 0.65},
                                                           {0.80, 0.10, 0.10}}};

double unit_place(const Axis& axis, double value) {
  if (axis.scale == Scale::log10)
    return std::log10(std::max(value, 1e-300) / axis.lo) / std::log10(axis.hi / axis.lo);
  return (value - axis.lo) / (axis.hi - axis.lo);
}

class Overlay {
 public:
  Overlay(cairo_surface_t* surface, const Box& part, const Extraction& extraction)
      : context_(cairo_create(surface)), e_(extraction) {
    const double sx = cairo_image_surface_get_width(surface) / std::max(part.width(), 1e-9);
    const double sy = cairo_image_surface_get_height(surface) / std::max(part.height(), 1e-9);
    cairo_scale(context_.get(), sx, sy);
    cairo_translate(context_.get(), -part.left, -part.top);
    pixel_ = 1 / std::max(sx, 1e-9);
  }

  void draw() {
    draw_box();
    draw_ticks();
    for (std::size_t i = 0; i < e_.curves.size(); ++i) draw_curve(i);
  }

 private:
  cairo_t* cr() { return context_.get(); }

  void draw_box() {
    const auto& [left, top, right, bottom] = e_.source.box;
    cairo_set_source_rgba(cr(), 0.1, 0.4, 0.9, 0.8);
    cairo_set_line_width(cr(), 1.5 * pixel_);
    cairo_rectangle(cr(), left, top, right - left, bottom - top);
    cairo_stroke(cr());
  }

  void mark(double x, double y) {
    const double arm = 4 * pixel_;
    cairo_move_to(cr(), x - arm, y);
    cairo_line_to(cr(), x + arm, y);
    cairo_move_to(cr(), x, y - arm);
    cairo_line_to(cr(), x, y + arm);
  }

  void draw_ticks() {
    const auto& [left, top, right, bottom] = e_.source.box;
    cairo_set_source_rgba(cr(), 0.1, 0.4, 0.9, 1);
    cairo_set_line_width(cr(), 1.5 * pixel_);
    for (const Tick& tick : e_.x.ticks) mark(tick.coordinate, bottom);
    for (const Tick& tick : e_.y.ticks) mark(left, tick.coordinate);
    if (e_.y2)
      for (const Tick& tick : e_.y2->ticks) mark(right, tick.coordinate);
    cairo_stroke(cr());
  }

  Point on_page(const Curve& curve, const std::array<double, 2>& point) const {
    const auto& [left, top, right, bottom] = e_.source.box;
    const Axis& y = curve.axis == "y2" && e_.y2 ? *e_.y2 : e_.y;
    return {left + unit_place(e_.x, point[0]) * (right - left),
            bottom - unit_place(y, point[1]) * (bottom - top)};
  }

  void draw_curve(std::size_t index) {
    const Curve& curve = e_.curves[index];
    if (curve.points.empty()) return;
    const auto& [red, green, blue] = kColors[index % kColors.size()];
    cairo_set_source_rgb(cr(), red, green, blue);
    cairo_set_line_width(cr(), 1.6 * pixel_);
    cairo_set_line_join(cr(), CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(cr());  // the name of the curve before this one has left a current point
    for (const auto& point : curve.points) {
      const Point at = on_page(curve, point);
      cairo_line_to(cr(), at.x, at.y);
    }
    cairo_stroke(cr());
    name_curve(curve, index);
  }

  // The id at a place of its own, so that the names of curves that run together stay readable.
  void name_curve(const Curve& curve, std::size_t index) {
    const std::size_t place = curve.points.size() * (2 + index % 5) / 8;
    const Point at = on_page(curve, curve.points[std::min(place, curve.points.size() - 1)]);
    cairo_select_font_face(cr(), "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr(), 13 * pixel_);
    cairo_move_to(cr(), at.x + 3 * pixel_, at.y - 4 * pixel_);
    cairo_show_text(cr(), curve.id.c_str());
  }

  Context context_;
  const Extraction& e_;
  double pixel_ = 1;  // one pixel in page units
};

}  // namespace

Result<std::string> draw_overlay(const std::string& crop_png, const Box& part,
                                 const Extraction& extraction) {
  const Surface surface = ground(crop_png, part);
  if (!surface || cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::bad_input, "the crop of the figure is not a PNG that can be read"};
  Overlay(surface.get(), part, extraction).draw();
  std::string out;
  if (cairo_surface_write_to_png_stream(surface.get(), append_bytes, &out) != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::internal, "the overlay could not be written as PNG"};
  return out;
}

}  // namespace curvespice
