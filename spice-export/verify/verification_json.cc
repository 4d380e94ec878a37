#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "base/markup.h"
#include "base/paths.h"
#include "spice-export/verify/verification.h"

namespace curvespice {
namespace {

// Six significant digits: what is certain, and the same on every machine.
double rounded(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.6g", value);
  return std::strtod(text, nullptr);
}

Json points_json(const std::vector<std::array<double, 2>>& points) {
  Json json = Json::array();
  for (const auto& [x, y] : points) json.push_back({rounded(x), rounded(y)});
  return json;
}

Json curve_json(const VerifiedCurve& curve) {
  Json conditions = Json::object();
  for (const auto& [name, value] : curve.conditions) conditions[name] = rounded(value);
  Json json;
  json["label"] = curve.label;
  json["conditions"] = conditions;
  json["temperature"] = rounded(curve.temperature);
  json["points"] = curve.drawn.size();
  json["rms_span"] = rounded(curve.errors.rms_span);
  json["p95_span"] = rounded(curve.errors.p95_span);
  json["max_span"] = rounded(curve.errors.max_span);
  json["median_percent"] = rounded(curve.errors.median_percent);
  json["bias_percent"] = rounded(curve.errors.bias_percent);
  json["units"] = {{"rms", rounded(curve.errors.rms_units)}, {"unit", curve.errors.unit}};
  if (curve.contradicts) json["contradicts"] = true;
  json["curve"] = "c" + std::to_string(curve.curve + 1);
  json["axis"] = curve.axis;
  json["drawn"] = points_json(curve.drawn);
  json["simulated"] = points_json(curve.simulated);
  json["residuals"] = Json::array();
  for (const double residual : curve.residuals) json["residuals"].push_back(rounded(residual));
  return json;
}

Json figure_json(const VerifiedFigure& figure, const Extraction& extraction) {
  Json json;
  json["figure"] = extraction.source.figure;
  json["artifact"] = extraction.artifact_name;
  json["family"] = extraction.family;
  json["source"] = {{"file", extraction.source.file},
                    {"sha256", extraction.source.sha256},
                    {"page", extraction.source.page},
                    {"caption", extraction.source.caption}};
  Json conditions = Json::object();
  for (const auto& [name, value] : extraction.conditions) conditions[name] = rounded(value);
  json["conditions"] = conditions;
  Json curves = Json::array();
  for (const VerifiedCurve& curve : figure.curves) curves.push_back(curve_json(curve));
  json["curves"] = curves;
  json["errors"] = {{"extraction", rounded(figure.extraction_error)},
                    {"fit", rounded(figure.fit_error)},
                    {"verification", rounded(figure.verification_error)}};
  json["grade"] = figure.grade;
  json["verdict"] = figure.verdict;
  json["reason"] = figure.reason;
  json["notes"] = figure.notes;
  return json;
}

std::string figure_names(const FittedParameter& parameter, const Verification& verification,
                         const std::vector<Extraction>& extractions) {
  std::string names;
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    const auto& families = parameter.families;
    const bool uses =
        std::find(families.begin(), families.end(), extractions[i].family) != families.end();
    if (!uses || verification.figures[i].curves.empty()) continue;
    const std::string& number = extractions[i].source.figure;
    names += (names.empty() ? "figure " : ", ") +
             (number.empty() ? "on page " + std::to_string(extractions[i].source.page) : number);
  }
  return names.empty() ? "figure" : names;
}

Json parameter_json(const FittedParameter& parameter, const std::string& origin) {
  Json json;
  json["name"] = parameter.name;
  json["value"] = rounded(parameter.value);
  json["unit"] = parameter.unit;
  json["low"] = rounded(parameter.low);
  json["high"] = rounded(parameter.high);
  json["origin"] = origin;
  if (!parameter.note.empty()) json["note"] = parameter.note;
  return json;
}

}  // namespace

std::string origin_text(const FittedParameter& parameter, const Verification& verification,
                        const std::vector<Extraction>& extractions) {
  switch (parameter.origin) {
    case Origin::figure:
      return figure_names(parameter, verification, extractions);
    case Origin::user:
      return "user";
    case Origin::otherwise:
      return "default";
  }
  return "default";
}

Json to_json(const Verification& verification, const std::vector<Extraction>& extractions) {
  Json json;
  json["schema"] = kVerificationSchema;
  json["engine"] = engine_version();
  json["part"] = verification.part;
  json["device"] = verification.device;
  json["model_file"] = verification.model_file;
  json["model_sha256"] = verification.model_sha256;
  json["simulator"] = verification.simulator;
  json["verdict"] = verification.verdict;
  json["summary"] = verification.summary;
  Json figures = Json::array();
  for (const VerifiedFigure& figure : verification.figures)
    figures.push_back(figure_json(figure, extractions[figure.extraction]));
  json["figures"] = figures;
  Json parameters = Json::array();
  for (const FittedParameter& parameter : verification.fit.parameters)
    parameters.push_back(
        parameter_json(parameter, origin_text(parameter, verification, extractions)));
  json["parameters"] = parameters;
  Json correlations = Json::array();
  for (const Correlation& pair : verification.fit.correlations)
    correlations.push_back(
        {{"first", pair.first}, {"second", pair.second}, {"value", rounded(pair.value)}});
  json["correlations"] = correlations;
  json["notes"] = verification.fit.notes;
  return json;
}

std::string to_junit(const Verification& verification, const std::vector<Extraction>& extractions) {
  std::string cases;
  int failures = 0, skipped = 0;
  for (const VerifiedFigure& figure : verification.figures) {
    const Extraction& extraction = extractions[figure.extraction];
    const std::string name = extraction.artifact_name + " " + extraction.family;
    cases += "  <testcase classname=\"" + html_escaped(verification.part) + "\" name=\"" +
             html_escaped(name) + "\">";
    if (figure.verdict == "skipped") {
      ++skipped;
      cases += "<skipped message=\"" + html_escaped(figure.reason) + "\"/>";
    } else if (figure.verdict == "fail") {
      ++failures;
      cases += "<failure message=\"" + html_escaped(figure.reason) + "\"/>";
    }
    cases += "</testcase>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
         html_escaped(verification.part) + "\" tests=\"" +
         std::to_string(verification.figures.size()) + "\" failures=\"" + std::to_string(failures) +
         "\" skipped=\"" + std::to_string(skipped) + "\">\n" + cases + "</testsuite>\n";
}

}  // namespace curvespice
