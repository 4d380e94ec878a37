// Models as a symbol library of KiCad 7 and later: each symbol has the Sim.* fields that lead
// KiCad's netlister to the model, so that placing it is all a user does.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "plugin/kicad/model_file.h"

namespace curvespice::kicad {

struct Symbol {
  ModelDefinition model;
  std::string library;  // path of the .lib, as KiCad is to read it
};

// The text of a .kicad_sym file. The same symbols give the same bytes.
std::string symbol_library(const std::vector<Symbol>& symbols);

// The same of every .lib of a folder, sorted by name; a folder that is not there has none.
Result<std::string> symbol_library_of(const std::filesystem::path& models);

// Writes it to MODELS/curvespice.kicad_sym.
Result<std::filesystem::path> write_symbol_library(const std::filesystem::path& models);

}  // namespace curvespice::kicad
