// Each figure repeated in the simulator on the written model, with errors, grade and verdict.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "extractor/extraction.h"
#include "spice-export/fit/dataset.h"
#include "spice-export/fit/model_fit.h"
#include "spice-export/verify/limits.h"

namespace curvespice {

inline constexpr const char* kVerificationSchema = "curvespice/verification/1";

// Errors over the points of a curve, simulated minus drawn. Fractions of the plot box are taken
// perpendicular to the drawn curve, so that a steep curve is judged like a flat one.
struct CurveErrors {
  double rms_span = 0, p95_span = 0, max_span = 0;
  double median_percent = 0;  // of the y value, sizes
  double bias_percent = 0;    // of the y value, signed mean
  double rms_units = 0;       // of what the simulator was asked for, in `unit`
  std::string unit;
};

struct VerifiedCurve {
  std::size_t curve = 0;  // index in the extraction
  std::string label;
  std::map<std::string, double> conditions;
  double temperature = 25;
  std::string color;  // as drawn, "#d62728"; empty when not known
  std::string axis = "y";
  bool contradicts = false;
  std::vector<std::array<double, 2>> drawn;      // x, y
  std::vector<std::array<double, 2>> simulated;  // x, y at the same forced values
  std::vector<double> residuals;                 // one a point, fraction of the plot box
  CurveErrors errors;
};

struct VerifiedFigure {
  std::size_t extraction = 0;
  std::string verdict = "skipped";  // "pass", "fail", "skipped"
  std::string grade;                // "A", "B", "C"
  std::string reason;
  std::vector<std::string> notes;
  std::vector<VerifiedCurve> curves;
  // RMS, fractions of the plot box: how sure the drawing was read, what the fit left, what the
  // written file gives.
  double extraction_error = 0, fit_error = 0, verification_error = 0;
};

struct Verification {
  std::string part, device;
  std::string model_file, model_name, model_sha256, model_text;
  std::string simulator;
  std::vector<VerifiedFigure> figures;  // one an extraction
  FittedModel fit;
  bool made = false;    // a model was written
  std::string verdict;  // "pass": every figure used is A or B, and there is one
  std::string summary;  // one sentence
};

// Runs the benches on `model_text` (the library as written). `dataset` with as many points a curve
// as the report should show. A simulator that fails on a figure makes that figure fail.
std::vector<VerifiedFigure> verify_figures(const DeviceClass& device, const std::string& model_text,
                                           const std::string& model_name, const Dataset& dataset,
                                           const std::vector<Extraction>& extractions,
                                           const Limits& limits, Simulator& simulator);

// Where a parameter comes from, for a person: "figure 3", "default", "user".
std::string origin_text(const FittedParameter& parameter, const Verification& verification,
                        const std::vector<Extraction>& extractions);

Json to_json(const Verification& verification, const std::vector<Extraction>& extractions);

// JUnit: a test case a figure.
std::string to_junit(const Verification& verification, const std::vector<Extraction>& extractions);

}  // namespace curvespice
