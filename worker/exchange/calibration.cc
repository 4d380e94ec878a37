#include "worker/exchange/calibration.h"

#include <cmath>

#include <Eigen/Dense>

namespace curvespice {

Result<Calibration::Plane> Calibration::plane(const DigitizedPlot& plot, bool of_x) {
  const std::string axis = of_x ? "x axis" : "y axis";
  const bool log = of_x ? plot.log_x : plot.log_y;
  std::vector<std::pair<Point, double>> known;
  for (const CalibrationPoint& point : plot.calibration) {
    const std::optional<double>& value = of_x ? point.x : point.y;
    if (!value) continue;
    if (log && !(*value > 0))
      return Error{
          ErrorCode::bad_input,
          "the " + axis + " is logarithmic, but a point on it is at " + std::to_string(*value)};
    known.emplace_back(point.pixel, log ? std::log10(*value) : *value);
  }
  Eigen::MatrixXd places(known.size(), 3);
  Eigen::VectorXd values(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    places.row(row) << 1, known[i].first.x, known[i].first.y;
    values(row) = known[i].second;
  }
  const auto solver = places.colPivHouseholderQr();
  if (known.size() < 3 || solver.rank() < 3)
    return Error{ErrorCode::bad_input,
                 "the points of the " + axis +
                     " do not determine it: two of them coincide, or one is missing"};
  const Eigen::VectorXd found = solver.solve(values);
  return Plane{found(0), found(1), found(2)};
}

Result<Calibration> Calibration::of(const DigitizedPlot& plot) {
  Calibration calibration;
  CURVESPICE_ASSIGN(calibration.x_, plane(plot, true));
  CURVESPICE_ASSIGN(calibration.y_, plane(plot, false));
  calibration.log_x_ = plot.log_x;
  calibration.log_y_ = plot.log_y;
  return calibration;
}

Point Calibration::at(Point pixel) const { return {x_.at(pixel), y_.at(pixel)}; }

double Calibration::value_x(double linear) const { return log_x_ ? std::pow(10, linear) : linear; }

double Calibration::value_y(double linear) const { return log_y_ ? std::pow(10, linear) : linear; }

}  // namespace curvespice
