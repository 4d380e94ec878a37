// What an axis shows, by its symbol or its words: "VF" for "Forward Voltage, V_F".
#pragma once

#include <string>

namespace curvespice {

struct Quantity {
  std::string name;      // canonical: "VF", "ID", "CJ", "Zth"; empty when not known
  std::string unit;      // SI unit it is measured in; "1" for a quantity without unit
  double certainty = 0;  // 0..1: symbol and words agree, or one of them
};

// From an axis title (with or without its unit). `unit`: the SI unit printed there, if any: a "T"
// in °C is a temperature and no time.
Quantity find_quantity(const std::string& title, const std::string& unit = "");

}  // namespace curvespice
