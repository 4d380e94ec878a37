// Text that a page draws as shapes, a filled outline for each letter: only OCR can read it.
#pragma once

#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

struct LetterShape {
  std::size_t path = 0;  // index into Page::paths
  Box box;
};

// The small filled shapes that no word of the page covers: letters, but also markers and arrow
// heads.
std::vector<LetterShape> letter_shapes(const Page& page);

// Those that stand in `plot` as letters do: several of different widths side by side on one line,
// where a curve's markers are all alike.
std::vector<LetterShape> outlined_text(const std::vector<LetterShape>& shapes, const Box& plot);

}  // namespace curvespice
