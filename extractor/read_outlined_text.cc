#include "extractor/read_outlined_text.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include <cairo.h>

#include "extractor/figure/outlined_text.h"
#include "extractor/raster/raster_engine.h"

namespace curvespice {
namespace {

constexpr double kLetterPixels = 40;  // height of a letter in the picture: OCR likes it so
constexpr double kPixelLimit = 3000;  // of the picture's sides
constexpr double kLeastConfidence = 0.25;
constexpr double kSpeck = 0.15;  // of a letter's height: narrower words are none
constexpr double kMargin = 6;    // page units around the letters

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

Box box_around(const std::vector<LetterShape>& letters) {
  Box box = letters.front().box;
  for (const LetterShape& letter : letters) {
    box.include({letter.box.left, letter.box.top});
    box.include({letter.box.right, letter.box.bottom});
  }
  return {box.left - kMargin, box.top - kMargin, box.right + kMargin, box.bottom + kMargin};
}

double usual_height(std::vector<LetterShape> letters) {
  const auto middle = letters.begin() + static_cast<std::ptrdiff_t>(letters.size() / 2);
  std::ranges::nth_element(letters, middle, {},
                           [](const LetterShape& letter) { return letter.box.height(); });
  return middle->box.height();
}

// The letters alone, black on white, without the grid that they stand on.
std::string picture_of(const Page& page, const std::vector<LetterShape>& letters, const Box& part,
                       double scale) {
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(part.width() * scale),
                                 static_cast<int>(part.height() * scale)),
      cairo_surface_destroy);
  const Context context(cairo_create(surface.get()), cairo_destroy);
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_set_source_rgb(context.get(), 0, 0, 0);
  cairo_set_fill_rule(context.get(), CAIRO_FILL_RULE_EVEN_ODD);
  for (const LetterShape& letter : letters) {
    for (const Polyline& line : page.paths[letter.path].lines) {
      cairo_new_sub_path(context.get());
      for (const Point& p : line)
        cairo_line_to(context.get(), (p.x - part.left) * scale, (p.y - part.top) * scale);
      cairo_close_path(context.get());
    }
    cairo_fill(context.get());
  }
  std::string png;
  cairo_surface_write_to_png_stream(surface.get(), append_bytes, &png);
  return png;
}

// Shapes that have become words are no ink any more.
void take_away(Page& page, std::vector<LetterShape> letters) {
  std::ranges::sort(letters, std::greater<>{}, &LetterShape::path);
  for (const LetterShape& letter : letters)
    page.paths.erase(page.paths.begin() + static_cast<std::ptrdiff_t>(letter.path));
}

}  // namespace

bool read_outlined_text(Page& page, const Box& plot) {
  std::vector<LetterShape> letters = outlined_text(letter_shapes(page), plot);
  if (letters.empty()) return false;
  const Box part = box_around(letters);
  const double scale = std::min(kLetterPixels / usual_height(letters),
                                kPixelLimit / std::max(part.width(), part.height()));
  const Result<std::unique_ptr<RasterEngine>> engine = open_raster_engine();
  if (!engine.ok()) return false;
  const Result<Page> read =
      (*engine)->read_page(picture_of(page, letters, part, scale), 1, scale * page.units_per_inch);
  if (!read.ok() || read->words.empty()) return false;
  const double k = page.units_per_inch / read->units_per_inch;
  const auto placed = [&](const Box& box) {
    return Box{part.left + box.left * k, part.top + box.top * k, part.left + box.right * k,
               part.top + box.bottom * k};
  };
  for (Word word : read->words) {
    word.box = placed(word.box);
    if (word.confidence < kLeastConfidence || word.box.width() < kSpeck * usual_height(letters))
      continue;
    word.size *= k;
    for (Box& glyph : word.glyphs) glyph = placed(glyph);
    page.words.push_back(std::move(word));
  }
  take_away(page, std::move(letters));
  return true;
}

}  // namespace curvespice
