// What physics says about a family's curves, checked on what was read. Never edits it.
#pragma once

#include <string>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/identify/family.h"

namespace curvespice {

// The sentences of the checks that fail, with the curve they fail on.
std::vector<std::string> failed_checks(const Family& family, const Extraction& extraction);

}  // namespace curvespice
