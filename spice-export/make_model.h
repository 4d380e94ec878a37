// The whole way from extracted figures to a proven SPICE model: choose, fit, write, verify, report.
//
// Writes into `folder`: PART.lib, verification.json, junit.xml and report.html. The same request
// gives the same bytes: no time stamps, durations or paths are written.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/characteristics/characteristic.h"
#include "extractor/extraction.h"

namespace curvespice {

class Simulator;

struct ModelRequest {
  std::string device;                   // a class of config/devices, "diode"
  std::string part;                     // "BAS16": name of the model and of the files
  std::vector<Extraction> extractions;  // in the order of the report; refused ones are only listed
  // PNG bytes of each figure's overlay, by Extraction::source.crop_png; missing ones are left out.
  std::map<std::string, std::string> overlays;
  std::vector<Characteristic> characteristics;  // the datasheet's tables, for the report
  std::filesystem::path folder;                 // made when absent
  std::filesystem::path limits;                 // TOML of grade limits; empty = config/limits.toml
  std::string model_text;                       // a library to prove as it is; empty = fit a model
  std::map<std::string, double> given;  // parameters set by the user: held and reported as such
};

// What became of one figure.
struct FigureOutcome {
  std::string artifact_name;  // Extraction::artifact_name
  std::string verdict;        // "pass", "fail", "skipped"
  std::string grade;          // "A", "B", "C", empty when skipped
  std::string reason;         // why skipped or failed
};

struct ModelOutcome {
  bool made = false;       // false: no figure determines the device; `summary` says what lacks
  std::string verdict;     // "pass" or "fail"
  std::string summary;     // one sentence for a person
  std::string model_name;  // as written after .model or .subckt
  std::string model_file;  // "BAS16.lib", empty when not made
  std::string simulator;   // "ngspice 39"
  std::vector<FigureOutcome> figures;  // one an extraction, in order
  std::vector<std::string> files;      // names written into `folder`
};

// Told what is going on: step "fit", "sweep" or "report", 0..100 of it, a few words. Returning
// false asks to stop: make_model then gives `cancelled` and writes nothing more.
using ModelProgress = std::function<bool(const std::string& step, int percent, const std::string&)>;

// Errors: `usage` (unknown class, bad part name), `missing_program` (ngspice), `io`, `cancelled`.
// Figures that cannot be used are no error: they are skipped with a reason.
Result<ModelOutcome> make_model(const ModelRequest& request, const ModelProgress& progress = {});

// The same with a simulator of the caller's.
Result<ModelOutcome> make_model(const ModelRequest& request, Simulator& simulator,
                                const ModelProgress& progress);

}  // namespace curvespice
