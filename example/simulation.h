// Sweeps of the known diode in ngspice, run as a child process.
#pragma once

#include <vector>

#include "base/result.h"

namespace curvespice::example {

struct Sample {
  double x = 0;
  double y = 0;
};

// Current (A) through the diode against the voltage (V) across it, at `celsius` degrees.
Result<std::vector<Sample>> forward_sweep(double celsius, double top_volts);

// Reverse current (A, positive) against reverse voltage (V, positive).
Result<std::vector<Sample>> reverse_sweep(double celsius, double top_volts);

// Small-signal capacitance (F) against reverse voltage (V) at 1 MHz and 25 degrees.
Result<std::vector<Sample>> capacitance_sweep(double top_volts);

}  // namespace curvespice::example
