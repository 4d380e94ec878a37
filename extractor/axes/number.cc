#include "extractor/axes/number.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "extractor/axes/text.h"

namespace curvespice {
namespace {

constexpr double kFlattened = 0.25;    // "102" as 10²: needs the votes of others
constexpr double kOtherComma = 0.3;    // "10,000" as ten
constexpr double kCapitalMilli = 0.3;  // "10M" as milli: old type had no small letters

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

// The mantissa at the head of `text`: sign, digits, points and commas.
std::string take_digits(const std::string& text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  while (at < text.size() && (digit(text[at]) || text[at] == '.' || text[at] == ',')) ++at;
  const std::string head = text.substr(0, at);
  return std::any_of(head.begin(), head.end(), digit) ? head : "";
}

// "12.5", "0,5", "10,000", "1,234.5": the readings of digits with points and commas.
std::vector<NumberReading> read_mantissa(std::string text) {
  const auto as_number = [](const std::string& s) { return std::strtod(s.c_str(), nullptr); };
  const std::size_t points = std::count(text.begin(), text.end(), '.');
  const std::size_t commas = std::count(text.begin(), text.end(), ',');
  if (points > 1) return {};
  if (commas == 0) return {{as_number(text), 0, ""}};
  std::string without = text;
  without.erase(std::remove(without.begin(), without.end(), ','), without.end());
  const std::size_t comma = text.rfind(',');
  const std::size_t behind = text.size() - comma - 1;
  const bool grouped = behind == 3 || points == 1;
  if (points == 1 || commas > 1)
    return grouped ? std::vector<NumberReading>{{as_number(without), 0, ""}}
                   : std::vector<NumberReading>{};
  text[comma] = '.';
  const bool leads_zero = text.find_first_of("123456789") > comma;
  if (!grouped || leads_zero) return {{as_number(text), 0, ""}};
  return {{as_number(without), 0, ""}, {as_number(text), kOtherComma, ""}};
}

// What may stand behind the digits of a tick label: nothing, a prefix, a unit, or both.
bool read_suffix(const std::string& text, std::vector<NumberReading>& readings) {
  static const std::array<const char*, 17> units = {"V",  "A", "W", "Ω",  "F", "H", "Hz", "s",  "C",
                                                    "°C", "°", "%", "dB", "K", "S", "J",  "Sec"};
  if (text.empty()) return true;
  const auto is_unit = [&](const std::string& name) {
    return std::find(units.begin(), units.end(), name) != units.end();
  };
  const std::size_t length = text.rfind("µ", 0) == 0 ? 2 : 1;
  const double factor = si_prefix(text.substr(0, length));
  const std::string rest = text.substr(length);
  if (factor != 0 && (rest.empty() || is_unit(rest))) {
    const std::vector<NumberReading> plain = readings;
    for (NumberReading& r : readings) r.value *= factor, r.unit = rest;
    if (text == "M")
      for (const NumberReading& r : plain)
        readings.push_back({r.value * 1e-3, kCapitalMilli, rest});
    return true;
  }
  if (!is_unit(text)) return false;
  for (NumberReading& r : readings) r.unit = text;
  return true;
}

// "10-3" and "102": the digits of an exponent that lost its height.
void add_flattened(const std::string& text, std::vector<NumberReading>& readings) {
  if (text.size() < 3 || text.size() > 5 || text.rfind("10", 0) != 0) return;
  int exponent = 0;
  if (!read_exponent(text.substr(2), exponent) || std::abs(exponent) > 15) return;
  const bool has_sign = !digit(text[2]);
  readings.push_back({std::pow(10.0, exponent), has_sign ? 0.05 : kFlattened, ""});
}

// "10^-3", "x10^3" behind a mantissa, "E+01": a power of ten at the head of `rest`.
bool take_power(const std::string& rest, double& factor) {
  int exponent = 0;
  const std::size_t caret = rest.find("10^");
  if (caret != std::string::npos && caret <= 2) {
    const std::string times = rest.substr(0, caret);
    if (!times.empty() && times != "x" && times != "*" && times != "·") return false;
    if (!read_exponent(rest.substr(caret + 3), exponent)) return false;
  } else if (rest.size() >= 2 && (rest[0] == 'E' || rest[0] == 'e')) {
    if (!read_exponent(rest.substr(1), exponent)) return false;
  } else {
    return false;
  }
  factor = std::pow(10.0, exponent);
  return std::abs(exponent) <= 30;
}

}  // namespace

double si_prefix(const std::string& prefix) {
  static const std::array<std::pair<const char*, double>, 12> table = {{{"f", 1e-15},
                                                                        {"p", 1e-12},
                                                                        {"n", 1e-9},
                                                                        {"µ", 1e-6},
                                                                        {"u", 1e-6},
                                                                        {"m", 1e-3},
                                                                        {"k", 1e3},
                                                                        {"K", 1e3},
                                                                        {"M", 1e6},
                                                                        {"G", 1e9},
                                                                        {"T", 1e12},
                                                                        {"a", 1e-18}}};
  for (const auto& [name, factor] : table)
    if (prefix == name) return factor;
  return 0;
}

bool read_exponent(const std::string& text, int& exponent) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  if (at == text.size() || text.size() - at > 3) return false;
  for (std::size_t i = at; i < text.size(); ++i)
    if (!digit(text[i])) return false;
  exponent = std::atoi(text.c_str());
  return true;
}

std::vector<NumberReading> read_number(const std::string& printed) {
  std::string text = trimmed(plain_text(printed));
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  // "±10" of a symmetrical quantity: the axis counts its size.
  if (text.rfind("±", 0) == 0) text = text.substr(2);
  if (text.rfind("10^", 0) == 0) {
    double power = 0;
    if (!take_power(text, power)) return {};
    return {{power, 0, ""}};
  }
  const std::string head = take_digits(text);
  if (head.empty() || head.size() > 12) return {};
  std::vector<NumberReading> readings = read_mantissa(head);
  const std::string rest = text.substr(head.size());
  double power = 0;
  if (take_power(rest, power)) {
    for (NumberReading& r : readings) r.value *= power;
  } else if (!read_suffix(rest, readings)) {
    readings.clear();
  }
  add_flattened(text, readings);
  return readings;
}

}  // namespace curvespice
