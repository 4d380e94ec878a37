// Numbers as datasheets print them at their axes.
#pragma once

#include <string>
#include <vector>

namespace curvespice {

// One way to read a printed number. Its `cost` says how far-fetched it is: 0 = as printed; the
// votes of the other labels decide between alternatives.
struct NumberReading {
  double value = 0;
  double cost = 0;
  std::string unit;  // what stood behind the digits, without the SI prefix: "V", "°C", "%"
};

// All readings of one token: "10", "-.5", "1.0E+01", "0,5", "10,000", "10k", "100µ", "5V",
// "2x10^3", "10^-3", "10-3" (a flattened exponent), "102" (102, or 10² flattened). Empty for
// anything else.
std::vector<NumberReading> read_number(const std::string& text);

// A whole number as an exponent is written: "-3", "+2", "6". False for anything else.
bool read_exponent(const std::string& text, int& exponent);

// The factor of an SI prefix ("k", "m", "µ", "u", "n", "p", "M", "G", "K" = kilo); 0 for no prefix.
double si_prefix(const std::string& prefix);

}  // namespace curvespice
