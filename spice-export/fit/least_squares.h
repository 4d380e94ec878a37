// Levenberg-Marquardt with bounds and Huber weights, for a few parameters and a slow function.
//
// Damping after Nielsen (Madsen, Nielsen, Tingleff: Methods for Non-Linear Least Squares Problems,
// 2004); parameters at a bound that the gradient pushes outwards are held for that step.
#pragma once

#include <functional>
#include <optional>

#include <Eigen/Dense>

namespace curvespice {

// Residuals at q. When `changed` names a parameter, q differs from the last point of which `base`
// was the answer in that parameter alone, so that what does not depend on it may be copied.
// Nothing = the function could not be evaluated there: the step is rejected.
using ResidualFunction = std::function<std::optional<Eigen::VectorXd>(
    const Eigen::VectorXd& q, std::optional<int> changed, const Eigen::VectorXd& base)>;

struct LeastSquaresOptions {
  int iterations = 30;
  double step = 1e-4;           // of the numeric derivative, in units of q
  double smallest_gain = 1e-4;  // relative; an accepted step that gains less is the last
  double huber = 0;             // residuals above this weigh like their root; 0 = plain squares
  // Asked between evaluations; true ends the descent at the best point so far. Null = never.
  std::function<bool()> stop;
};

struct LeastSquaresOutcome {
  Eigen::VectorXd q, residuals;
  Eigen::MatrixXd jacobian;  // at q, unweighted; columns of held parameters included
  double cost = 0;           // half the (Huber) sum of squares
  bool converged = false;
  bool stopped = false;  // by `stop`; the jacobian may then be of an earlier point
};

// `start` inside the bounds. Nothing when the function cannot be evaluated at the start.
std::optional<LeastSquaresOutcome> least_squares(const ResidualFunction& function,
                                                 const Eigen::VectorXd& start,
                                                 const Eigen::VectorXd& low,
                                                 const Eigen::VectorXd& high,
                                                 const LeastSquaresOptions& options = {});

}  // namespace curvespice
