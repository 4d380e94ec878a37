// Curves from CSV: as `to_tidy_csv` writes them, or measured ones under the same `#` lines.
//
//   # family: diode_forward
//   # x: VF [V], linear, 0 to 1.2        scale and range may be left out: then they are the data's
//   # y: IF [A], log10, 1e-6 to 1
//   # conditions: T = 25                 of all curves; SI, degC
//   # c1: 25 °C (T = 25), axis y         of one curve; "axis y" may be left out
//   curve,x,y                            "label" and errors may follow or be left out; also "x,y"
//   c1,0.2,1.3e-6
#pragma once

#include <string>

#include "base/result.h"
#include "extractor/extraction.h"

namespace curvespice {

// `name` of the file gives the artifact its name. `bad_input` names file and line: an unknown
// column, a cell that is no finite number, a unit that is not SI, a curve with fewer than 3 points,
// or what is missing.
Result<Extraction> extraction_from_csv(const std::string& text, const std::string& name);

}  // namespace curvespice
