// Whether a figure may be called right: accepted only when everything is proven.
#pragma once

#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/extraction.h"
#include "extractor/identify/identify.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// Sets status, reasons and confidence of `extraction` (and the confidence of each curve), whose
// axes and curves are filled in already. `family` is null for "other".
void judge(const AxesReading& axes, const TraceReading& traces, const Identity& identity,
           const Family* family, Extraction& extraction);

}  // namespace curvespice
