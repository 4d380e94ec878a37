// The port for a service that is started on demand.
#pragma once

namespace curvespice {

// 0, which stands for the service's usual port, while that is free; else one that is free now:
// another user of the machine, or another state folder, may have a service of its own.
int port_to_start_at();

}  // namespace curvespice
