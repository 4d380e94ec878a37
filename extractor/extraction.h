// The result of reading one figure: axes, curves, conditions and a verdict.
//
// Values are in SI units of the axis ("V A W ohm S F H C Hz s J Wb T m K/W", and degC % dB deg 1).
// This is the contract between the extractor and everything downstream (fit, report, queue, page);
// as a file it is `curvespice/extraction/1`, described in docs/formats.md and
// config/schema/extraction.schema.json.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"

namespace curvespice {

inline constexpr const char* kExtractionSchema = "curvespice/extraction/1";

enum class Scale { linear, log10 };
enum class Verdict { accepted, review, refused };
enum class Method { vector, raster };

const char* scale_name(Scale scale);        // "linear", "log10"
const char* verdict_name(Verdict verdict);  // "accepted", "review", "refused"
const char* method_name(Method method);     // "vector", "raster"

struct Tick {
  double coordinate = 0;  // points (vector) or pixels (raster) of the page, y down
  double value = 0;       // SI
  std::string text;       // as printed
};

struct Axis {
  std::string title;     // as printed: "Forward Voltage, VF (V)"
  std::string quantity;  // "VF", empty when not known
  std::string unit;      // SI; empty when not known
  Scale scale = Scale::linear;
  double lo = 0, hi = 0;  // values at the edges of the plot box: left/bottom and right/top
  std::vector<Tick> ticks;
  double residual = 0;  // RMS of the ticks against the fitted scale, fraction of the span
};

struct CurveStyle {
  std::string color;         // "#d62728"
  std::vector<double> dash;  // as drawn, points; empty = solid
  double width = 0;          // points
};

struct Curve {
  std::string id;                            // "c1"
  std::string label;                         // as printed, empty when not known
  std::map<std::string, double> conditions;  // SI; temperatures in degC: {"T": 25}, {"VGS": 10}
  std::string axis = "y";                    // "y" or "y2"
  CurveStyle style;
  std::vector<std::array<double, 2>> points;   // in drawn order, so vertical parts survive
  std::array<double, 2> uncertainty = {0, 0};  // of a point, fraction of each axis's span
  std::vector<std::pair<int, int>> shared;     // point ranges where another curve lies on this one
  double confidence = 0;
};

struct Source {
  std::string file;  // name without folders
  std::string sha256;
  int page = 1;
  std::string figure;  // number as printed, "3"; empty when there is none
  std::string caption;
  std::array<double, 4> box = {0, 0, 0, 0};  // plot box l,t,r,b in points of the page, y down
  std::string crop_png;                      // file name of the overlay, beside this file
  std::string figure_png;                    // the same part of the page with nothing drawn over it
  std::array<double, 4> crop = {0, 0, 0, 0};  // what both pictures show, l,t,r,b as `box`
};

struct Extraction {
  std::string engine;  // version that made it
  Source source;
  std::string title;
  std::string family = "other";  // config/families
  std::string device;            // "diode", "mosfet", ...; empty when not known
  Method method = Method::vector;
  Axis x, y;
  std::optional<Axis> y2;
  std::vector<Curve> curves;
  std::map<std::string, double> conditions;  // of the whole figure: {"TJ": 25, "f": 1e6}
  std::vector<std::string> transforms;       // "y: sign changed (P-channel)"; never silent
  std::vector<std::string> hints;            // what the user overrode, as given
  double confidence = 0;
  Verdict status = Verdict::refused;
  std::vector<std::string> reasons;  // sentences; empty only when accepted
  // Where the datasheet's own table says otherwise, in sentences: reported, never forced.
  std::vector<std::string> contradictions;

  // File name without ending of this figure's artifacts: "<stem>-p<page>-f<k>".
  std::string artifact_name;
};

Json to_json(const Extraction& extraction);
Result<Extraction> extraction_from_json(const Json& json);

// Tidy CSV: `curve,label,x,y,x_error,y_error` under `#` lines that name source, axes, units and
// conditions. Errors are in the units of the axis (at that point, for a logarithmic axis).
std::string to_tidy_csv(const Extraction& extraction);

// One x column and one column a curve, at `points` places over the common drawn range; empty cells
// where a curve is not drawn. A curve that is not a function of x is left out and named.
std::string to_wide_csv(const Extraction& extraction, int points);

}  // namespace curvespice
