// Figures simulated from known parameters, as an extraction would give them.
#pragma once

#include <string>
#include <vector>

#include "extractor/extraction.h"
#include "spice-export/device/device_class.h"
#include "spice-export/simulate/simulator.h"

namespace curvespice {

// The class from config/devices; the test fails when it does not load.
DeviceClass shipped_class(const std::string& name);

// The defaults of the class with `values` in their place.
ParameterValues parameters_of(const DeviceClass& device, const ParameterValues& values);

struct SampleCurve {
  std::string label;
  std::map<std::string, double> conditions;
  std::vector<double> forced;
};

// A figure of `family` with one curve for each sample; axes as given, y or x from the simulator.
Extraction sample_figure(Simulator& simulator, const DeviceClass& device,
                         const ParameterValues& values, const std::string& family, const Axis& x,
                         const Axis& y, const std::vector<SampleCurve>& samples);

Axis axis(const std::string& unit, Scale scale, double lo, double hi);

// `count` values from lo to hi, evenly or in equal ratios.
std::vector<double> linear_values(double lo, double hi, std::size_t count);
std::vector<double> log_values(double lo, double hi, std::size_t count);

// Forward curves of a diode over 1 uA to 1 A at the given temperatures.
Extraction forward_figure(Simulator& simulator, const ParameterValues& values,
                          const std::vector<double>& temperatures);
Extraction capacitance_figure(Simulator& simulator, const ParameterValues& values);

// IS = 4 nA, N = 1.8, RS = 0.6 ohm, ...: a signal diode.
ParameterValues sample_diode();

}  // namespace curvespice
