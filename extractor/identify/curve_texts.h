// The texts of a figure that may name a curve or state a condition.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/axes/text.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

struct CurveTexts {
  std::vector<TextLine> inside;            // in the plot, or right beside it
  std::vector<TextLine> outside;           // elsewhere in the cell: notes, keys, captions
  std::map<std::string, std::string> key;  // "(1) Tamb = 150 °C" -> {"1": "Tamb = 150 °C"}
  std::string all;  // everything, caption included, for family and conditions
};

// Words that serve the axes are left out.
CurveTexts find_curve_texts(const Page& page, const Figure& figure, const AxesReading& axes);

// "(3)", "3", "③" -> "3": how a key's number is printed at its curve; empty for anything else.
std::string key_number(const std::string& text);

}  // namespace curvespice
