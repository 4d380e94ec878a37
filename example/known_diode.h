// The diode of the example datasheet. Its parameters are known exactly, so the demo can say how
// near the fit came to them: something no real datasheet allows.
//
// An invented high-speed switching diode of the 1N4148's kind. EG and XTI are silicon's textbook
// values; NBV is larger than N, because a real junction does not break down as sharply as ngspice's
// default has it. Parameters and equations: the ngspice manual, chapter "Diodes".
#pragma once

#include <string>
#include <vector>

namespace curvespice::example {

struct KnownParameter {
  std::string name;
  double value;      // SI
  std::string unit;  // SI; empty for a pure number
};

// IS N RS EG XTI TRS1 CJO VJ M BV IBV NBV.
const std::vector<KnownParameter>& known_parameters();

// ".model EX4148 D(IS=2.6e-09 ... TNOM=25)".
std::string model_card();

}  // namespace curvespice::example
