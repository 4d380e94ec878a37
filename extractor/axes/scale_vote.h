// Tick labels and the drawn grid vote on the scale of an axis.
#pragma once

#include <optional>
#include <vector>

#include "extractor/axes/axis_scale.h"
#include "extractor/axes/tick_labels.h"

namespace curvespice {

// A label as the vote sees it: where it stands along the axis and what it may say.
struct VotingLabel {
  int index = 0;        // into the labels given by the caller
  double position = 0;  // centre along the axis
  double height = 0;    // of the text, page units: how far off a label may stand
  double away = 0;      // distance from the plot, across the axis
  const TickLabel* label = nullptr;
};

// Lines and marks that cross the axis, and where the plot begins and ends along it.
struct AxisGeometry {
  std::vector<double> marks;   // grid lines and tick marks, sorted, without doubles
  double first = 0, last = 0;  // plot edges: left/right, or bottom/top (first > last for y)
  double accuracy = 0.3;       // of a drawn line, page units
};

struct Inlier {
  int label = 0;          // VotingLabel::index
  double value = 0;       // as printed, without the axis unit's prefix
  double coordinate = 0;  // where the tick is: of the mark, or of the label's centre
  bool snapped = false;   // to a mark
  std::string unit;       // of the label itself
};

struct ScaleVote {
  AxisScale scale;              // of the printed values
  std::vector<Inlier> inliers;  // along the axis
  double grid_agreement = 0;    // of the marks inside the plot, the part on the scale's lattice
  int grid_lines = 0;           // how many marks that is
  double pitch = 0;             // linear: lattice step that the grid shows, printed values
  double score = 0;
};

// The least difference of two labels' values.
double label_step(const std::vector<Inlier>& inliers);

// The scale that explains most labels and marks; nothing when no two labels agree.
std::optional<ScaleVote> vote_scale(const std::vector<VotingLabel>& labels,
                                    const AxisGeometry& geometry);

}  // namespace curvespice
