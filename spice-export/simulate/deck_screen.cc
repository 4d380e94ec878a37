#include "spice-export/simulate/deck_screen.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <vector>

namespace curvespice {
namespace {

struct Line {
  int number = 0;    // of its first physical line, from 1
  std::string text;  // lower case, continuations joined
};

std::string lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// Logical lines: `+` continues the line before; comments stay, for `*ng_script` is one.
std::vector<Line> logical_lines(std::string_view deck) {
  std::vector<Line> lines;
  std::istringstream stream{std::string(deck)};
  std::string text;
  for (int number = 1; std::getline(stream, text); ++number) {
    const std::size_t start = text.find_first_not_of(" \t\r");
    if (start == std::string::npos) continue;
    const std::string lower = lowered(std::string_view(text).substr(start));
    if (lower[0] == '+' && !lines.empty())
      lines.back().text += " " + lower.substr(1);
    else
      lines.push_back({number, lower});
  }
  return lines;
}

bool starts_with_word(const std::string& text, std::string_view word) {
  if (text.compare(0, word.size(), word) != 0) return false;
  return text.size() == word.size() ||
         std::isalnum(static_cast<unsigned char>(text[word.size()])) == 0;
}

// What is never needed in a model and runs programs, reads files or ends the simulator.
std::optional<std::string> forbidden(const std::string& text) {
  constexpr std::array<std::string_view, 14> kCards = {
      ".control", ".endc", ".exec", ".include", ".inc",  ".lib",   ".csparam",
      ".hdl",     ".load", ".save", ".write",   ".plot", ".print", ".measure"};
  for (const std::string_view card : kCards)
    if (starts_with_word(text, card)) return std::string(card);
  constexpr std::array<std::string_view, 6> kCommands = {"shell", "source", "quit",
                                                         "exit",  "system", "pre_codemodel"};
  for (const std::string_view command : kCommands)
    if (starts_with_word(text, command)) return std::string(command);
  if (text.find("ng_script") != std::string::npos) return "ng_script";
  if (text.find('`') != std::string::npos) return "a back quote";
  return std::nullopt;
}

bool balanced(const std::string& text) {
  int round = 0, curly = 0;
  for (const char c : text) {
    if (c == '(') ++round;
    if (c == ')') --round;
    if (c == '{') ++curly;
    if (c == '}') --curly;
    if (round < 0 || curly < 0) return false;
  }
  return round == 0 && curly == 0;
}

// The comma-separated arguments of a call whose opening parenthesis is at `open`.
std::vector<std::string> call_arguments(const std::string& text, std::size_t open) {
  std::vector<std::string> arguments(1);
  int depth = 1;
  for (std::size_t i = open + 1; i < text.size() && depth > 0; ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) break;
    if (text[i] == ',' && depth == 1)
      arguments.emplace_back();
    else
      arguments.back() += text[i];
  }
  return arguments;
}

// pwl(x, x1, y1, x2, y2, ...) of a behavioural source, and table(...) alike: the x must rise.
bool points_rise(const std::vector<std::string>& arguments) {
  double last = -HUGE_VAL;
  for (std::size_t i = 1; i < arguments.size(); i += 2) {
    const double x = std::strtod(arguments[i].c_str(), nullptr);
    if (!(x > last)) return false;
    last = x;
  }
  return arguments.size() >= 5 && arguments.size() % 2 == 1;
}

bool tables_rise(const std::string& text) {
  for (const std::string_view name : {"pwl", "table"})
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      const std::size_t open = text.find_first_not_of(' ', at + name.size());
      const bool whole_word =
          at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0;
      if (!whole_word || open == std::string::npos || text[open] != '(') continue;
      // A pwl() of an independent source has no comma-separated call form.
      const std::vector<std::string> arguments = call_arguments(text, open);
      if (arguments.size() > 1 && !points_rise(arguments)) return false;
    }
  return true;
}

Error refuse(const std::string& where, const Line& line, const std::string& why) {
  return {ErrorCode::bad_input, where + ", line " + std::to_string(line.number) + ": " + why +
                                    " (refused before ngspice "
                                    "sees it): " +
                                    line.text.substr(0, 60)};
}

}  // namespace

Status screen_deck(std::string_view deck, const std::string& where) {
  for (const Line& line : logical_lines(deck)) {
    if (line.text.find("ng_script") == std::string::npos && line.text[0] == '*') continue;
    if (const auto word = forbidden(line.text))
      return refuse(where, line, "'" + *word + "' is not allowed in a model");
    if (!balanced(line.text)) return refuse(where, line, "parentheses do not match");
    if (!tables_rise(line.text))
      return refuse(where, line, "the points of a table or pwl() must rise");
  }
  return {};
}

Status screen_analysis(std::string_view analysis) {
  constexpr double kMostPoints = 1e6;
  std::istringstream stream{std::string(analysis)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  const auto refused = [&](const std::string& why) {
    return Error{ErrorCode::bad_input, "analysis '" + std::string(analysis) + "': " + why};
  };
  std::vector<double> numbers;
  for (const std::string& word : words) {
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    if (*end == '\0') numbers.push_back(value);
    if (*end == '\0' && !std::isfinite(value)) return refused("a number is not finite");
  }
  const std::string kind = words.empty() ? "" : words[0];
  if (kind == "op" && words.size() == 1) return {};
  if (kind == "ac" && words.size() == 5 && numbers.size() == 3) {
    const bool forward = numbers[1] > 0 && numbers[2] >= numbers[1];
    if (numbers[0] >= 1 && numbers[0] <= kMostPoints && forward) return {};
    return refused("frequencies must rise from above zero");
  }
  const bool dc = kind == "dc" && words.size() == 5 && numbers.size() == 3;
  const bool tran = kind == "tran" && numbers.size() >= 2 && numbers.size() <= 4;
  if (!dc && !tran) return refused("only op, dc, ac and tran with numbers are run");
  const double span = dc ? numbers[1] - numbers[0] : numbers[1];
  const double step = dc ? numbers[2] : numbers[0];
  if (step == 0 || span / step < 0 || span / step > kMostPoints)
    return refused("the step does not lead from start to stop in a million points");
  return {};
}

}  // namespace curvespice
