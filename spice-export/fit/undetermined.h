// Parameters that the figures leave open.
#pragma once

#include "spice-export/fit/fit_state.h"

namespace curvespice {

// Takes those back to their default that the figures do not determine, the worst first, unless the
// fit then suffers. They are in state.open afterwards.
Status hold_undetermined(FitState& state);

// Neighbouring points of a drawn curve err together: how many share one error.
double points_per_independent(const FitState& state);

}  // namespace curvespice
