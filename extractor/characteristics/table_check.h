// What a datasheet's table of characteristics says about the curves of its figures.
#pragma once

#include <string>
#include <vector>

#include "extractor/characteristics/characteristic.h"
#include "extractor/extraction.h"

namespace curvespice {

// A sentence for every row that a curve contradicts: a typical value that the curve misses by more
// than a quarter, or a limit that it lies beyond. A row speaks of a curve when quantity, argument
// and all conditions that both state agree; the others say nothing. Printed graphs and tables do
// disagree, so this is evidence for a person and changes neither curve nor verdict.
std::vector<std::string> contradictions(const Extraction& extraction,
                                        const std::vector<Characteristic>& rows);

}  // namespace curvespice
