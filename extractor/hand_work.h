// What a person drew or named where the engine erred: plot box, family, conditions, whole curves.
// Coordinates are those of the page as an extraction of it gives them (`source.box_pt`).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "extractor/document/page.h"

namespace curvespice {

struct DrawnCurve {
  std::string label, color;
  std::string axis = "y";                    // "y" or "y2"
  std::map<std::string, double> conditions;  // SI; temperatures in degC
  Polyline points;                           // two or more
};

struct HandWork {
  std::optional<Box> box;  // of the plot
  std::string family;      // config/families; empty = as identified
  std::optional<std::map<std::string, double>> conditions;
  std::vector<DrawnCurve> curves;  // these and no others; empty = as traced
};

// The members `box`, `family`, `conditions` and `drawn` of a request's parameters, each of which
// may be absent. `usage` names the member that is wrong.
Result<HandWork> hand_work_from_json(const Json& parameters);

// Adds those that are there.
void add_hand_work(const HandWork& hand, Json& parameters);

}  // namespace curvespice
