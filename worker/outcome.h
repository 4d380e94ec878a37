// How a job ended: `result.json` of a job folder, and what the command prints.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "extractor/extraction.h"

namespace curvespice {

// What `result.json` says of one figure; the whole of it is in the extraction's own file.
struct FigureSummary {
  std::string file;
  int page = 1;
  std::string figure, caption, family;
  Verdict status = Verdict::refused;
  std::size_t curves = 0, points = 0;
  std::vector<std::string> reasons;
  std::vector<std::string> contradictions;  // of the datasheet's table
  std::string json;                         // name of the extraction's file
};

struct ModelSummary {
  std::string file, name, report;
  std::string verdict;               // "pass" or "fail"
  std::vector<std::string> remarks;  // what is missing or was left out, sentences
};

struct JobOutcome {
  std::vector<FigureSummary> figures;
  std::vector<Error> problems;        // inputs that gave nothing; the others went on
  std::optional<ModelSummary> model;  // of a model job
  std::filesystem::path artifacts;    // the folder that holds what was made
};

// "accepted", "review" or "refused": the worst of the figures; of a model job "pass" or "fail".
std::string verdict_of(const JobOutcome& outcome);

// The command's exit code: 0 done, 1 done with refusals or a failed verification.
int exit_code_of(const JobOutcome& outcome);
// 2 bad usage or input, 3 everything that is not the user's doing.
int exit_code_of(const Error& error);

// `curvespice/result/1`, with name, size and SHA-256 of every file below the artifacts folder.
Json result_to_json(const Result<JobOutcome>& outcome, double seconds);

// The way back: the outcome, or the error, that a `result.json` tells of.
Result<JobOutcome> outcome_from_result(const Json& json);

}  // namespace curvespice
