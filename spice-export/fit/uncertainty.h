// Standard errors and correlations of fitted parameters from the Jacobian at the solution.
#pragma once

#include "spice-export/fit/least_squares.h"

namespace curvespice {

struct Uncertainty {
  Eigen::VectorXd error;        // one standard error, in q
  Eigen::MatrixXd correlation;  // -1..1
};

// Residuals are in units of their own uncertainty; where they are larger than that, the errors grow
// with them. `points_per_independent`: how many neighbouring residuals share one error.
Uncertainty estimate_uncertainty(const LeastSquaresOutcome& outcome, double points_per_independent);

}  // namespace curvespice
