// Curves of a figure read from the pixels of its page (a page that is an image).
#pragma once

#include "extractor/document/page.h"
#include "extractor/figure/figure.h"
#include "extractor/trace/trace.h"

namespace curvespice {

TraceReading trace_pixels(const Page& page, const Figure& figure);

}  // namespace curvespice
