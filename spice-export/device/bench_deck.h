// The decks that bench_run.cc runs. Internal to device/.
#pragma once

#include <string>
#include <vector>

#include "spice-export/device/bench_run.h"

namespace curvespice {

// A point of a curve: what is forced and under which conditions.
struct BenchPoint {
  double forced = 0;
  const BenchCurve* curve = nullptr;
};

// Title, model, the bench as a subcircuit `curvespice_bench drive out CONDITIONS`, and options:
// everything but the sources. `temperature` in degC.
std::string bench_head(const ModelUnderTest& model, const Bench& bench, double temperature);

// One bench whose drive and conditions follow the points as v(index) steps 0, 1, 2...: forcing
// them exactly needs no interpolation. Analysis "dc vindex 0 N-1 1", vector "out".
std::string stepped_sources(const Bench& bench, const std::vector<BenchPoint>& points);

// One bench with constant conditions; the drive is `drive_source` ("dc 0 ac 1"). The sources are
// "vdrive" and "vc_CONDITION".
std::string single_source(const Bench& bench, const BenchCurve& curve,
                          const std::string& drive_source);

}  // namespace curvespice
