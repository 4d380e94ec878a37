// The first part of every job: files to figures, with their JSON, CSV and overlay written.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/characteristics/characteristic.h"
#include "extractor/extraction.h"
#include "worker/outcome.h"
#include "worker/progress.h"
#include "worker/request.h"

namespace curvespice {

struct ExtractedFigures {
  std::vector<Extraction> extractions;
  std::vector<Characteristic> characteristics;  // rows of the tables of all inputs
  std::vector<Error> problems;                  // of inputs that could not be read
};

// Uses `share` (0-1) of the job's progress. An error when no input gives a figure: the input's own,
// or that there is no graph in it.
Result<ExtractedFigures> extract_inputs(const JobRequest& request,
                                        const std::filesystem::path& folder, double share,
                                        Progress& progress);

// The rows of the tables of characteristics of a job with one input.
inline constexpr const char* kParametersFile = "parameters.csv";

// The same where several inputs share a folder: "BAS16-parameters.csv".
std::string parameters_file(const std::string& input);

FigureSummary summarise(const Extraction& extraction);

}  // namespace curvespice
