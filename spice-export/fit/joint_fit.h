// All figures and all freed parameters together, after the stages.
#pragma once

#include "spice-export/fit/fit_state.h"

namespace curvespice {

// Fits all, then again with outliers held down and figures weighed by what the class can follow.
// `bad_input` when the simulator gives no result at the values of the stages.
Status fit_jointly(FitState& state);

// Marks and names a curve without which all the others fit three times as well; then fits again.
Status find_contradiction(FitState& state);

}  // namespace curvespice
