#include "spice-export/fit/uncertainty.h"

#include <algorithm>
#include <cmath>

namespace curvespice {

Uncertainty estimate_uncertainty(const LeastSquaresOutcome& outcome,
                                 double points_per_independent) {
  const Eigen::Index count = outcome.q.size();
  Eigen::VectorXd scale = outcome.jacobian.colwise().norm().transpose().cwiseMax(1e-30);
  const Eigen::MatrixXd scaled = outcome.jacobian * scale.cwiseInverse().asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(scaled.transpose() * scaled);
  // A direction in which nothing changes gets a large but finite error.
  const Eigen::VectorXd inverse = eigen.eigenvalues().cwiseMax(1e-14).cwiseInverse();
  Eigen::MatrixXd covariance =
      eigen.eigenvectors() * inverse.asDiagonal() * eigen.eigenvectors().transpose();
  covariance = scale.cwiseInverse().asDiagonal() * covariance * scale.cwiseInverse().asDiagonal();
  const double freedom = std::max<double>(1, static_cast<double>(outcome.residuals.size() - count));
  const double spread = std::max(1.0, outcome.residuals.squaredNorm() / freedom);
  covariance *= spread * points_per_independent;
  Uncertainty uncertainty;
  uncertainty.error = covariance.diagonal().cwiseMax(0).cwiseSqrt();
  const Eigen::VectorXd safe = uncertainty.error.cwiseMax(1e-300).cwiseInverse();
  uncertainty.correlation = safe.asDiagonal() * covariance * safe.asDiagonal();
  return uncertainty;
}

}  // namespace curvespice
