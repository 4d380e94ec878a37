// One figure of a page -> its extraction: axes, traces, identity, hints, points, verdict.
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/extraction.h"
#include "extractor/figure/figure.h"
#include "extractor/hints.h"
#include "extractor/identify/family.h"

namespace curvespice {

// Source (file, hash, pictures) and artifact name are the caller's to fill.
Extraction read_figure(const Page& page, const Figure& figure, const Hints& hints,
                       const std::vector<Family>& families);

}  // namespace curvespice
