// A row of a datasheet's table of characteristics: soft evidence beside the graphs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

struct Characteristic {
  std::string symbol;                               // "V_F" as "VF"; empty where the table has none
  std::string name;                                 // "forward voltage"
  std::string conditions;                           // "IF = 10 mA; Tamb = 25 °C"
  std::optional<double> minimum, typical, maximum;  // as printed, in `unit`
  std::string unit;                                 // as printed: "mV", "pF"
  int page = 1;
};

// The rows of every table on the page that has a column for at least one of min, typ and max.
// Nothing is guessed: a row without a number is left out, a cell that is no number stays empty.
std::vector<Characteristic> read_characteristics(const Page& page);

// `symbol,name,conditions,min,typ,max,unit,page`, one header row.
std::string to_csv(const std::vector<Characteristic>& rows);

}  // namespace curvespice
