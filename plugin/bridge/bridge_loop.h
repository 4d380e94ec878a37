// The bridge at its socket: lines in, lines out, and a look at the watched jobs in between.
#pragma once

#include "plugin/bridge/bridge.h"

namespace curvespice::bridge {

// Serves until the host closes the socket. Returns an exit code: 0 the host is gone, 3 otherwise.
int serve_host(int socket, Bridge& bridge);

}  // namespace curvespice::bridge
