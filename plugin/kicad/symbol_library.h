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

// Reads every .lib of `models`, sorted by name, and writes FOLDER/curvespice.kicad_sym.
Result<std::filesystem::path> write_symbol_library(const std::filesystem::path& models);

}  // namespace curvespice::kicad
