// The first page of a library: each part with its verdict and a link to its report.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "spice-export/library/library_files.h"

namespace curvespice {

std::string index_html(const std::string& library,
                       const std::vector<std::pair<std::string, PartFiles>>& parts);

}  // namespace curvespice
