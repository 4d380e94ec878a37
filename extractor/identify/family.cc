#include "extractor/identify/family.h"

#include <algorithm>

#include <toml++/toml.h>

#include "base/file.h"

namespace curvespice {
namespace {

// A mistake in the file, carried to parse_family's border.
struct Mistake {
  std::string message;
};

[[noreturn]] void refuse(const toml::node& node, const std::string& what) {
  throw Mistake{"line " + std::to_string(node.source().begin.line) + ": " + what};
}

std::string text_of(const toml::table& table, const std::string& key,
                    const std::string& otherwise) {
  const toml::node* node = table.get(key);
  if (!node) return otherwise;
  if (!node->is_string()) refuse(*node, "'" + key + "' must be a text in quotes");
  return node->as_string()->get();
}

std::vector<std::string> texts_of(const toml::table& table, const std::string& key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (!node) return out;
  if (!node->is_array()) refuse(*node, "'" + key + "' must be a list of texts");
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_string()) refuse(element, "'" + key + "' must hold texts only");
    out.push_back(element.as_string()->get());
  }
  return out;
}

double number_of(const toml::table& table, const std::string& key, double otherwise) {
  const toml::node* node = table.get(key);
  if (!node) return otherwise;
  const auto value = node->value<double>();
  if (!value || !node->is_number()) refuse(*node, "'" + key + "' must be a number");
  return *value;
}

bool truth_of(const toml::table& table, const std::string& key, bool otherwise) {
  const toml::node* node = table.get(key);
  if (!node) return otherwise;
  if (!node->is_boolean()) refuse(*node, "'" + key + "' must be true or false");
  return node->as_boolean()->get();
}

void only(const toml::table& table, const std::vector<std::string>& known) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string list;
    for (const std::string& k : known) list += (list.empty() ? "" : ", ") + k;
    refuse(node, "'" + name + "' is not known here (known are " + list + ")");
  }
}

FamilyAxis axis_of(const toml::table& file, const std::string& key) {
  FamilyAxis out;
  const toml::node* node = file.get(key);
  if (!node) return out;
  if (!node->is_table()) refuse(*node, "'" + key + "' must be a table [" + key + "]");
  const toml::table& table = *node->as_table();
  only(table, {"quantities", "units", "needed"});
  out.quantities = texts_of(table, "quantities");
  out.units = texts_of(table, "units");
  return out;
}

FamilyCheck check_of(const toml::table& table) {
  only(table, {"kind", "curve", "by", "axis", "rising", "x", "y", "tolerance", "says"});
  FamilyCheck out;
  out.kind = text_of(table, "kind", "");
  const std::vector<std::string> kinds = {"rising", "falling", "positive", "order", "reference"};
  if (std::find(kinds.begin(), kinds.end(), out.kind) == kinds.end())
    refuse(table, "'kind' of a check must be rising, falling, positive, order or reference");
  out.curve = text_of(table, "curve", "");
  out.by = text_of(table, "by", "");
  out.axis = text_of(table, "axis", "y");
  out.rising = truth_of(table, "rising", true);
  out.x = number_of(table, "x", 0);
  out.y = number_of(table, "y", 0);
  out.tolerance = number_of(table, "tolerance", 0.02);
  out.says = text_of(table, "says", "");
  if (out.says.empty()) refuse(table, "a check needs 'says', the sentence for when it fails");
  if (out.kind == "order" && out.by.empty()) refuse(table, "an order check needs 'by'");
  return out;
}

std::vector<FamilyCheck> checks_of(const toml::table& file) {
  std::vector<FamilyCheck> out;
  const toml::node* node = file.get("check");
  if (!node) return out;
  if (!node->is_array()) refuse(*node, "checks are written [[check]]");
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_table()) refuse(element, "checks are written [[check]]");
    out.push_back(check_of(*element.as_table()));
  }
  return out;
}

Family family_of(const toml::table& file) {
  only(file, {"name", "device", "title", "x", "y", "y2", "third", "labels", "words", "needs_words",
              "without", "check"});
  Family out;
  out.name = text_of(file, "name", "");
  if (out.name.empty()) throw Mistake{"line 1: 'name' is missing"};
  out.device = text_of(file, "device", "");
  out.title = text_of(file, "title", "");
  out.x = axis_of(file, "x");
  out.y = axis_of(file, "y");
  out.y2 = axis_of(file, "y2");
  out.needs_y2 = !out.y2.quantities.empty() || !out.y2.units.empty();
  if (const toml::table* y2 = file["y2"].as_table())
    out.needs_y2 = truth_of(*y2, "needed", out.needs_y2);
  out.third = text_of(file, "third", "");
  out.labels = texts_of(file, "labels");
  out.words = texts_of(file, "words");
  out.needs_words = truth_of(file, "needs_words", false);
  out.without = texts_of(file, "without");
  out.checks = checks_of(file);
  return out;
}

}  // namespace

Result<Family> parse_family(const std::string& text, const std::string& where) {
  try {
    return family_of(toml::parse(text));
  } catch (const toml::parse_error& problem) {
    return Error{ErrorCode::bad_input, where + ", line " +
                                           std::to_string(problem.source().begin.line) + ": " +
                                           std::string(problem.description())};
  } catch (const Mistake& mistake) {
    return Error{ErrorCode::bad_input, where + ", " + mistake.message};
  }
}

Result<std::vector<Family>> load_families(const std::filesystem::path& folder) {
  std::error_code problem;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (problem)
    return Error{ErrorCode::not_found, "the folder of graph families, " + folder.string() +
                                           ", cannot be read: " + problem.message()};
  std::sort(files.begin(), files.end());
  std::vector<Family> out;
  for (const auto& file : files) {
    CURVESPICE_ASSIGN(const std::string text, read_file(file, 1 << 20));
    CURVESPICE_ASSIGN(Family family, parse_family(text, file.string()));
    out.push_back(std::move(family));
  }
  return out;
}

}  // namespace curvespice
