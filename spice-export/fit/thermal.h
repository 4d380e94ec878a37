// Temperatures as device equations want them.
#pragma once

namespace curvespice {

inline double kelvin(double celsius) { return celsius + 273.15; }

// kT/q in volt.
inline double thermal_voltage(double celsius) { return 8.617333262e-5 * kelvin(celsius); }

}  // namespace curvespice
