// The parameters that a stage moves, as a vector for least_squares: logarithms of those that are
// searched so, the others as a fraction of their range.
#pragma once

#include <vector>

#include <Eigen/Dense>

#include "spice-export/device/device_class.h"

namespace curvespice {

class ParameterSpace {
 public:
  ParameterSpace(const DeviceClass& device, const std::vector<std::string>& names);

  const std::vector<const Parameter*>& parameters() const { return parameters_; }
  Eigen::VectorXd low() const;
  Eigen::VectorXd high() const;
  // Values outside the bounds are moved to them.
  Eigen::VectorXd encode(const ParameterValues& values) const;
  // Overwrites the parameters of this space in `values`.
  void decode(const Eigen::VectorXd& q, ParameterValues& values) const;
  double decode_one(std::size_t index, double q) const;
  // One standard error in q as a fraction of the parameter's size, for judging it undetermined.
  double relative_error(std::size_t index, double q, double error) const;

 private:
  std::vector<const Parameter*> parameters_;
};

}  // namespace curvespice
