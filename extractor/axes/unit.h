// Units as datasheets print them -> SI.
#pragma once

#include <optional>
#include <string>

namespace curvespice {

struct Unit {
  std::string si;     // "A", "ohm", "degC", "%", "1", "K/W", "V/s"
  double factor = 1;  // printed value times this is in `si`
};

// A unit alone: "pF", "mAdc", "MILLIAMPERES", "kΩ", "°C/W", "V/µs". Nothing for any other word.
// A lone "C" is a coulomb, a lone "K" nothing: a title says more (see find_unit).
std::optional<Unit> read_unit(const std::string& text);

struct TitleUnit {
  Unit unit;
  std::string rest;  // the title without the unit
};

// The unit in an axis title: "Forward Voltage (V)", "f / MHz", "VGS - Volts", "ID, [mA]". A ratio
// of one quantity to itself ("Zth/Rth", "normalized") has unit "1". Nothing when none is printed.
// `temperature`: a lone C, K or ring is then degC. `resistance`: "mW" is then a milliohm whose
// Symbol-font omega was lost.
std::optional<TitleUnit> find_unit(const std::string& title, bool temperature, bool resistance);

}  // namespace curvespice
