// Finds the charts of a page from their geometry: frame, axes, grid and tick marks first, words
// second. Tables, package drawings, test circuits and waveform sketches are left out.
#pragma once

#include <vector>

#include "extractor/document/page.h"
#include "extractor/figure/figure.h"

namespace curvespice {

// In reading order (rows from the top, left to right). Caption and number are attached.
std::vector<Figure> find_figures(const Page& page);

}  // namespace curvespice
