// A plot that a person digitized by hand in another program: Engauge Digitizer or WebPlotDigitizer.
// Coordinates of points are pixels of the image, y down, in that program's own convention; points
// of calibration and curves share it, so values do not depend on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/document/page.h"

namespace curvespice {

// A place whose value on one axis or both is known.
struct CalibrationPoint {
  Point pixel;
  std::optional<double> x, y;
};

struct DigitizedCurve {
  std::string name;
  Polyline pixels;
};

struct DigitizedPlot {
  std::string name;
  bool log_x = false, log_y = false;
  std::vector<CalibrationPoint> calibration;
  std::vector<DigitizedCurve> curves;
};

struct DigitizerProject {
  std::string image;  // the bytes of a PNG or JPEG; empty where the project has none in it
  std::vector<DigitizedPlot> plots;
};

// By its content: Engauge's XML (.dig, since its version 6), WebPlotDigitizer's JSON (versions 3
// and 4) or its .tar. `bad_input` with what is missing: another format, axes that are not x and y,
// dates for numbers.
Result<DigitizerProject> read_digitizer_project(const std::string& bytes);

Result<DigitizerProject> read_engauge(const std::string& xml);
Result<DigitizerProject> read_webplotdigitizer(const std::string& json);

// Texts that those programs open. WebPlotDigitizer's has no image in it: see
// `webplotdigitizer_tar`.
std::string engauge_text(const DigitizerProject& project, int width, int height);
std::string webplotdigitizer_text(const DigitizerProject& project);
Result<std::string> webplotdigitizer_tar(const DigitizerProject& project, const std::string& name);

}  // namespace curvespice
