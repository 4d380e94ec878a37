// What a job found, a line for each file.
#pragma once

#include <string>

#include "worker/outcome.h"

namespace curvespice {

// Plain text in columns: file, figures, accepted, review, refused, curves; a last line adds up.
// Files in the order in which their figures come.
std::string outcome_table(const JobOutcome& outcome);

}  // namespace curvespice
