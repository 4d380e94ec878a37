// A circuit simulator as the fit and the verification see it: a deck in, vectors out.
//
// The only implementation today is ngspice in a child process (ngspice_simulator.h); a second
// simulator is one more class behind this interface.
#pragma once

#include <complex>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

// In the place of a source: the circuit's temperature, degC.
inline constexpr const char* kCircuitTemperature = "temperature";

// A source set to a value by the simulator's `alter` command: {"vdrive", 1.5}.
struct SourceValue {
  std::string source;
  double value = 0;
};

struct SimulationRequest {
  // Title line, elements, models and options; no analysis card and no `.end`.
  std::string deck;
  // One analysis: "dc vindex 0 49 1", "ac lin 1 1e6 1e6", "tran 1n 1u", "op". Lower case.
  std::string analysis;
  // Node names or vectors to bring back ("out"), each of the length of the analysis.
  std::vector<std::string> vectors;
  // The length that each vector must have; 0 where the simulator chooses it (transient).
  std::size_t points = 0;
  // When there are any: the analysis is run once for each entry, with its sources set, and the
  // vectors hold the results one after the other. One circuit is loaded for all of them.
  std::vector<std::vector<SourceValue>> steps = {};
};

struct SimulationResult {
  // One a requested vector; the imaginary part is zero unless the analysis is "ac".
  std::vector<std::vector<std::complex<double>>> vectors;
};

class Simulator {
 public:
  virtual ~Simulator() = default;

  // Runs one analysis of one deck. A result is given only when the deck loaded without a
  // complaint, the analysis made a plot of its own with the expected points, and every value is
  // finite. Errors: `bad_input` (refused deck, unknown model, no convergence: what the simulator
  // said), `timeout`, `crashed`, `missing_program`. Usable again after any error. Not thread-safe.
  virtual Result<SimulationResult> run(const SimulationRequest& request) = 0;

  // "ngspice 39"; starts the simulator if it is not running yet.
  virtual Result<std::string> version() = 0;
};

}  // namespace curvespice
