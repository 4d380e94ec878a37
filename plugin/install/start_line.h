// The one line of ours in the start file of a tool.
#pragma once

#include <string>

namespace curvespice::install {

// `line` contains `mark`, by which it is found again whatever else has changed.
struct StartLine {
  std::string line;
  std::string mark;
};

// `text` with the line, in place of an older form of it; the same text when it is there already.
std::string with_line(const std::string& text, const StartLine& ours);

// `text` without our line, and otherwise the very same bytes.
std::string without_line(const std::string& text, const std::string& mark);

bool has_line(const std::string& text, const std::string& mark);

}  // namespace curvespice::install
