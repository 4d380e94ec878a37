// A model in the words of other simulators.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

enum class Dialect { ngspice, ltspice, pspice, qspice, xyce, kicad };

const char* dialect_name(Dialect dialect);  // "ngspice", "ltspice"...
Result<Dialect> dialect_from_name(const std::string& name);
const std::vector<Dialect>& all_dialects();

struct DialectText {
  std::string text;                   // the library; empty when the model cannot be said in it
  std::vector<std::string> warnings;  // what is not the same there, a sentence each
};

// `library` is what model_card wrote for ngspice. The warnings stand in the header of `text` too.
DialectText in_dialect(const std::string& library, Dialect dialect);

// KiCad's Sim.* fields for a symbol: "Sim.Device=SUBCKT"... one a line.
std::string kicad_fields(const std::string& library_file, const std::string& library);

}  // namespace curvespice
