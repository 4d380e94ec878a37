// What a job asks for: `request.json` of a job folder (docs/formats.md), and what the command line
// makes of its arguments. Both go through the same code, so both give the same bytes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "extractor/hand_work.h"

namespace curvespice {

inline constexpr const char* kRequestSchema = "curvespice/request/1";

enum class JobKind {
  trivial,  // nothing: measures the queue
  extract,  // figures to curves
  model,    // extract, fit, verify, report
  library,  // approved models into one file a simulator
  verify,   // a model that is there against the figures of its datasheet
};

struct JobInput {
  std::filesystem::path path;  // where the file lies
  std::string name;            // what it is called; gives the artifacts their names
};

// What the user overrode; everything empty or zero = find out.
struct ExtractionParameters {
  int page = 0;                     // from 1; 0 = every page
  int figure = 0;                   // from 1 on its page; 0 = every figure
  std::string method = "auto";      // auto, vector, raster
  std::string x, y, y2;             // "0:10:lin:V"
  std::vector<std::string> curves;  // "#d62728=25°C"
  HandWork hand;                    // what was drawn in the page of the service
  std::string file;                 // of `figures`: only in the input of this name; empty = any
  std::vector<ExtractionParameters> figures;  // corrections of single figures (page and figure)
};

struct JobRequest {
  JobKind kind = JobKind::extract;
  std::vector<JobInput> inputs;
  std::optional<JobInput> model;  // of a verify job: the library among its inputs
  std::string device;             // config/devices; empty = as the figures say
  std::string part;               // name of the model
  ExtractionParameters parameters;
  std::filesystem::path limits;  // grade limits of a library; empty = config/limits.toml
};

Result<JobRequest> job_request_from_json(const Json& json);
Json to_json(const JobRequest& request);

// A part name becomes the name of a SPICE model and of files: up to 64 of letters, digits and
// "_-.+", beginning with a letter or digit.
Status check_part_name(const std::string& part);

}  // namespace curvespice
