// Which family a figure belongs to, from its axes and words.
#pragma once

#include <string>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/identify/family.h"

namespace curvespice {

struct FamilyChoice {
  const Family* family = nullptr;  // null: none fits ("other")
  double confidence = 0;           // 0..1, from the score and the lead over the next family
};

// `words`: title, caption and notes of the figure as one text; `labels`: texts at the curves.
FamilyChoice choose_family(const AxesReading& axes, const std::string& words,
                           const std::vector<std::string>& labels,
                           const std::vector<Family>& families);

}  // namespace curvespice
