#include "spice-export/verify/limits.h"

#include "base/file.h"
#include "spice-export/device/toml_reader.h"

namespace curvespice {
namespace {

Result<ErrorLimits> read_errors(const toml::table* table, const std::string& file) {
  ErrorLimits limits;
  if (table == nullptr) return limits;
  TomlReader reader(*table, file);
  limits.x = reader.optional_number("x");
  limits.x_relative = reader.optional_number("x_relative");
  limits.x_span = reader.optional_number("x_span");
  limits.y = reader.optional_number("y");
  limits.y_relative = reader.optional_number("y_relative");
  limits.y_span = reader.optional_number("y_span");
  CURVESPICE_TRY(reader.finish());
  return limits;
}

Result<GradeLimits> read_grades(const toml::table& table, const std::string& file) {
  TomlReader reader(table, file);
  const toml::table* a = reader.table("A");
  const toml::table* b = reader.table("B");
  if (a == nullptr) reader.complain("A", "is missing");
  if (b == nullptr) reader.complain("B", "is missing");
  CURVESPICE_TRY(reader.finish());
  GradeLimits grades;
  CURVESPICE_ASSIGN(grades.a, read_errors(a, file));
  CURVESPICE_ASSIGN(grades.b, read_errors(b, file));
  return grades;
}

}  // namespace

const GradeLimits& Limits::of(const std::string& family) const {
  const auto found = families.find(family);
  return found == families.end() ? otherwise : found->second;
}

Result<Limits> load_limits(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  CURVESPICE_ASSIGN(const std::string text, read_file(file, 1 << 20));
  CURVESPICE_ASSIGN(const toml::table root, parse_toml(text, name));
  TomlReader reader(root, name);
  if (reader.text("schema") != "curvespice/limits/1")
    reader.complain("schema", "must be \"curvespice/limits/1\"");
  const toml::table* otherwise = reader.table("otherwise");
  if (otherwise == nullptr) reader.complain("otherwise", "is missing");
  const toml::table* families = reader.table("family");
  CURVESPICE_TRY(reader.finish());
  Limits limits;
  CURVESPICE_ASSIGN(limits.otherwise, read_grades(*otherwise, name));
  if (families == nullptr) return limits;
  for (const auto& [family, node] : *families) {
    if (!node.is_table())
      return Error{ErrorCode::bad_input, name + ", line " +
                                             std::to_string(node.source().begin.line) + ": '" +
                                             std::string(family.str()) + "' must be a table"};
    CURVESPICE_ASSIGN(limits.families[std::string(family.str())],
                      read_grades(*node.as_table(), name));
  }
  return limits;
}

}  // namespace curvespice
