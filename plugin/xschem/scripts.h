// The extension's Tcl scripts, embedded so that one file is the whole plugin.
#pragma once

#include <span>

namespace curvespice::xschem {

// In the order in which they are to be run. Generated from plugin/xschem/scripts by the build.
std::span<const char* const> scripts();

}  // namespace curvespice::xschem
