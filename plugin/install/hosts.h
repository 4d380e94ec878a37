// The tools that `curvespice install` knows, as data: which file they read when they start and
// which line in it brings Curvespice in, or a plan of several files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "plugin/install/start_line.h"
#include "plugin/install/user_file.h"

namespace curvespice::install {

struct Host {
  const char* name;
  const char* start_file;  // below the home folder; null = none, but a plan
  const char* local_name;  // in the working folder, where it hides the user's; null = none
  const char* mark;
  Result<StartLine> (*start_line)();  // fails when what the line leads to is not there
  // All changes at once, for a host of several files.
  Result<std::vector<FileChange>> (*plan)(const std::filesystem::path& home, bool installing);
  const char* advice;  // what to do now
};

const std::vector<Host>& hosts();
const Host* find_host(const std::string& name);

// The host's start file of this user; `not_found` without a home folder.
Result<std::filesystem::path> users_start_file(const Host& host);

// The start file in `folder` when it hides `file` from a tool that is started there, and has not
// our line itself.
std::optional<std::filesystem::path> hiding_start_file(const Host& host,
                                                       const std::filesystem::path& folder,
                                                       const std::filesystem::path& file);

// What installing (or taking out again) changes: `file` is the start file, where the host has one.
Result<std::vector<FileChange>> plan_install(const Host& host, const std::filesystem::path& file);
Result<std::vector<FileChange>> plan_uninstall(const Host& host, const std::filesystem::path& file);

// The line for xschem that loads `library`; a library that is gone costs a line on the terminal,
// not the editor.
StartLine xschem_start_line(const std::filesystem::path& library);

}  // namespace curvespice::install
