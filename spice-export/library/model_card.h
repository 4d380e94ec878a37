// The text of a NAME.lib file: a header of comments that says where the model comes from, and the
// model. ASCII, lines under 128 characters, nothing that a simulator would execute.
#pragma once

#include <string>
#include <vector>

#include "extractor/extraction.h"
#include "spice-export/device/device_class.h"
#include "spice-export/verify/verification.h"

namespace curvespice {

// The part as a name in a netlist: ASCII letters, digits and "_". It may begin with a digit, as
// 1N4148 does in most libraries. `prefix` stands for an empty part.
std::string spice_name(const std::string& part, const std::string& prefix);

// A header line of comment for text from anywhere: ASCII only, folded.
std::string comment_lines(const std::string& text);

// Header and model. Errors are those of the fit: the file cannot state what was measured on itself.
std::string model_card(const DeviceClass& device, const std::string& part, const std::string& name,
                       const FittedModel& fit, const Dataset& dataset,
                       const std::vector<Extraction>& extractions, const std::string& simulator);

}  // namespace curvespice
