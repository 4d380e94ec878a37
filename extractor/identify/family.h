// What a family of graphs looks like and must obey, as data: one TOML file a family.
//
// config/families/README.md describes the file; users put theirs beside the shipped ones.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

struct FamilyAxis {
  std::vector<std::string> quantities;  // canonical names; empty = any
  std::vector<std::string> units;       // SI; empty = any
};

// A domain check lowers the verdict; it never edits what was read.
struct FamilyCheck {
  std::string kind;   // "rising", "falling", "positive", "order", "reference"
  std::string curve;  // applies to curves with this label only; empty = all
  // order: along `axis` the curves lie in rising (or falling) order of the condition `by`.
  std::string by, axis;
  bool rising = true;
  double x = 0, y = 0;      // reference: the curve passes through (x, y)
  double tolerance = 0.02;  // fraction of the span
  std::string says;         // the sentence when it fails
};

struct Family {
  std::string name, device, title;
  FamilyAxis x, y, y2;
  bool needs_y2 = false;
  std::string third;                        // condition that tells the curves apart: "VGS", "T"
  std::vector<std::string> labels;          // fixed curve names: "Ciss", "Coss", "Crss"
  std::vector<std::string> words, without;  // of title and caption, lower case
  bool needs_words = false;                 // the axes alone do not make this family
  std::vector<FamilyCheck> checks;
};

// Every *.toml of the folder, sorted by name. A file that is wrong is refused: `bad_input` with
// file, line and what it should be.
Result<std::vector<Family>> load_families(const std::filesystem::path& folder);

// One file's text; `where` names it in errors.
Result<Family> parse_family(const std::string& toml, const std::string& where);

}  // namespace curvespice
