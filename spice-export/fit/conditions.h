// Conditions as figures state them, found under the names that vendors use.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace curvespice {

// Compared without case, "_" and "()": "V_GS" is VGS.
std::optional<double> condition_named(const std::map<std::string, double>& conditions,
                                      const std::string& name);

// T, TJ, TA, Tamb, TC, Tcase, TVJ, TL...: degC.
std::optional<double> temperature_of(const std::map<std::string, double>& conditions);

// "25", "0.001", "1e-06": for a person.
std::string plain_number(double value);

}  // namespace curvespice
