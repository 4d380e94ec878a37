// Reads a table of TOML member by member; every complaint names file and line.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "base/result.h"

namespace curvespice {

// Errors are collected: read all members, then ask finish(). Members that were never asked for are
// errors too, so that a misspelt key is found.
class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

  std::string text(const std::string& key, std::optional<std::string> otherwise = {});
  double number(const std::string& key, std::optional<double> otherwise = {});
  bool flag(const std::string& key, bool otherwise);
  std::vector<std::string> texts(const std::string& key, bool required);
  const toml::table* table(const std::string& key);
  std::vector<const toml::table*> tables(const std::string& key);
  std::optional<double> optional_number(const std::string& key);

  void complain(const std::string& key, const std::string& what);  // at the line of `key`
  Status finish();

 private:
  const toml::node* find(const std::string& key, bool required);
  std::string place(const toml::node* node) const;

  const toml::table& table_;
  std::string file_;
  std::set<std::string> asked_;
  std::string problem_;  // the first one
};

// Parses a file; `bad_input` with the line for a syntax error.
Result<toml::table> parse_toml(const std::string& text, const std::string& file);

}  // namespace curvespice
