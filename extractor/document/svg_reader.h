// An SVG document as a page: groups, transforms, clips, uses and style sheets resolved.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extractor/document/page.h"

namespace curvespice {

// A character that a PDF converter drew as an outline: where its ink is, not what it means.
struct OutlineGlyph {
  Point origin;
  Box ink;  // empty (zero) for a blank
  int order = 0;
};

struct SvgPage {
  Page page;
  std::vector<OutlineGlyph> glyphs;
};

// `bad_input` for what is no SVG, `too_large` over `segment_limit` straight segments.
Result<SvgPage> read_svg(std::string_view bytes, std::size_t segment_limit);

}  // namespace curvespice
