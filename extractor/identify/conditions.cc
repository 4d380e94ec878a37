#include "extractor/identify/conditions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "extractor/axes/number.h"
#include "extractor/axes/text.h"
#include "extractor/axes/unit.h"

namespace curvespice {
namespace {

bool is_name_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || byte >= 0x80 || c == '(' || c == ')' || c == '/' || c == '_' ||
         c == '|';
}

// The name that ends before `end`; its subscript may stand apart ("V GS").
std::string name_before(const std::string& text, std::size_t end) {
  // OCR makes a comma of a small index.
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
  std::size_t from = end;
  while (from > 0 && is_name_char(text[from - 1])) --from;
  std::string name = text.substr(from, end - from);
  const bool subscript_alone = from >= 2 && text[from - 1] == ' ' && name.size() <= 3 &&
                               std::isupper(static_cast<unsigned char>(text[from - 2])) &&
                               (from == 2 || !is_name_char(text[from - 3]));
  if (subscript_alone) name = text[from - 2] + name;
  return name;
}

// The text of the value behind '=': up to a separator or the next name.
std::string value_text(const std::string& text, std::size_t from) {
  std::size_t end = text.find('=', from);
  if (end != std::string::npos) {
    const std::string next = name_before(text, end);
    end = text.rfind(next.substr(0, 1), end);
  }
  for (const char separator : {';', '\n', '&', '@'})
    end = std::min(end, text.find(separator, from));
  // A comma ends it unless a digit follows directly ("0,5 A").
  for (std::size_t comma = text.find(',', from); comma < end; comma = text.find(',', comma + 1)) {
    const bool decimal =
        comma + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[comma + 1]));
    if (!decimal) end = comma;
  }
  return trimmed(text.substr(from, end == std::string::npos ? end : end - from));
}

// Drops words from the end until the rest is a value: "10 V Pulsed" -> "10 V".
std::optional<PrintedValue> leading_value(std::string text) {
  while (!text.empty()) {
    if (const auto value = read_value(text)) return value;
    const std::size_t space = text.rfind(' ');
    if (space == std::string::npos) break;
    text = trimmed(text.substr(0, space));
  }
  return std::nullopt;
}

// "Ty", "Tn": a temperature with the index A as OCR may read it. Indices with a meaning stay.
bool is_misread_index(const std::string& name) {
  return name.size() == 2 && name[0] == 'T' && std::islower(static_cast<unsigned char>(name[1])) &&
         std::string("acjlmsv").find(name[1]) == std::string::npos;
}

}  // namespace

std::optional<PrintedValue> read_value(const std::string& printed) {
  std::string text = trimmed(plain_text(tidy_label(printed)));
  while (!text.empty() && (text.back() == '.' || text.back() == ')')) text.pop_back();
  std::size_t at = 0;
  const auto numeric = [&](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || c == '.' || c == ',' || c == '-' ||
           c == '+';
  };
  while (at < text.size() && numeric(text[at])) ++at;
  const auto readings = read_number(text.substr(0, at));
  if (readings.empty()) return std::nullopt;
  PrintedValue out{readings.front().value, ""};
  const std::string rest = trimmed(text.substr(at));
  if (rest.empty()) return out;
  auto unit = read_unit(rest);
  if (!unit && rest == "K") unit = Unit{"K"};
  if (!unit) return std::nullopt;
  out.value *= unit->factor;
  out.unit = unit->si;
  return out;
}

std::string condition_unit(const std::string& name) {
  if (name.empty() || name.find('/') != std::string::npos) return "";
  static const std::array<std::pair<const char*, const char*>, 7> exact = {
      {{"f", "Hz"}, {"C", "F"}, {"L", "H"}, {"B", "K"}, {"D", ""}, {"tp", "s"}, {"R25", "ohm"}}};
  for (const auto& [known, unit] : exact)
    if (name == known) return unit;
  switch (name[0]) {
    case 'V':
      return "V";
    case 'I':
      return "A";
    case 'T':
      return "degC";
    case 'R':
      return "ohm";
    default:
      return "";
  }
}

std::string condition_name(const std::string& printed) {
  std::string name;
  for (const char c : plain_text(printed))
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '/' ||
        static_cast<unsigned char>(c) >= 0x80)
      name += c;
  const std::string small = lower(name);
  for (const char* ambient : {"t", "ta", "tamb", "temp", "temperature", "tambient"})
    if (small == ambient) return name == "t" ? "t" : "T";
  for (const char* junction : {"tj", "tvj", "tch", "tjunction"})
    if (small == junction) return "TJ";
  for (const char* housing : {"tc", "tcase", "tmb"})
    if (small == housing) return "TC";
  if (small == "δ" || small == "d" || small == "duty" || small == "dutycycle") return "D";
  if (small == "f" || small == "freq" || small == "frequency") return "f";
  const bool electrical = name.size() >= 2 && name.size() <= 8 &&
                          (small[0] == 'v' || small[0] == 'i') && name.find('/') == name.npos;
  if (!electrical) return name;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

std::string join_broken_number(std::string text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == ' ' && digit(i - 1) && digit(i + 1)) text.erase(i, 1);
  return text;
}

std::map<std::string, double> read_conditions(const std::string& printed) {
  std::map<std::string, double> out;
  const std::string text = plain_text(printed);
  for (std::size_t equals = text.find('='); equals != std::string::npos;
       equals = text.find('=', equals + 1)) {
    std::string name = condition_name(name_before(text, equals));
    const std::string expected = condition_unit(name);
    std::string behind = value_text(text, equals + 1);
    if (expected == "degC") behind = join_broken_number(std::move(behind));
    const auto value = leading_value(behind);
    if (name.empty() || !value) continue;
    if (expected == "degC" && is_misread_index(name)) name = "T";
    const bool ring_lost = expected == "degC" && (value->unit == "C" || value->unit == "deg");
    const bool other_unit = !value->unit.empty() && !expected.empty() && value->unit != expected;
    if (!other_unit || ring_lost) out[name] = value->value;
  }
  if (has_phrase(words_only(text), "single pulse")) out.emplace("D", 0);
  return out;
}

std::map<std::string, double> read_label_conditions(const std::string& text,
                                                    const std::string& third) {
  std::map<std::string, double> out = read_conditions(text);
  if (!out.empty()) return out;
  std::string bare = plain_text(text);
  if (const std::size_t at = bare.find('@'); at != std::string::npos) bare = bare.substr(at + 1);
  const auto value = read_value(bare);
  if (!value) return out;
  const bool temperature = value->unit == "degC" || value->unit == "deg";
  if (temperature)
    out[third.rfind('T', 0) == 0 ? third : "T"] = value->value;
  else if (!third.empty() && (value->unit.empty() || value->unit == condition_unit(third)))
    out[third] = value->value;
  return out;
}

}  // namespace curvespice
