#include "example/known_diode.h"

#include <cstdio>

namespace curvespice::example {
namespace {

std::string text(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%g", value);
  return digits;
}

bool is_of_leakage(const KnownParameter& parameter) { return parameter.name[0] == 'L'; }

}  // namespace

const std::vector<KnownParameter>& known_parameters() {
  static const std::vector<KnownParameter> parameters = {
      {"IS", 2.6e-9, "A"}, {"N", 1.78, ""},       {"RS", 0.6, "ohm"},    {"EG", 1.11, "eV"},
      {"XTI", 3, ""},      {"TRS1", 2e-3, "1/K"}, {"CJO", 2.2e-12, "F"}, {"VJ", 0.6, "V"},
      {"M", 0.35, ""},     {"LI", 8e-9, "A"},     {"LE", 0.66, "eV"},    {"LP", 0.4, ""},
  };
  return parameters;
}

std::string subcircuit() {
  std::string junction = ".model junction D(", leakage = ".param";
  for (const KnownParameter& parameter : known_parameters()) {
    const std::string assigned = " " + parameter.name + "=" + text(parameter.value);
    leakage += assigned;
    if (!is_of_leakage(parameter)) junction += assigned;
  }
  return ".subckt EX4148 A K\n" + junction + " TNOM=25)\n" + leakage +
         "\nD1 A K junction\n"
         "B1 K A I={LI}*exp({LE}/8.617333e-5*(1/298.15-1/(temper+273.15)))"
         "*pow(max(v(K,A),1e-6),{LP})\n"
         "+ -{IS}*exp({EG}/({N}*8.617333e-5)*(1/298.15-1/(temper+273.15)))"
         "*pow((temper+273.15)/298.15,{XTI}/{N})"
         "*(1-exp(-max(v(K,A),0)/({N}*8.617333e-5*(temper+273.15))))\n"
         ".ends EX4148\n";
}

}  // namespace curvespice::example
