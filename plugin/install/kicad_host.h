// What Curvespice wants in a user's KiCad (9 and later): a button, which is a plugin of its own
// files; its symbol library in KiCad's table of libraries; and KiCad's interface for plugins
// switched on. For every version that the user has settings of.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "plugin/install/user_file.h"

namespace curvespice::install {

// KiCad before its first start has no table yet, and asks about one then: it is left alone.
Result<std::vector<FileChange>> plan_kicad(const std::filesystem::path& home, bool installing);

}  // namespace curvespice::install
