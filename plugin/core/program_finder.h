// Where the curvespice executable lies, as seen from inside a host.
#pragma once

#include <string>

namespace curvespice::plugin {

// $CURVESPICE_PROGRAM, ../../bin/curvespice from the file that holds this code, PATH; "" if none.
std::string find_curvespice();

}  // namespace curvespice::plugin
