// A figure whose curves a person drew: nothing is traced, and nothing is proven by the engine.
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/extraction.h"
#include "extractor/figure/figure.h"
#include "extractor/hints.h"
#include "extractor/identify/family.h"

namespace curvespice {

// Curves from `hints.hand`, through the axes: those of the hints, or else as read. `review` with
// the reason that a person vouches for it; `refused` when an axis is neither given nor readable.
// Source and artifact name are the caller's to fill.
Extraction read_drawn_figure(const Page& page, const Figure& figure, const Hints& hints,
                             const std::vector<Family>& families);

// The figure whose plot a person framed with `box`: the found one that it covers best, or one that
// nobody found. Its plot is `box`.
Figure framed_figure(const Page& page, const std::vector<Figure>& found, const Box& box);

}  // namespace curvespice
