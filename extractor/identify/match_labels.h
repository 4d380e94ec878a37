// Which text belongs to which trace: by legend sample, or by place, all at once.
#pragma once

#include <string>
#include <vector>

#include "extractor/axes/text.h"
#include "extractor/trace/trace.h"

namespace curvespice {

struct LabelMatch {
  int trace = 0;
  int text = 0;                   // index into the texts given
  double margin = 0;              // 0..1: how much worse the best other assignment is
  bool by_drawing_order = false;  // the samples look alike: named in the order of painting
  bool by_physics = false;        // place alone would have it otherwise: named as the order wants
};

// The order that physics gives to labels and curves: places in the lists of candidates and open
// traces, from least of the condition to most. Empty where there is none.
struct KnownOrder {
  std::vector<int> candidates, open;
};

// Texts beside legend samples; samples against traces by colour, dash, marker and width. Where
// samples look alike the margin is 0, unless the traces come `in_painting_order`: programs paint
// curves in the order of their legend, which is evidence of its own, though weak. `used` gets every
// text that stands beside a sample.
std::vector<LabelMatch> match_legend(const std::vector<TextLine>& texts, const TraceReading& traces,
                                     bool in_painting_order, std::vector<int>& used);

// Texts at their curves. All labels of a figure stand alike to their curves (on them, above, right
// of them), which joint matching over the common offset uses; leaders outrank distance. A label
// between two curves goes where `order` allows, as long as place does not clearly contradict it.
// `candidates`: indices into `texts`; `open`: the traces that may still get a label.
std::vector<LabelMatch> match_by_place(const std::vector<TextLine>& texts,
                                       const std::vector<int>& candidates,
                                       const TraceReading& traces, const std::vector<int>& open,
                                       const KnownOrder& order = {});

// Difference of two drawn styles, 0 = the same, about 1 = clearly another.
double style_distance(const CurveStyle& a, const std::string& marker_a, const CurveStyle& b,
                      const std::string& marker_b);

// Shortest distance of a point from a polyline.
double distance_to(const Polyline& line, Point point);

}  // namespace curvespice
