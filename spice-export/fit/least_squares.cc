#include "spice-export/fit/least_squares.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace curvespice {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

double huber_cost(const VectorXd& residuals, double limit) {
  double cost = 0;
  for (const double r : residuals) {
    const double size = std::abs(r);
    cost += limit <= 0 || size <= limit ? size * size : 2 * limit * size - limit * limit;
  }
  return cost / 2;
}

VectorXd huber_weights(const VectorXd& residuals, double limit) {
  VectorXd weights = VectorXd::Ones(residuals.size());
  if (limit <= 0) return weights;
  for (Eigen::Index i = 0; i < residuals.size(); ++i)
    weights[i] = std::min(1.0, limit / std::max(std::abs(residuals[i]), 1e-300));
  return weights;
}

class Descent {
 public:
  Descent(const ResidualFunction& function, const VectorXd& low, const VectorXd& high,
          const LeastSquaresOptions& options)
      : function_(function), low_(low), high_(high), options_(options) {}

  std::optional<LeastSquaresOutcome> run(const VectorXd& start) {
    now_.q = start.cwiseMax(low_).cwiseMin(high_);
    auto residuals = function_(now_.q, std::nullopt, {});
    if (!residuals) return std::nullopt;
    now_.residuals = std::move(*residuals);
    now_.cost = huber_cost(now_.residuals, options_.huber);
    now_.jacobian.setZero(now_.residuals.size(), now_.q.size());
    if (!differentiate()) return std::nullopt;
    for (int i = 0; i < options_.iterations && !now_.converged && !stopped(); ++i)
      if (!step()) break;
    return now_;
  }

 private:
  // Forward differences, backward at the upper bound.
  bool differentiate() {
    for (Eigen::Index j = 0; j < now_.q.size() && !stopped(); ++j) {
      double h = now_.q[j] + options_.step > high_[j] ? -options_.step : options_.step;
      auto shifted = shift(j, h);
      if (!shifted) shifted = shift(j, h = -h);
      if (!shifted) return false;
      now_.jacobian.col(j) = (*shifted - now_.residuals) / h;
    }
    return true;
  }

  std::optional<VectorXd> shift(Eigen::Index j, double h) {
    VectorXd q = now_.q;
    q[j] += h;
    return function_(q, static_cast<int>(j), now_.residuals);
  }

  // One accepted step, trying growing damping. False when no step helps or it has converged.
  bool step() {
    const VectorXd weights = huber_weights(now_.residuals, options_.huber);
    const VectorXd gradient = now_.jacobian.transpose() * weights.cwiseProduct(now_.residuals);
    const MatrixXd normal = now_.jacobian.transpose() * weights.asDiagonal() * now_.jacobian;
    for (int attempt = 0; attempt < 12 && !stopped(); ++attempt) {
      const VectorXd q = propose(normal, gradient);
      const VectorXd move = q - now_.q;
      if (move.cwiseAbs().maxCoeff() < 1e-9) break;
      const double predicted = -(gradient.dot(move) + 0.5 * move.dot(normal * move));
      if (accept(q, predicted)) return !now_.converged && differentiate();
      damping_ *= growth_;
      growth_ *= 2;
    }
    now_.converged = !now_.stopped;
    return false;
  }

  bool stopped() {
    now_.stopped = now_.stopped || (options_.stop && options_.stop());
    return now_.stopped;
  }

  VectorXd propose(const MatrixXd& normal, const VectorXd& gradient) const {
    MatrixXd damped = normal;
    VectorXd slope = gradient;
    for (Eigen::Index j = 0; j < now_.q.size(); ++j) {
      damped(j, j) += damping_ * std::max(normal(j, j), 1e-12);
      const bool held =
          (now_.q[j] <= low_[j] && gradient[j] > 0) || (now_.q[j] >= high_[j] && gradient[j] < 0);
      if (!held) continue;
      damped.row(j).setZero();
      damped.col(j).setZero();
      damped(j, j) = 1;
      slope[j] = 0;
    }
    const VectorXd move = damped.ldlt().solve(-slope);
    return (now_.q + move).cwiseMax(low_).cwiseMin(high_);
  }

  bool accept(const VectorXd& q, double predicted) {
    auto residuals = function_(q, std::nullopt, {});
    if (!residuals) return false;
    const double cost = huber_cost(*residuals, options_.huber);
    if (!(cost < now_.cost)) return false;
    const double gain = now_.cost - cost;
    const double ratio = predicted > 0 ? gain / predicted : 1;
    damping_ *= std::max(1.0 / 3, 1 - std::pow(2 * ratio - 1, 3));
    growth_ = 2;
    now_.converged = gain < options_.smallest_gain * now_.cost;
    now_.q = q;
    now_.residuals = std::move(*residuals);
    now_.cost = cost;
    return true;
  }

  const ResidualFunction& function_;
  const VectorXd& low_;
  const VectorXd& high_;
  const LeastSquaresOptions& options_;
  LeastSquaresOutcome now_;
  double damping_ = 1e-3, growth_ = 2;
};

}  // namespace

std::optional<LeastSquaresOutcome> least_squares(const ResidualFunction& function,
                                                 const VectorXd& start, const VectorXd& low,
                                                 const VectorXd& high,
                                                 const LeastSquaresOptions& options) {
  return Descent(function, low, high, options).run(start);
}

}  // namespace curvespice
