// Shows a file or an address to the user, with whatever the desktop has for it.
#pragma once

#include <string>

#include "base/result.h"

namespace curvespice::bridge {

// `xdg-open TARGET` in a session of its own, which outlives this process; does not wait for it.
// `missing_program` where there is no xdg-open, saying what to open by hand.
Status open_for_user(const std::string& target);

}  // namespace curvespice::bridge
