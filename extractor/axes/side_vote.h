// The tick labels of one side of a plot, and the scale that they and the drawn grid elect.
#pragma once

#include <optional>
#include <vector>

#include "extractor/axes/scale_vote.h"
#include "extractor/axes/tick_labels.h"
#include "extractor/axes/title.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

constexpr double kGridAgreement = 0.8;  // of the grid, for a proof
constexpr int kLabelsForProof = 3;      // in one lattice

struct SideVote {
  ScaleVote vote;
  std::vector<TickLabel> labels;    // all of the gutter
  std::vector<VotingLabel> voters;  // of the winning row or column
  AxisGeometry geometry;            // that the vote was held on
  bool uneven = false;              // the grid had to be taken with a wide tolerance
};

// Nothing when no row or column of labels there agrees on a scale. `height`: of the text.
std::optional<SideVote> vote_side(const Page& page, const Figure& figure, AxisSide side,
                                  double height);

// Words of the labels that lie on the scale: indices into Page::words.
std::vector<int> inlier_words(const SideVote& side);

// How far the labels reach away from the plot: the title stands beyond.
double label_edge(const SideVote& side, const Box& plot, AxisSide where);

}  // namespace curvespice
