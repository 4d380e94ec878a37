// Words of a page as lines of phrases, the way an eye reads a table.
#pragma once

#include <string>
#include <vector>

#include "extractor/document/page.h"

namespace curvespice {

// Words that stand closer than a space and a half: "Forward Voltage", "V(BR)DSS" with its
// subscript.
struct Phrase {
  std::string text;
  Box box;
};

struct TableLine {
  std::vector<Phrase> phrases;  // left to right
  Box box;
};

// Horizontal words only, from top to bottom. Sub- and superscripts join the line they hang on.
std::vector<TableLine> table_lines(const Page& page);

}  // namespace curvespice
