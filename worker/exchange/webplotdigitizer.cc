// WebPlotDigitizer's project: JSON of its versions 3 and 4, alone or with the image in a .tar.
// Source: its own test files and its loader.
#include <cmath>

#include "base/json.h"
#include "worker/exchange/digitizer_project.h"

namespace curvespice {
namespace {

// Values are numbers, or texts of what was typed.
Result<double> typed_value(const Json& value) {
  if (value.is_number()) return value.get<double>();
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (!text.empty() && *end == '\0' && std::isfinite(number)) return number;
  return Error{ErrorCode::bad_input,
               "'" + text + "' beside a calibration point is no number (dates cannot be read)"};
}

Point place_of(const Json& point) {
  return {point.at("px").get<double>(), point.at("py").get<double>()};
}

Point moved(Point from, Point begin, Point end) {
  return {from.x + end.x - begin.x, from.y + end.y - begin.y};
}

// Four points: two of known x, two of known y. x is the same along the direction of the y points,
// and y along that of the x points.
Status read_calibration(const Json& points, DigitizedPlot& plot) {
  if (points.size() < 4)
    return Error{ErrorCode::bad_input, "the axes '" + plot.name + "' have no four points"};
  std::array<Point, 4> places;
  std::array<double, 4> values{};
  for (std::size_t i = 0; i < 4; ++i) {
    places[i] = place_of(points[i]);
    CURVESPICE_ASSIGN(values[i], typed_value(points[i].at(i < 2 ? "dx" : "dy")));
  }
  const auto& [x1, x2, y1, y2] = places;
  plot.calibration = {{x1, values[0], {}}, {x2, values[1], {}}, {moved(x1, y1, y2), values[0], {}},
                      {y1, {}, values[2]}, {y2, {}, values[3]}, {moved(y1, x1, x2), {}, values[2]}};
  return {};
}

void read_curves(const Json& datasets, const std::string& axes, DigitizedPlot& plot) {
  for (const Json& dataset : datasets) {
    if (!axes.empty() && dataset.value("axesName", axes) != axes) continue;
    DigitizedCurve curve{dataset.value("name", ""), {}};
    for (const Json& point : dataset.at("data"))
      curve.pixels.push_back({point.at("x").get<double>(), point.at("y").get<double>()});
    if (!curve.pixels.empty()) plot.curves.push_back(std::move(curve));
  }
}

Result<DigitizedPlot> read_version_3(const Json& wpd) {
  const Json& parameters = wpd.at("axesParameters");
  DigitizedPlot plot{
      "plot", parameters.value("isLogX", false), parameters.value("isLogY", false), {}, {}};
  CURVESPICE_TRY(read_calibration(wpd.at("calibration"), plot));
  read_curves(wpd.at("dataSeries"), "", plot);
  return plot;
}

Result<DigitizerProject> read_plots(const Json& json) {
  DigitizerProject project;
  if (json.contains("wpd")) {
    const Json& wpd = json.at("wpd");
    if (wpd.value("axesType", "") == "XYAxes") {
      CURVESPICE_ASSIGN(DigitizedPlot plot, read_version_3(wpd));
      project.plots.push_back(std::move(plot));
    }
  }
  for (const Json& axes : json.value("axesColl", Json::array())) {
    if (axes.value("type", "") != "XYAxes") continue;
    DigitizedPlot plot{
        axes.value("name", ""), axes.value("isLogX", false), axes.value("isLogY", false), {}, {}};
    CURVESPICE_TRY(read_calibration(axes.at("calibrationPoints"), plot));
    read_curves(json.at("datasetColl"), plot.name, plot);
    project.plots.push_back(std::move(plot));
  }
  if (!project.plots.empty()) return project;
  return Error{ErrorCode::bad_input,
               "the project of WebPlotDigitizer has no x and y axes (others cannot be read)"};
}

Json point_json(const CalibrationPoint& point) {
  return {{"px", point.pixel.x},
          {"py", point.pixel.y},
          {"dx", *point.x},
          {"dy", *point.y},
          {"dz", nullptr}};
}

Json curve_json(const DigitizedCurve& curve, const std::string& axes) {
  Json data = Json::array();
  for (const Point pixel : curve.pixels) data.push_back({{"x", pixel.x}, {"y", pixel.y}});
  return {{"name", curve.name},
          {"axesName", axes},
          {"colorRGB", {200, 0, 0, 255}},
          {"metadataKeys", Json::array()},
          {"data", data},
          {"autoDetectionData", nullptr}};
}

}  // namespace

Result<DigitizerProject> read_webplotdigitizer(const std::string& text) {
  CURVESPICE_ASSIGN(const Json json, parse_json(text, "the project of WebPlotDigitizer"));
  try {
    return read_plots(json);
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::bad_input,
                 std::string("the project of WebPlotDigitizer is damaged: ") + problem.what()};
  }
}

// Corners as `project_of` gives them: (low, low), (low, high), (high, low), (high, high).
std::string webplotdigitizer_text(const DigitizerProject& project) {
  Json json{{"version", {4, 2}},
            {"axesColl", Json::array()},
            {"datasetColl", Json::array()},
            {"measurementColl", Json::array()}};
  for (const DigitizedPlot& plot : project.plots) {
    Json points = Json::array();
    for (const std::size_t corner : {0, 2, 0, 1})
      points.push_back(point_json(plot.calibration.at(corner)));
    json["axesColl"].push_back({{"name", plot.name},
                                {"type", "XYAxes"},
                                {"isLogX", plot.log_x},
                                {"isLogY", plot.log_y},
                                {"noRotation", false},
                                {"calibrationPoints", points}});
    for (const DigitizedCurve& curve : plot.curves)
      json["datasetColl"].push_back(curve_json(curve, plot.name));
  }
  return json.dump() + "\n";
}

}  // namespace curvespice
