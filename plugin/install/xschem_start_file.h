// xschem's start file, and the one line in it that loads the extension.
//
// xschem reads its system-wide xschemrc and then one more: ./xschemrc of the folder it is started
// in or, where there is none, ~/.xschem/xschemrc. A project's own file thus hides the user's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "plugin/install/user_file.h"

namespace curvespice::install {

// `text` with the line that loads `library`, in place of one that loads another; the same text
// when it is there already.
std::string with_extension(const std::string& text, const std::filesystem::path& library);

// `text` without our line, and otherwise unchanged.
std::string without_extension(const std::string& text);

// ~/.xschem/xschemrc of this user; `not_found` without a home folder.
Result<std::filesystem::path> users_start_file();

// The xschemrc in `folder` when it hides `file` from an xschem that is started there, and does not
// load the extension itself.
std::optional<std::filesystem::path> hiding_start_file(const std::filesystem::path& folder,
                                                       const std::filesystem::path& file);

// ../lib/curvespice/curvespice_xschem.so from the folder of the running program.
Result<std::filesystem::path> extension_library();

}  // namespace curvespice::install
