// Pieces of curves without a gap, out of the skeleton of a layer's strokes.
#pragma once

#include <utility>
#include <vector>

#include "extractor/document/page.h"
#include "extractor/trace/raster/skeleton.h"

namespace curvespice {

struct Strand {
  Polyline points;         // pixels; about one point a pixel
  std::vector<bool> sure;  // per point: on a stroke's own skeleton, not carried across a crossing
  std::vector<std::pair<int, int>> shared;  // points that belong to another strand as well
  double spread = 0;  // RMS distance from the ink's centre, once it was measured
};

// Takes every crossing apart, all strokes at it together: the pairing with the least bend and
// offset wins. Where two strokes run into one, both go on along it, and part again where two
// strokes leave it on the other side; a branch shorter than `shortest_branch` does not, it is a
// serif of text that touches the stroke or a leader's tip. All lengths in the skeleton's pixels.
std::vector<Strand> resolve_crossings(const SkeletonGraph& graph, double width,
                                      double shortest_branch);

}  // namespace curvespice
