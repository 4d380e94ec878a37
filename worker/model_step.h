// The second part of a model job: figures to a fitted, verified model with its report.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "worker/extract_step.h"
#include "worker/outcome.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

// Writes NAME.lib, verification.json, report.html and junit.xml below `folder`, where the figures'
// overlays already lie. Progress runs from `from` (0-1) to the end. An error when no model can be
// made: nothing of the device's class was read, or ngspice is not there.
Result<ModelSummary> model_from_figures(const JobRequest& request, const ExtractedFigures& figures,
                                        const std::filesystem::path& folder, double from,
                                        Progress& progress);

}  // namespace curvespice
