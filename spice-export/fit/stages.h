// The stages of a device class, one after the other, each from closed-form starts.
#pragma once

#include "spice-export/fit/fit_state.h"

namespace curvespice {

// A stage frees its parameters and those before it that no other figure holds, and fits them to its
// figures and to those that already determined them. A figure that the simulator cannot repeat at
// the start values costs itself, not the model: it is marked and noted. Errors: `cancelled`,
// `missing_program`, `io`.
Status run_stages(FitState& state);

}  // namespace curvespice
