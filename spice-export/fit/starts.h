// Closed-form start values: the few lines of code that a device class may have besides its data.
#pragma once

#include <functional>
#include <string>

#include "spice-export/fit/dataset.h"

namespace curvespice {

// Start values by parameter name; what is missing starts at its default. Needs no simulator.
using StartFunction = std::function<ParameterValues(const Dataset&)>;

// By the `start` of the class; null for an unknown name.
StartFunction start_function(const std::string& name);

// One small file a class, in starts/.
ParameterValues diode_starts(const Dataset& dataset);
ParameterValues mosfet_starts(const Dataset& dataset);
ParameterValues bjt_starts(const Dataset& dataset);
ParameterValues channel_starts(const Dataset& dataset);
ParameterValues igbt_starts(const Dataset& dataset);

}  // namespace curvespice
