#include "spice-export/fit/objective.h"

#include <algorithm>
#include <cmath>

namespace curvespice {

std::optional<Eigen::VectorXd> Objective::operator()(const Eigen::VectorXd& q,
                                                     std::optional<int> changed,
                                                     const Eigen::VectorXd& base) {
  if (evaluator_.fatal()) return std::nullopt;
  space_.decode(q, values_);
  const Curves affected = changed ? affected_by(*changed) : curves_;
  const auto simulated = evaluator_.simulate(values_, affected);
  if (!simulated) return std::nullopt;
  Eigen::VectorXd residuals = changed ? base : Eigen::VectorXd(size());
  Eigen::Index at = 0;
  std::size_t next = 0;
  for (const DataCurve* curve : curves_) {
    const auto length = static_cast<Eigen::Index>(curve->forced.size());
    if (next < affected.size() && affected[next] == curve) {
      const std::vector<double> errors = plot_errors(*curve, (*simulated)[next++]);
      const double unit = unit_of(*curve);
      for (Eigen::Index i = 0; i < length; ++i)
        residuals[at + i] = errors[static_cast<std::size_t>(i)] / unit;
    }
    at += length;
  }
  return residuals;
}

Curves Objective::affected_by(int parameter) const {
  const auto& families = space_.parameters()[static_cast<std::size_t>(parameter)]->families;
  Curves affected;
  for (const DataCurve* curve : curves_)
    if (std::find(families.begin(), families.end(), curve->bench->family) != families.end())
      affected.push_back(curve);
  return affected;
}

Eigen::Index Objective::size() const {
  Eigen::Index total = 0;
  for (const DataCurve* curve : curves_) total += static_cast<Eigen::Index>(curve->forced.size());
  return total;
}

double Objective::unit_of(const DataCurve& curve) const {
  const auto found = form_errors_.find(curve.bench->family);
  return std::hypot(curve.uncertainty, found == form_errors_.end() ? 0 : found->second);
}

}  // namespace curvespice
