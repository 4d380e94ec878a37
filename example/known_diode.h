// The diode of the example datasheet. Its parameters are known exactly, so the demo can say how
// near the fit came to them: something no real datasheet allows.
//
// An invented high-speed switching diode of the 1N4148's kind. The junction is ngspice's own
// (parameters and equations: the ngspice manual, chapter "Diodes"), EG and XTI silicon's textbook
// values. Real diodes leak far more than that equation says, and more at a higher voltage, because
// carriers are generated in the depletion layer; so with a source beside the junction the diode
// carries
//   I = LI (V / 1 V)^LP exp(LE / k (1/298.15 K - 1/T))    at a reverse voltage V:
// the source takes back the saturation current of the junction's own equation.
#pragma once

#include <string>
#include <vector>

namespace curvespice::example {

struct KnownParameter {
  std::string name;
  double value;      // SI
  std::string unit;  // SI; empty for a pure number
};

// IS N RS EG XTI TRS1 CJO VJ M of the junction, LI LE LP of the leakage.
const std::vector<KnownParameter>& known_parameters();

// The netlist of the subcircuit EX4148 with the pins anode and cathode.
std::string subcircuit();

}  // namespace curvespice::example
