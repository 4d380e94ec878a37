// "Fig. 3 - Typical Forward Characteristics": found on the page and given to its figure.
#pragma once

#include <string>
#include <vector>

#include "extractor/figure/figure.h"

namespace curvespice {

struct Caption {
  std::string prefix;  // "Fig.", "Figure": captions of one manner stand on one side of their plots
                       // "#": a heading that begins with its number
  std::string number;
  std::string text;  // without prefix and number
  Box box;
};

// Every caption of the page. One text line may hold two (charts in a row): it is split at "Fig".
std::vector<Caption> find_captions(const Page& page, const std::vector<Figure>& figures);

// Fills number and caption of the figures, whose cells are known. Whether captions stand above or
// below is decided for all captions of one prefix together; what has no number takes the line of
// text next to its plot.
void attach_captions(const Page& page, std::vector<Figure>& figures);

}  // namespace curvespice
