#include "extractor/hand_work.h"

#include <cmath>

#include "base/json.h"

namespace curvespice {
namespace {

// More than any person draws; a request may come from anywhere.
constexpr std::size_t kMostCurves = 200, kMostPoints = 20'000;

Error wrong(const std::string& member, const std::string& form) {
  return {ErrorCode::usage, "'" + member + "' has the wrong form: write " + form};
}

bool is_number(const Json& json) { return json.is_number() && std::isfinite(json.get<double>()); }

Result<Box> box_from_json(const Json& json) {
  const Error error = wrong("box", "[left, top, right, bottom] in units of the page");
  if (!json.is_array() || json.size() != 4) return error;
  for (const Json& edge : json)
    if (!is_number(edge)) return error;
  const Box box{json[0].get<double>(), json[1].get<double>(), json[2].get<double>(),
                json[3].get<double>()};
  if (!(box.width() > 0) || !(box.height() > 0)) return error;
  return box;
}

Result<std::map<std::string, double>> conditions_from_json(const Json& json) {
  std::map<std::string, double> conditions;
  if (!json.is_object()) return wrong("conditions", "{\"TJ\": 25}");
  for (const auto& [name, value] : json.items()) {
    if (!is_number(value)) return wrong("conditions", "{\"TJ\": 25}");
    conditions[name] = value.get<double>();
  }
  return conditions;
}

Result<DrawnCurve> curve_from_json(const Json& json) {
  DrawnCurve curve;
  CURVESPICE_ASSIGN(curve.label, member_or<std::string>(json, "label", ""));
  CURVESPICE_ASSIGN(curve.color, member_or<std::string>(json, "color", ""));
  CURVESPICE_ASSIGN(curve.axis, member_or<std::string>(json, "axis", "y"));
  if (curve.axis != "y" && curve.axis != "y2") return wrong("axis", "y or y2");
  CURVESPICE_ASSIGN(const Json conditions, member_or<Json>(json, "conditions", Json::object()));
  CURVESPICE_ASSIGN(curve.conditions, conditions_from_json(conditions));
  CURVESPICE_ASSIGN(const Json points, member<Json>(json, "points"));
  const Error error = wrong("points", "two or more [x, y] in units of the page");
  if (!points.is_array() || points.size() < 2 || points.size() > kMostPoints) return error;
  for (const Json& point : points) {
    if (!point.is_array() || point.size() != 2 || !is_number(point[0]) || !is_number(point[1]))
      return error;
    curve.points.push_back({point[0].get<double>(), point[1].get<double>()});
  }
  return curve;
}

Json curve_json(const DrawnCurve& curve) {
  Json json{{"label", curve.label}, {"axis", curve.axis}, {"color", curve.color}};
  json["conditions"] = curve.conditions;
  json["points"] = Json::array();
  for (const Point point : curve.points) json["points"].push_back({point.x, point.y});
  return json;
}

}  // namespace

Result<HandWork> hand_work_from_json(const Json& parameters) {
  HandWork hand;
  CURVESPICE_ASSIGN(hand.family, member_or<std::string>(parameters, "family", ""));
  if (parameters.contains("box")) {
    CURVESPICE_ASSIGN(hand.box, box_from_json(parameters.at("box")));
  }
  if (parameters.contains("conditions")) {
    CURVESPICE_ASSIGN(hand.conditions, conditions_from_json(parameters.at("conditions")));
  }
  CURVESPICE_ASSIGN(const Json drawn, member_or<Json>(parameters, "drawn", Json::array()));
  if (!drawn.is_array() || drawn.size() > kMostCurves)
    return wrong("drawn", "a list of curves, each with its points");
  for (const Json& entry : drawn) {
    CURVESPICE_ASSIGN(DrawnCurve curve, curve_from_json(entry));
    hand.curves.push_back(std::move(curve));
  }
  return hand;
}

void add_hand_work(const HandWork& hand, Json& parameters) {
  if (hand.box)
    parameters["box"] = {hand.box->left, hand.box->top, hand.box->right, hand.box->bottom};
  if (!hand.family.empty()) parameters["family"] = hand.family;
  if (hand.conditions) parameters["conditions"] = *hand.conditions;
  for (const DrawnCurve& curve : hand.curves) parameters["drawn"].push_back(curve_json(curve));
}

}  // namespace curvespice
