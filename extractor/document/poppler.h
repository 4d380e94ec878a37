// poppler's command line programs as child processes: the only place that knows their names.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/document/page.h"
#include "extractor/document/raster_image.h"

namespace curvespice {

struct PopplerLimits {
  double seconds = 20;
  std::function<bool()> cancelled;
};

class Poppler {
 public:
  Poppler(std::filesystem::path file, PopplerLimits limits)
      : file_(std::move(file)), limits_(std::move(limits)) {}

  // `bad_input` when the file is no PDF, is damaged beyond repair or asks for a password;
  // `missing_program` when poppler-utils is not installed.
  Result<int> page_count() const;

  struct TextPage {
    double width = 0, height = 0;
    std::vector<Word> words;  // without glyphs
  };
  // Words of pages first..last, from `pdftotext -bbox-layout`.
  Result<std::vector<TextPage>> text(int first, int last) const;

  // The page as SVG.
  Result<std::string> svg(int page) const;

  // The whole page as pixels: one child for all figures of a page.
  Result<RasterImage> picture(int page, double dots_per_inch) const;

  // PNG bytes of a part of the page given in points.
  Result<std::string> png(int page, const Box& part, double dots_per_inch) const;

 private:
  Result<std::string> run(std::vector<std::string> arguments) const;

  std::filesystem::path file_;
  PopplerLimits limits_;
};

// A binary PPM of 8 bits, as pdftoppm writes it.
Result<RasterImage> image_of_ppm(const std::string& ppm);

// The pages of an XHTML text by `pdftotext -bbox-layout`.
Result<std::vector<Poppler::TextPage>> parse_bbox_layout(const std::string& xhtml);

}  // namespace curvespice
