// Extracted figures turned into what a device class can be fitted to and verified against.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractor/extraction.h"
#include "spice-export/device/bench_run.h"
#include "spice-export/device/device_class.h"

namespace curvespice {

// An axis as plotted: maps values to [0, 1] across the plot box.
struct PlotAxis {
  Scale scale = Scale::linear;
  double lo = 0, hi = 1;

  double unit(double value) const;  // far below 0 for a value that a log axis cannot show
  double value(double unit) const;
};

// A curve that a bench repeats. "Forced" is the quantity that the simulator is given, "measured"
// the one it answers; which of them is x depends on the bench.
struct DataCurve {
  std::size_t extraction = 0;  // index in the request
  std::size_t curve = 0;       // index in that extraction
  std::string label;
  const Bench* bench = nullptr;
  std::map<std::string, double> conditions;
  double temperature = 25;
  PlotAxis forced_axis, measured_axis;
  bool forced_is_x = true;
  double forced_sign = 1, measured_sign = 1;  // -1: drawn negative, mirrored here
  std::vector<double> forced, measured;       // SI, evenly spread along the drawn curve
  std::vector<double> slope;   // d measured / d forced, both in units of the plot box
  double uncertainty = 0.001;  // of a point, fraction of the plot box
  bool contradicts = false;    // found by the fit: left out of it, and named

  BenchCurve bench_curve() const { return {bench, forced, conditions, temperature}; }
};

// What became of a figure, and why.
struct FigureUse {
  bool used = false;
  std::string reason;              // why it is not used, a sentence
  std::vector<std::string> notes;  // assumptions and curves left out, a sentence each
};

struct Dataset {
  std::vector<DataCurve> curves;
  std::vector<FigureUse> figures;  // one an extraction
};

// `points` a curve are kept (fewer where a curve has no length). Curves outside what the class can
// repeat are left out with a note; a figure without any curve left is not used. `device` must
// outlive the result.
// Of a figure whose curves are different parts the one named in `part` is kept, else the first.
Dataset make_dataset(const DeviceClass& device, const std::vector<Extraction>& extractions,
                     std::size_t points, const std::string& part = "");

// The curves of one family, in order.
std::vector<const DataCurve*> curves_of(const Dataset& dataset, const std::string& family);

}  // namespace curvespice
