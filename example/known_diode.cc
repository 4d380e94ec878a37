#include "example/known_diode.h"

#include <cstdio>

namespace curvespice::example {

const std::vector<KnownParameter>& known_parameters() {
  static const std::vector<KnownParameter> parameters = {
      {"IS", 2.6e-9, "A"}, {"N", 1.78, ""},       {"RS", 0.6, "ohm"},    {"EG", 1.11, "eV"},
      {"XTI", 3, ""},      {"TRS1", 2e-3, "1/K"}, {"CJO", 2.2e-12, "F"}, {"VJ", 0.6, "V"},
      {"M", 0.35, ""},     {"BV", 100, "V"},      {"IBV", 100e-6, "A"},  {"NBV", 60, ""},
  };
  return parameters;
}

std::string model_card() {
  std::string card = ".model EX4148 D(";
  for (const KnownParameter& parameter : known_parameters()) {
    char value[32];
    std::snprintf(value, sizeof value, "%g", parameter.value);
    card += parameter.name + "=" + value + " ";
  }
  return card + "TNOM=25)";
}

}  // namespace curvespice::example
