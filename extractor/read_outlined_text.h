// Labels inside a plot whose letters are drawn as shapes: read by OCR of the letters alone.
#pragma once

#include "extractor/document/page.h"

namespace curvespice {

// Turns the outlined text inside `plot` into words of the page and takes its shapes away. False
// where nothing was read: without OCR the page stays as it is.
bool read_outlined_text(Page& page, const Box& plot);

}  // namespace curvespice
