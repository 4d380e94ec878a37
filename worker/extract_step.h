// The first part of every job: files to figures, with their JSON, CSV and overlay written.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "extractor/extraction.h"
#include "worker/outcome.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

struct ExtractedFigures {
  std::vector<Extraction> extractions;
  std::vector<Error> problems;  // of inputs that could not be read
};

// Uses `share` (0-1) of the job's progress. An error when no input gives a figure: the input's own,
// or that there is no graph in it.
Result<ExtractedFigures> extract_inputs(const JobRequest& request,
                                        const std::filesystem::path& folder, double share,
                                        Progress& progress);

FigureSummary summarise(const Extraction& extraction);

}  // namespace curvespice
