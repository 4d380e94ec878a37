// Start values that a class file reads off figures, without code.
#pragma once

#include <optional>

#include "spice-export/fit/dataset.h"

namespace curvespice {

// y_min, y_max, y_first (lowest x), y_last, y_at; x_min, x_max, x_at_y_min, x_at_y_max;
// capacitance_at_x_min: 1/(2 pi x y) where x is lowest (impedance over frequency);
// inductance_at_x_max: y/(2 pi x) where x is highest.
std::optional<double> pick_value(const StartRule& rule, const Dataset& dataset);

// The rules of all parameters that have one.
ParameterValues start_values(const DeviceClass& device, const Dataset& dataset);

}  // namespace curvespice
