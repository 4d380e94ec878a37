// Axes that are broken in two: a lower and an upper part on scales of their own, with a gap or a
// wavy line between.
#pragma once

#include "extractor/axes/side_vote.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

// Whether the numbers of a vertical axis go on beyond the plot, off its scale, beside grid lines
// that go on as well: the plot found is one part of a broken one. A neighbour's numbers do not
// count: between two figures stand the numbers of an x axis.
bool is_broken(const Page& page, const Figure& figure, const SideVote& side);

}  // namespace curvespice
