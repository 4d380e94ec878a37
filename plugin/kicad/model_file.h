// What a SPICE library file defines, as far as a schematic symbol needs to know.
#pragma once

#include <string>
#include <vector>

namespace curvespice::kicad {

struct ModelDefinition {
  std::string name;               // BAS16
  std::string type;               // lower case: d, npn, nmos, vdmos ...; "subckt"
  std::vector<std::string> pins;  // of a subcircuit, in its order; empty for a .model
};

// Every .model and .subckt of the text at its top level: models inside a subcircuit belong to it.
// Continuation lines are followed.
std::vector<ModelDefinition> definitions_in(const std::string& library);

}  // namespace curvespice::kicad
