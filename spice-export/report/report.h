// The verification report: one HTML file that needs nothing else, not even scripts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractor/characteristics/characteristic.h"
#include "extractor/extraction.h"
#include "spice-export/verify/verification.h"

namespace curvespice {

// `overlays`: PNG bytes by Extraction::source.crop_png. `table`: rows of the datasheet's tables,
// which are repeated, with what they say against a figure's curves beside the figure. Everything
// from a datasheet is escaped.
std::string report_html(const Verification& verification,
                        const std::vector<Extraction>& extractions,
                        const std::map<std::string, std::string>& overlays,
                        const std::vector<Characteristic>& table = {});

}  // namespace curvespice
