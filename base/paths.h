// Where the program, its data and the user's state lie.
#pragma once

#include <filesystem>

namespace curvespice {

// The running executable.
std::filesystem::path program_path();

// Families, device classes, schemas, settings, the page: $CURVESPICE_DATA, else
// ../share/curvespice beside the program's folder.
std::filesystem::path data_folder();

// $CURVESPICE_STATE, else $XDG_STATE_HOME/curvespice, else ~/.local/state/curvespice.
std::filesystem::path default_state_folder();

// Where a user's models stay, for schematics name them: $CURVESPICE_MODELS, else
// $XDG_DATA_HOME/curvespice/models, else ~/.local/share/curvespice/models.
std::filesystem::path default_models_folder();

// "0.1.0"
const char* engine_version();

}  // namespace curvespice
