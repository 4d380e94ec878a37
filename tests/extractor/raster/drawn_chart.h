// Charts that the tests draw themselves, as pixels, with every coordinate known.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <cairo.h>

#include "extractor/document/page.h"
#include "extractor/document/raster_image.h"

namespace curvespice::testing {

// A white sheet with a cairo pen. Coordinates are pixels, (0, 0) the outer corner of the first.
class DrawnChart {
 public:
  DrawnChart(int width, int height);
  DrawnChart(const DrawnChart&) = delete;
  DrawnChart& operator=(const DrawnChart&) = delete;
  ~DrawnChart();

  void line(Point from, Point to, double width, Color color = {});
  void dashed(const Polyline& points, double width, const std::vector<double>& dash,
              Color color = {});
  void curve(const Polyline& points, double width, Color color = {});
  void frame(const Box& box, double width = 1.5);
  // Left-aligned on a base line; `angle` 90 = bottom to top.
  void text(Point start, const std::string& words, double size, double angle = 0);
  // Turns everything that is drawn from now on, clockwise about the centre.
  void turn(double degrees);

  RasterImage image() const;
  std::string png() const;

 private:
  cairo_surface_t* surface_;
  cairo_t* pen_;
  int width_, height_;
};

// `count` points of y(x) from `from` to `to`.
Polyline sampled(double from, double to, int count, const std::function<double(double)>& y);

}  // namespace curvespice::testing
