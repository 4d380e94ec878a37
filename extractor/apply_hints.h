// What the user said, put in place of what was read. Every hint used is recorded as given.
#pragma once

#include <string>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/figure/figure.h"
#include "extractor/hints.h"
#include "extractor/identify/family.h"
#include "extractor/identify/identify.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// Replaces the scales of `axes`; a given axis is proven by the user's word.
void apply_axis_hints(const Hints& hints, const Figure& figure, AxesReading& axes,
                      std::vector<std::string>& record);

// Family (with its device class) and conditions, where they are given.
void apply_identity_hints(const Hints& hints, const std::vector<Family>& families,
                          Identity& identity, std::vector<std::string>& record);

// Names curves by colour or id ("c2"). A hint that fits no curve is a doubt.
void apply_curve_hints(const Hints& hints, const TraceReading& traces, Identity& identity,
                       std::vector<std::string>& record);

}  // namespace curvespice
