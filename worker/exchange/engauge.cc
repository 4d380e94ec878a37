// Engauge Digitizer's document: XML, the image in it as Qt writes one, in base64. Source: documents
// of its versions 8 to 12.
#include <cmath>
#include <sstream>

#include <openssl/evp.h>
#include <pugixml.hpp>

#include "worker/exchange/digitizer_project.h"

namespace curvespice {
namespace {

// Qt's mark that a picture follows.
const std::string kPicture("\0\0\0\1", 4);
constexpr int kLogarithmic = 1;  // ScaleXTheta and ScaleYRadius; 0 is linear

std::string decoded(std::string text) {
  std::erase_if(text, [](unsigned char letter) { return letter <= ' '; });
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  const int count = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                    reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()));
  if (count < 0) return {};
  bytes.resize(static_cast<std::size_t>(count));
  for (std::size_t i = text.size(); i > 0 && text[i - 1] == '='; --i) bytes.pop_back();
  return bytes;
}

std::string encoded(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int count = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                    reinterpret_cast<const unsigned char*>(bytes.data()),
                                    static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(count));
  return text;
}

Point screen_place(const pugi::xml_node& point) {
  const pugi::xml_node screen = point.child("PositionScreen");
  return {screen.attribute("X").as_double(), screen.attribute("Y").as_double()};
}

CalibrationPoint calibration_point(const pugi::xml_node& point) {
  const pugi::xml_node graph = point.child("PositionGraph");
  CalibrationPoint found{screen_place(point), graph.attribute("X").as_double(),
                         graph.attribute("Y").as_double()};
  // With four axis points, two say nothing but x and two nothing but y.
  const bool only_x = point.attribute("IsXOnly").as_bool();
  if (only_x) found.y.reset();
  return found;
}

void read_curves(const pugi::xml_node& system, DigitizedPlot& plot) {
  for (const pugi::xml_node curve : system.child("CurvesGraphs").children("Curve")) {
    DigitizedCurve found{curve.attribute("CurveName").as_string(), {}};
    for (const pugi::xml_node point : curve.child("CurvePoints").children("Point"))
      found.pixels.push_back(screen_place(point));
    if (!found.pixels.empty()) plot.curves.push_back(std::move(found));
  }
}

Result<DigitizedPlot> read_system(const pugi::xml_node& system) {
  const pugi::xml_node coords = system.child("Coords");
  if (std::string(coords.attribute("TypeString").as_string("Cartesian")) != "Cartesian")
    return Error{ErrorCode::bad_input, "the plot has polar axes: only x and y can be read"};
  DigitizedPlot plot;
  plot.name = "plot";
  plot.log_x = coords.attribute("ScaleXTheta").as_int() == kLogarithmic;
  plot.log_y = coords.attribute("ScaleYRadius").as_int() == kLogarithmic;
  for (const pugi::xml_node point : system.child("Curve").child("CurvePoints").children("Point"))
    plot.calibration.push_back(calibration_point(point));
  read_curves(system, plot);
  return plot;
}

std::string number(double value) {
  std::ostringstream text;
  text.precision(12);
  text << value;
  return text.str();
}

void add_point(pugi::xml_node points, const std::string& curve, int index, Point place,
               const CalibrationPoint* known) {
  pugi::xml_node point = points.append_child("Point");
  point.append_attribute("Identifier") = (curve + "\tpoint\t" + std::to_string(index)).c_str();
  point.append_attribute("Ordinal") = index;
  point.append_attribute("IsAxisPoint") = known != nullptr ? "True" : "False";
  point.append_attribute("IsXOnly") = "False";
  point.append_attribute("Index") = index;
  pugi::xml_node screen = point.append_child("PositionScreen");
  screen.append_attribute("X") = number(place.x).c_str();
  screen.append_attribute("Y") = number(place.y).c_str();
  if (known == nullptr) return;
  pugi::xml_node graph = point.append_child("PositionGraph");
  graph.append_attribute("X") = number(*known->x).c_str();
  graph.append_attribute("Y") = number(*known->y).c_str();
}

pugi::xml_node add_curve(pugi::xml_node parent, const std::string& name) {
  pugi::xml_node curve = parent.append_child("Curve");
  curve.append_attribute("CurveName") = name.c_str();
  return curve.append_child("CurvePoints");
}

void add_system(pugi::xml_node document, const DigitizedPlot& plot) {
  pugi::xml_node system = document.append_child("CoordSystem");
  pugi::xml_node coords = system.append_child("Coords");
  coords.append_attribute("Type") = 0;
  coords.append_attribute("TypeString") = "Cartesian";
  const auto scale = [&](const char* name, bool log) {
    coords.append_attribute(name) = log ? kLogarithmic : 0;
    coords.append_attribute((std::string(name) + "String").c_str()) = log ? "Log" : "Linear";
  };
  scale("ScaleXTheta", plot.log_x);
  scale("ScaleYRadius", plot.log_y);
  pugi::xml_node axes = add_curve(system, "Axes");
  // Engauge takes three axis points.
  for (std::size_t i = 0; i < plot.calibration.size() && i < 3; ++i)
    add_point(axes, "Axes", static_cast<int>(i + 1), plot.calibration[i].pixel,
              &plot.calibration[i]);
  pugi::xml_node curves = system.append_child("CurvesGraphs");
  for (const DigitizedCurve& curve : plot.curves) {
    pugi::xml_node points = add_curve(curves, curve.name);
    int index = 0;
    for (const Point place : curve.pixels) add_point(points, curve.name, ++index, place, nullptr);
  }
}

}  // namespace

Result<DigitizerProject> read_engauge(const std::string& xml) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  const pugi::xml_node root = document.child("Document");
  if (!parsed || !root)
    return Error{ErrorCode::bad_input,
                 std::string("this is no document of Engauge Digitizer: ") + parsed.description()};
  DigitizerProject project;
  const std::string image = decoded(root.child("Image").text().as_string());
  if (image.compare(0, kPicture.size(), kPicture) == 0)
    project.image = image.substr(kPicture.size());
  for (const pugi::xml_node system : root.children("CoordSystem")) {
    CURVESPICE_ASSIGN(DigitizedPlot plot, read_system(system));
    project.plots.push_back(std::move(plot));
  }
  if (!project.plots.empty()) return project;
  return Error{ErrorCode::bad_input, "the document of Engauge Digitizer has no axes in it"};
}

std::string engauge_text(const DigitizerProject& project, int width, int height) {
  pugi::xml_document document;
  document.append_child(pugi::node_doctype).set_value("engauge");
  pugi::xml_node root = document.append_child("Document");
  root.append_attribute("VersionNumber") = "12.1";
  root.append_attribute("AxesPointsRequired") = 0;
  pugi::xml_node image = root.append_child("Image");
  image.append_attribute("Width") = width;
  image.append_attribute("Height") = height;
  image.append_child(pugi::node_cdata).set_value(encoded(kPicture + project.image).c_str());
  for (const DigitizedPlot& plot : project.plots) add_system(root, plot);
  std::ostringstream text;
  document.save(text, "    ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace curvespice
