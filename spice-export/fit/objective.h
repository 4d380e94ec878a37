// Residuals of some curves over some parameters, as least_squares wants them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "spice-export/fit/parameter_space.h"
#include "spice-export/fit/residuals.h"

namespace curvespice {

using Curves = std::vector<const DataCurve*>;  // of one Dataset, never null

// What a class cannot follow in the figures of a family, fraction of the plot box.
using FormErrors = std::map<std::string, double>;

class Objective {
 public:
  // `fixed` are the values of all parameters; those of `space` are overwritten. A residual is the
  // error over the curve's uncertainty and its family's form error together: what no parameter can
  // mend must not let the most exactly drawn figure win over all others.
  Objective(ModelEvaluator& evaluator, const ParameterSpace& space, Curves curves,
            const ParameterValues& fixed, FormErrors form_errors = {})
      : evaluator_(evaluator),
        space_(space),
        curves_(std::move(curves)),
        values_(fixed),
        form_errors_(std::move(form_errors)) {}

  // A ResidualFunction: only curves that the changed parameter moves are simulated again.
  std::optional<Eigen::VectorXd> operator()(const Eigen::VectorXd& q, std::optional<int> changed,
                                            const Eigen::VectorXd& base);

 private:
  Curves affected_by(int parameter) const;
  Eigen::Index size() const;
  double unit_of(const DataCurve& curve) const;

  ModelEvaluator& evaluator_;
  const ParameterSpace& space_;
  Curves curves_;
  ParameterValues values_;
  FormErrors form_errors_;
};

}  // namespace curvespice
