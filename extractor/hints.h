// What a user may say against the detection: `--x 0:10:lin:V`, `--curve '#d62728=25°C'`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/extraction.h"
#include "extractor/hand_work.h"

namespace curvespice {

// Values at the left/bottom and right/top edge of the plot box.
struct AxisHint {
  double lo = 0, hi = 0;
  Scale scale = Scale::linear;
  std::string unit;  // empty = as read
  std::string text;  // as given, for the record
};

// Gives the curve of a colour ("#d62728") or an id ("c2") its label.
struct CurveHint {
  std::string which;
  std::string label;
  std::string text;  // as given
};

struct Hints {
  std::optional<AxisHint> x, y, y2;
  std::vector<CurveHint> curves;
  HandWork hand;
};

// "lo:hi:lin|log:unit", the last two may be left out. `usage` with an example when it is wrong.
Result<AxisHint> parse_axis_hint(const std::string& text);

// "#d62728=25°C" or "c2=VGS = 10 V".
Result<CurveHint> parse_curve_hint(const std::string& text);

}  // namespace curvespice
