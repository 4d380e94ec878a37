#include "spice-export/device/toml_reader.h"

namespace curvespice {

std::string TomlReader::place(const toml::node* node) const {
  const auto line = (node != nullptr ? node->source() : table_.source()).begin.line;
  return file_ + ", line " + std::to_string(line) + ": ";
}

void TomlReader::complain(const std::string& key, const std::string& what) {
  if (problem_.empty()) problem_ = place(table_.get(key)) + "'" + key + "' " + what;
}

const toml::node* TomlReader::find(const std::string& key, bool required) {
  asked_.insert(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required) complain(key, "is missing");
  return node;
}

std::string TomlReader::text(const std::string& key, std::optional<std::string> otherwise) {
  const toml::node* node = find(key, !otherwise);
  if (node == nullptr) return otherwise.value_or("");
  if (const auto* value = node->as_string()) return value->get();
  complain(key, "must be a text in quotes");
  return "";
}

double TomlReader::number(const std::string& key, std::optional<double> otherwise) {
  const toml::node* node = find(key, !otherwise);
  if (node == nullptr) return otherwise.value_or(0);
  if (const auto value = node->value<double>(); value && node->is_number()) return *value;
  complain(key, "must be a number");
  return 0;
}

std::optional<double> TomlReader::optional_number(const std::string& key) {
  if (find(key, false) == nullptr) return std::nullopt;
  return number(key);
}

bool TomlReader::flag(const std::string& key, bool otherwise) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  complain(key, "must be true or false");
  return otherwise;
}

std::vector<std::string> TomlReader::texts(const std::string& key, bool required) {
  std::vector<std::string> values;
  const toml::node* node = find(key, required);
  if (node == nullptr) return values;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    complain(key, "must be a list of texts");
    return values;
  }
  for (const toml::node& element : *array) {
    if (const auto* value = element.as_string())
      values.push_back(value->get());
    else
      complain(key, "must be a list of texts");
  }
  return values;
}

const toml::table* TomlReader::table(const std::string& key) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) complain(key, "must be a table");
  return node->as_table();
}

std::vector<const toml::table*> TomlReader::tables(const std::string& key) {
  std::vector<const toml::table*> values;
  const toml::node* node = find(key, false);
  if (node == nullptr) return values;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_array_of_tables()) {
    complain(key, "must be a list of tables ([[" + key + "]])");
    return values;
  }
  for (const toml::node& element : *array) values.push_back(element.as_table());
  return values;
}

Status TomlReader::finish() {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    if (asked_.count(name) == 0) complain(name, "is not a member known here");
  }
  if (problem_.empty()) return {};
  return Error{ErrorCode::bad_input, problem_};
}

Result<toml::table> parse_toml(const std::string& text, const std::string& file) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& problem) {
    return Error{ErrorCode::bad_input, file + ", line " +
                                           std::to_string(problem.source().begin.line) + ": " +
                                           std::string(problem.description())};
  }
}

}  // namespace curvespice
