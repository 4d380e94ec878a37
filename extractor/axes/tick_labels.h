// The words of a gutter that may be tick labels, with every way to read them.
#pragma once

#include <string>
#include <vector>

#include "extractor/axes/number.h"
#include "extractor/document/page.h"

namespace curvespice {

struct TickLabel {
  std::string text;        // as printed, an exponent behind '^'
  Box box;                 // with its exponent and sign
  double height = 0;       // of its digits' line, page units
  std::vector<int> words;  // indices into Page::words
  std::vector<NumberReading> readings;
  double weight = 1;  // less for one pieced together from words that may stand alone
};

// Labels among the words whose centre lies in `region`, upright words only. Words may appear in
// several labels ("1" + "000" as 1000 besides 1 and 0): the votes pick one.
//
// Raised exponents are told by size and base line, a minus sign drawn as a rectangle or short line
// is found among the paths, runs like "-25 0 25" in one word are split by their width.
std::vector<TickLabel> find_tick_labels(const Page& page, const Box& region);

}  // namespace curvespice
