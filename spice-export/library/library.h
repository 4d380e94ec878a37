// A library of models that can be made again: only what changed is made, the same inputs give the
// same bytes, and what drifted is shown before it is published.
//
// A library's folder holds library.lock (what was made from what), parts/NAME/ (each part's model,
// verification and report), approvals.json, DIALECT/LIBRARY.lib and index.html.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "spice-export/library/manifest.h"

namespace curvespice {

// Makes one part into `folder` (PART.lib, verification.json, report.html); the caller knows how
// figures are extracted. Called from `jobs` threads at once. [thread-safe]
using PartMaker = std::function<Status(const PartEntry& part, const std::filesystem::path& folder)>;

struct BuiltPart {
  std::string name;
  bool made = false;    // false: nothing had changed
  std::string verdict;  // of its verification; "error" when it could not be made
  std::string message;  // why not
};

struct BuildOutcome {
  std::vector<BuiltPart> parts;    // in the order of the manifest
  std::vector<std::string> files;  // written below the folder, the libraries and the index
};

// A part that fails is named and the others go on; what was made is kept should it be stopped.
Result<BuildOutcome> build_library(const Manifest& manifest, const std::filesystem::path& folder,
                                   const PartMaker& make, int jobs = 2);

struct ParameterChange {
  std::string part, parameter;  // parameter empty: the part came or went
  double before = 0, after = 0;
};

struct LibraryDifference {
  std::vector<std::string> added, removed;
  std::vector<ParameterChange> parameters;
  std::vector<std::string> verdicts;  // "BAS16: pass -> fail"
  std::vector<std::string> curves;    // "BAS16 figure 3 '25 °C': moved by 1.2 % of the plot"
};

// Two library folders, by their verification.json.
Result<LibraryDifference> diff_libraries(const std::filesystem::path& before,
                                         const std::filesystem::path& after);

// For a person, a change a line; "no difference" when there is none.
std::string describe(const LibraryDifference& difference);

struct Approval {
  std::string part, model_sha256;
  bool approved = false;
  std::string name, date, comment;  // who, YYYY-MM-DD, why
};

// Holds for the model as it is now: another model needs another approval. `not_found` for a part
// that the library does not have, `usage` without a name.
Status record_approval(const std::filesystem::path& folder, Approval approval);

// Writes TARGET/LIBRARY.lib from approved models only, keeping what was there as LIBRARY.lib.old.
// Gives the names of the parts published; `conflict` when none is approved.
Result<std::vector<std::string>> publish_library(const std::filesystem::path& folder,
                                                 const std::filesystem::path& target);

}  // namespace curvespice
