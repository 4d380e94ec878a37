// One page of a document, whatever it came from: drawn lines, words and pictures.
//
// Page coordinates: points (1/72 inch), y down, origin at the upper left. An image has the size in
// points that its print would have, known from the height of its digits, so that distances mean the
// same whatever the resolution: image->width() / width pixels are one point.
// Everything downstream (figure, axes, trace, identify) sees only this.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace curvespice {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
  Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool contains(Point p, double margin = 0) const {
    return p.x >= left - margin && p.x <= right + margin && p.y >= top - margin &&
           p.y <= bottom + margin;
  }
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  void include(Point p) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
};

struct Color {
  std::uint8_t r = 0, g = 0, b = 0;
  bool operator==(const Color&) const = default;
};

using Polyline = std::vector<Point>;

// A drawing operation: one or more subpaths of one style. Béziers are flattened to 0.01 pt.
struct Path {
  std::vector<Polyline> lines;  // a closed subpath repeats its first point at the end
  std::optional<Color> stroke;  // nothing = not stroked
  std::optional<Color> fill;
  double width = 0;          // of the stroke, page units
  std::vector<double> dash;  // page units; empty = solid
  std::optional<Box> clip;   // bounding box of the clip in force
  int order = 0;             // painting order on the page
};

// A run of glyphs without a space. Superscripts are words of their own until axes/ joins them.
struct Word {
  std::string text;  // UTF-8
  Box box;
  double angle = 0;       // degrees, 0 = left to right, 90 = bottom to top, -90 = top to bottom
  double confidence = 1;  // of the reading: 1 for text of the document, less for OCR
  double size = 0;        // of the font, page units; 0 = not known
  // Ink box of each code point of `text`, in page coordinates; empty when it is not known.
  std::vector<Box> glyphs = {};
  // What the ink may say as well, where OCR was in doubt: the neighbours' scale decides.
  std::vector<std::string> alternatives = {};
};

// A bitmap that the page shows (a chart in it is the raster path's work).
struct Picture {
  Box box;
};

class RasterImage;  // document/raster_image.h

struct Page {
  int number = 1;  // from 1
  double width = 0, height = 0;
  double units_per_inch = 72;  // of the coordinates
  std::vector<Path> paths;
  std::vector<Word> words;
  std::vector<Picture> pictures;
  std::shared_ptr<const RasterImage> image;  // of a page that is an image; null for a vector page
};

}  // namespace curvespice
