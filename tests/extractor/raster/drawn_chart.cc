#include "tests/extractor/raster/drawn_chart.h"

#include <cstdint>

namespace curvespice::testing {
namespace {

constexpr double kRadians = 3.14159265358979323846 / 180;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

DrawnChart::DrawnChart(int width, int height)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)),
      pen_(cairo_create(surface_)),
      width_(width),
      height_(height) {
  cairo_set_source_rgb(pen_, 1, 1, 1);
  cairo_paint(pen_);
}

DrawnChart::~DrawnChart() {
  cairo_destroy(pen_);
  cairo_surface_destroy(surface_);
}

void DrawnChart::dashed(const Polyline& points, double width, const std::vector<double>& dash,
                        Color color) {
  cairo_set_source_rgb(pen_, color.r / 255.0, color.g / 255.0, color.b / 255.0);
  cairo_set_line_width(pen_, width);
  cairo_set_dash(pen_, dash.data(), static_cast<int>(dash.size()), 0);
  for (const Point& point : points) cairo_line_to(pen_, point.x, point.y);
  cairo_stroke(pen_);
}

void DrawnChart::curve(const Polyline& points, double width, Color color) {
  dashed(points, width, {}, color);
}
void DrawnChart::line(Point from, Point to, double width, Color color) {
  curve({from, to}, width, color);
}

void DrawnChart::frame(const Box& box, double width) {
  curve({{box.left, box.top},
         {box.right, box.top},
         {box.right, box.bottom},
         {box.left, box.bottom},
         {box.left, box.top - width / 2}},
        width);
}

void DrawnChart::text(Point start, const std::string& words, double size, double angle) {
  cairo_save(pen_);
  cairo_set_source_rgb(pen_, 0, 0, 0);
  cairo_select_font_face(pen_, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pen_, size);
  cairo_move_to(pen_, start.x, start.y);
  cairo_rotate(pen_, -angle * kRadians);
  cairo_show_text(pen_, words.c_str());
  cairo_new_path(pen_);
  cairo_restore(pen_);
}

void DrawnChart::turn(double degrees) {
  cairo_translate(pen_, width_ / 2.0, height_ / 2.0);
  cairo_rotate(pen_, degrees * kRadians);
  cairo_translate(pen_, -width_ / 2.0, -height_ / 2.0);
}

RasterImage DrawnChart::image() const {
  cairo_surface_flush(surface_);
  const unsigned char* data = cairo_image_surface_get_data(surface_);
  const int stride = cairo_image_surface_get_stride(surface_);
  std::vector<std::uint8_t> rgb;
  for (int y = 0; y < height_; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (int x = 0; x < width_; ++x) {
      for (int shift = 16; shift >= 0; shift -= 8)
        rgb.push_back(static_cast<std::uint8_t>(row[x] >> shift));
    }
  }
  return {width_, height_, std::move(rgb)};
}

std::string DrawnChart::png() const {
  std::string bytes;
  cairo_surface_write_to_png_stream(surface_, append, &bytes);
  return bytes;
}

Polyline sampled(double from, double to, int count, const std::function<double(double)>& y) {
  Polyline points;
  for (int k = 0; k < count; ++k) {
    const double x = from + (to - from) * k / (count - 1);
    points.push_back({x, y(x)});
  }
  return points;
}

}  // namespace curvespice::testing
