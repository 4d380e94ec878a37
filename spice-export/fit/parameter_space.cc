#include "spice-export/fit/parameter_space.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

double encode_value(const Parameter& parameter, double value) {
  value = std::clamp(value, parameter.low, parameter.high);
  return parameter.transform == Transform::log
             ? std::log(value)
             : (value - parameter.low) / (parameter.high - parameter.low);
}

}  // namespace

ParameterSpace::ParameterSpace(const DeviceClass& device, const std::vector<std::string>& names) {
  for (const std::string& name : names) parameters_.push_back(device.parameter(name));
}

Eigen::VectorXd ParameterSpace::low() const {
  Eigen::VectorXd q(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    q[static_cast<Eigen::Index>(i)] = encode_value(*parameters_[i], parameters_[i]->low);
  return q;
}

Eigen::VectorXd ParameterSpace::high() const {
  Eigen::VectorXd q(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    q[static_cast<Eigen::Index>(i)] = encode_value(*parameters_[i], parameters_[i]->high);
  return q;
}

Eigen::VectorXd ParameterSpace::encode(const ParameterValues& values) const {
  Eigen::VectorXd q(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    q[static_cast<Eigen::Index>(i)] =
        encode_value(*parameters_[i], values.at(parameters_[i]->name));
  return q;
}

void ParameterSpace::decode(const Eigen::VectorXd& q, ParameterValues& values) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    values[parameters_[i]->name] = decode_one(i, q[static_cast<Eigen::Index>(i)]);
}

double ParameterSpace::decode_one(std::size_t index, double q) const {
  const Parameter& parameter = *parameters_[index];
  const double value = parameter.transform == Transform::log
                           ? std::exp(q)
                           : parameter.low + q * (parameter.high - parameter.low);
  return std::clamp(value, parameter.low, parameter.high);
}

double ParameterSpace::relative_error(std::size_t index, double q, double error) const {
  const Parameter& parameter = *parameters_[index];
  // A saturation current that may span 30 decades is well known within one.
  if (parameter.transform == Transform::log)
    return error / std::max(1.0, 0.08 * std::log(parameter.high / parameter.low));
  // A parameter that may well be zero is judged by its range instead of its value.
  const double range = parameter.high - parameter.low;
  return error * range / std::max(std::abs(decode_one(index, q)), 0.1 * range);
}

}  // namespace curvespice
