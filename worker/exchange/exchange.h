// Hand-work of another digitizer as a request of ours, and an extraction of ours as its project.
#pragma once

#include "extractor/extraction.h"
#include "worker/exchange/digitizer_project.h"
#include "worker/request.h"

namespace curvespice {

// Plot box, axes and, with `curves`, the curves as they were drawn; without, the engine traces them
// anew within that box. A turned or sheared plot is laid straight: the values are exact.
Result<ExtractionParameters> parameters_from(const DigitizedPlot& plot, bool curves);

// The figure of an extraction on its picture `png` (the one named `source.figure_png`): four points
// of calibration at the ends of the axes, and every curve. Curves of a second y axis are a plot of
// their own. `bad_input` when an axis was not read.
Result<DigitizerProject> project_of(const Extraction& extraction, const std::string& png);

// Width and height of a PNG; `bad_input` when it is none.
Result<std::pair<int, int>> png_size(const std::string& png);

}  // namespace curvespice
