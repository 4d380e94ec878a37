// The section of the report that repeats the datasheet's table of characteristics.
#pragma once

#include <string>
#include <vector>

#include "extractor/characteristics/characteristic.h"

namespace curvespice {

// As HTML; empty for no rows. Folded up: the rows are evidence, not a result.
std::string table_section_html(const std::vector<Characteristic>& rows);

}  // namespace curvespice
