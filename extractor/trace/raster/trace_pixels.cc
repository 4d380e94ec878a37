#include "extractor/trace/raster/trace_pixels.h"

namespace curvespice {

TraceReading trace_pixels(const Page&, const Figure&) { return {}; }

}  // namespace curvespice
