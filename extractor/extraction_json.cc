// extraction.json: the members in the order of the contract, numbers rounded to what was measured.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "extractor/extraction.h"

namespace curvespice {
namespace {

// Eight significant digits: finer than 1/256 pt on any page, and a third of the bytes.
double rounded(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.8g", value);
  return std::strtod(text, nullptr);
}

Json number(double value) { return std::isfinite(value) ? Json(rounded(value)) : Json(nullptr); }

Json conditions_json(const std::map<std::string, double>& conditions) {
  Json out = Json::object();
  for (const auto& [name, value] : conditions) out[name] = number(value);
  return out;
}

Json axis_json(const Axis& axis) {
  const bool read = axis.lo != axis.hi;  // a scale that was not read has no ends, not zeros
  Json out;
  out["title"] = axis.title;
  out["quantity"] = axis.quantity;
  out["unit"] = axis.unit;
  out["scale"] = scale_name(axis.scale);
  out["lo"] = read ? number(axis.lo) : Json(nullptr);
  out["hi"] = read ? number(axis.hi) : Json(nullptr);
  out["ticks"] = Json::array();
  for (const Tick& tick : axis.ticks)
    out["ticks"].push_back({number(tick.coordinate), number(tick.value), tick.text});
  out["residual"] = number(axis.residual);
  return out;
}

Json curve_json(const Curve& curve) {
  Json out;
  out["id"] = curve.id;
  out["label"] = curve.label;
  out["conditions"] = conditions_json(curve.conditions);
  out["axis"] = curve.axis;
  out["style"] = {{"color", curve.style.color}, {"dash", Json::array()}, {"width", 0}};
  for (double dash : curve.style.dash) out["style"]["dash"].push_back(number(dash));
  out["style"]["width"] = number(curve.style.width);
  out["points"] = Json::array();
  for (const auto& [x, y] : curve.points) out["points"].push_back({number(x), number(y)});
  out["uncertainty"] = {number(curve.uncertainty[0]), number(curve.uncertainty[1])};
  out["shared"] = Json::array();
  for (const auto& [from, to] : curve.shared) out["shared"].push_back({from, to});
  out["confidence"] = number(curve.confidence);
  return out;
}

Json source_json(const Source& source) {
  Json out;
  out["file"] = source.file;
  out["sha256"] = source.sha256;
  out["page"] = source.page;
  out["figure"] = source.figure;
  out["caption"] = source.caption;
  out["box_pt"] = Json::array();
  for (double edge : source.box) out["box_pt"].push_back(number(edge));
  out["crop_png"] = source.crop_png;
  out["figure_png"] = source.figure_png;
  out["crop_pt"] = Json::array();
  for (double edge : source.crop) out["crop_pt"].push_back(number(edge));
  return out;
}

double double_or_zero(const Json& value) { return value.is_number() ? value.get<double>() : 0; }

std::map<std::string, double> read_conditions(const Json& parent) {
  std::map<std::string, double> out;
  if (!parent.contains("conditions")) return out;
  for (const auto& [name, value] : parent.at("conditions").items())
    out[name] = double_or_zero(value);
  return out;
}

Axis read_axis(const Json& json) {
  Axis axis;
  axis.title = json.value("title", "");
  axis.quantity = json.value("quantity", "");
  axis.unit = json.value("unit", "");
  axis.scale = json.value("scale", "linear") == "log10" ? Scale::log10 : Scale::linear;
  axis.lo = double_or_zero(json.value("lo", Json()));
  axis.hi = double_or_zero(json.value("hi", Json()));
  for (const Json& tick : json.value("ticks", Json::array()))
    axis.ticks.push_back(
        {tick.at(0).get<double>(), double_or_zero(tick.at(1)), tick.at(2).get<std::string>()});
  axis.residual = double_or_zero(json.value("residual", Json()));
  return axis;
}

CurveStyle read_style(const Json& json) {
  CurveStyle style;
  style.color = json.value("color", "");
  style.dash = json.value("dash", std::vector<double>{});
  style.width = double_or_zero(json.value("width", Json()));
  return style;
}

Curve read_curve(const Json& json) {
  Curve curve;
  curve.id = json.at("id").get<std::string>();
  curve.label = json.value("label", "");
  curve.conditions = read_conditions(json);
  curve.axis = json.value("axis", "y");
  if (json.contains("style")) curve.style = read_style(json.at("style"));
  for (const Json& point : json.at("points"))
    curve.points.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
  if (json.contains("uncertainty"))
    curve.uncertainty = {double_or_zero(json.at("uncertainty").at(0)),
                         double_or_zero(json.at("uncertainty").at(1))};
  for (const Json& range : json.value("shared", Json::array()))
    curve.shared.emplace_back(range.at(0).get<int>(), range.at(1).get<int>());
  curve.confidence = double_or_zero(json.value("confidence", Json()));
  return curve;
}

Source read_source(const Json& json) {
  Source source;
  source.file = json.value("file", "");
  source.sha256 = json.value("sha256", "");
  source.page = json.value("page", 1);
  source.figure = json.value("figure", "");
  source.caption = json.value("caption", "");
  source.box = json.value("box_pt", source.box);
  source.crop_png = json.value("crop_png", "");
  source.figure_png = json.value("figure_png", "");
  source.crop = json.value("crop_pt", source.crop);
  return source;
}

Verdict read_verdict(const std::string& name) {
  if (name == "accepted") return Verdict::accepted;
  return name == "review" ? Verdict::review : Verdict::refused;
}

Extraction read_extraction(const Json& json) {
  Extraction out;
  out.engine = json.value("engine", "");
  out.source = read_source(json.at("source"));
  out.title = json.value("title", "");
  out.family = json.value("family", "other");
  out.device = json.value("device", "");
  out.method = json.value("method", "vector") == "raster" ? Method::raster : Method::vector;
  const Json& axes = json.at("axes");
  out.x = read_axis(axes.at("x"));
  out.y = read_axis(axes.at("y"));
  if (axes.contains("y2")) out.y2 = read_axis(axes.at("y2"));
  for (const Json& curve : json.at("curves")) out.curves.push_back(read_curve(curve));
  out.conditions = read_conditions(json);
  out.transforms = json.value("transforms", std::vector<std::string>{});
  out.hints = json.value("hints", std::vector<std::string>{});
  out.confidence = double_or_zero(json.value("confidence", Json()));
  out.status = read_verdict(json.at("status").get<std::string>());
  out.reasons = json.value("reasons", std::vector<std::string>{});
  out.contradictions = json.value("contradictions", std::vector<std::string>{});
  out.artifact_name = json.value("artifact_name", "");
  return out;
}

}  // namespace

const char* scale_name(Scale scale) { return scale == Scale::log10 ? "log10" : "linear"; }

const char* verdict_name(Verdict verdict) {
  if (verdict == Verdict::accepted) return "accepted";
  return verdict == Verdict::review ? "review" : "refused";
}

const char* method_name(Method method) { return method == Method::raster ? "raster" : "vector"; }

Json to_json(const Extraction& extraction) {
  Json out;
  out["schema"] = kExtractionSchema;
  out["engine"] = extraction.engine;
  out["artifact_name"] = extraction.artifact_name;
  out["source"] = source_json(extraction.source);
  out["title"] = extraction.title;
  out["family"] = extraction.family;
  out["device"] = extraction.device;
  out["method"] = method_name(extraction.method);
  out["axes"] = {{"x", axis_json(extraction.x)}, {"y", axis_json(extraction.y)}};
  if (extraction.y2) out["axes"]["y2"] = axis_json(*extraction.y2);
  out["curves"] = Json::array();
  for (const Curve& curve : extraction.curves) out["curves"].push_back(curve_json(curve));
  out["conditions"] = conditions_json(extraction.conditions);
  out["transforms"] = extraction.transforms;
  out["hints"] = extraction.hints;
  out["confidence"] = number(extraction.confidence);
  out["status"] = verdict_name(extraction.status);
  out["reasons"] = extraction.reasons;
  out["contradictions"] = extraction.contradictions;
  return out;
}

Result<Extraction> extraction_from_json(const Json& json) {
  CURVESPICE_ASSIGN(const std::string schema, member<std::string>(json, "schema"));
  if (schema != kExtractionSchema)
    return Error{ErrorCode::bad_input, "this is '" + schema + "', not '" + kExtractionSchema +
                                           "': extract the figure again with this version"};
  try {
    return read_extraction(json);
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::bad_input,
                 std::string("not an extraction of this version: ") + problem.what()};
  }
}

}  // namespace curvespice
