// Repeats figures in the simulator: a device class's test bench around a model's text.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "spice-export/device/device_class.h"
#include "spice-export/simulate/simulator.h"

namespace curvespice {

// One curve to repeat: what is forced point by point, and under which conditions.
struct BenchCurve {
  const Bench* bench = nullptr;
  std::vector<double> forced;                // SI, in any order
  std::map<std::string, double> conditions;  // every condition of the bench; its frequency
  double temperature = 25;                   // degC; not used where temperature is forced
};

// The model under test: text of the .model or .subckt and the name in it.
struct ModelUnderTest {
  const DeviceClass* device = nullptr;
  std::string text;
  std::string name;
};

// The measured quantity of each curve at its forced values. Curves of one bench and temperature
// share a run. Errors are the simulator's.
Result<std::vector<std::vector<double>>> run_benches(Simulator& simulator,
                                                     const ModelUnderTest& model,
                                                     const std::vector<BenchCurve>& curves);

}  // namespace curvespice
