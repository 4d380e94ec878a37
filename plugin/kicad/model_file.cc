#include "plugin/kicad/model_file.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace curvespice::kicad {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

// Statements with their continuations ("+ ...") joined; comments left out.
std::vector<std::string> statements(const std::string& library) {
  std::istringstream stream(library);
  std::vector<std::string> found;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line[0] == '*') continue;
    if (line[0] == '+' && !found.empty())
      found.back() += " " + line.substr(1);
    else
      found.push_back(line);
  }
  return found;
}

std::vector<std::string> words_of(std::string statement) {
  std::replace(statement.begin(), statement.end(), '(', ' ');
  std::istringstream stream(statement);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The nodes of ".subckt NAME a b c params: x=1".
std::vector<std::string> nodes_of(const std::vector<std::string>& words) {
  std::vector<std::string> nodes;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].find('=') != std::string::npos || lower(words[i]) == "params:") break;
    nodes.push_back(words[i]);
  }
  return nodes;
}

}  // namespace

std::vector<ModelDefinition> definitions_in(const std::string& library) {
  std::vector<ModelDefinition> found;
  int depth = 0;
  for (const std::string& statement : statements(library)) {
    const auto words = words_of(statement);
    const std::string verb = words.empty() ? "" : lower(words[0]);
    if (verb == ".ends") --depth;
    if (depth == 0 && verb == ".model" && words.size() >= 3)
      found.push_back({words[1], lower(words[2]), {}});
    if (verb != ".subckt" || words.size() < 2) continue;
    if (depth == 0) found.push_back({words[1], "subckt", nodes_of(words)});
    ++depth;
  }
  return found;
}

}  // namespace curvespice::kicad
