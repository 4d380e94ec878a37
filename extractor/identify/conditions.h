// "TJ = 25 °C, VGS = 10V" -> {"TJ": 25, "VGS": 10}.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace curvespice {

struct PrintedValue {
  double value = 0;  // SI; temperatures in degC
  std::string unit;  // SI; empty when none is printed
};

// "25 °C", "-4.5V", "250 µA", "0.5", "1 MHz". Nothing when the text holds more than a value.
std::optional<PrintedValue> read_value(const std::string& text);

// Conditions stated as NAME = VALUE anywhere in a text. Names as the field writes them: ambient
// temperatures "T", junction "TJ", case "TC"; voltages and currents upper case ("VGS"); duty "D".
// "single pulse" is D = 0.
std::map<std::string, double> read_conditions(const std::string& text);

// The same with a bare value ("10V", "-40°C", "100 nF"), which is `third`'s when the unit agrees:
// a temperature unit makes it "T" unless `third` is another temperature.
std::map<std::string, double> read_label_conditions(const std::string& text,
                                                    const std::string& third);

// "T_amb" -> "T", "V_GS" -> "VGS", "δ" -> "D".
std::string condition_name(const std::string& printed);

// SI unit of a condition by its first letters ("VGS" -> V, "IB" -> A, "T" -> degC); empty when
// the name tells nothing.
std::string condition_unit(const std::string& name);

// Some texts break a number in two, "Tj = 12 5 °C": two runs of digits before one unit are one
// temperature, since nobody lists two without a word or a comma between them.
std::string join_broken_number(std::string text);

}  // namespace curvespice
