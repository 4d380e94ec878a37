#include "plugin/cli/commands.h"
#include "spice-export/simulate/ngspice_simulator.h"

namespace curvespice {

// Started by the worker over a socket pair (base/process.h): the socket is descriptor 3.
int simulator_command(const Arguments&) { return simulator_main(3); }

}  // namespace curvespice
