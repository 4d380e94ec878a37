#include "extractor/axes/unit.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/axes/number.h"
#include "extractor/axes/text.h"

namespace curvespice {
namespace {

struct Name {
  std::string_view printed;
  Unit unit;
};

// Units by symbol; these take an SI prefix.
const std::vector<Name>& symbols() {
  static const std::vector<Name> table = {
      {"V", {"V"}},     {"A", {"A"}},      {"W", {"W"}},      {"Ω", {"ohm"}},   {"ohm", {"ohm"}},
      {"Ohm", {"ohm"}}, {"ohms", {"ohm"}}, {"Ohms", {"ohm"}}, {"OHM", {"ohm"}}, {"OHMS", {"ohm"}},
      {"S", {"S"}},     {"F", {"F"}},      {"H", {"H"}},      {"C", {"C"}},     {"Hz", {"Hz"}},
      {"HZ", {"Hz"}},   {"hz", {"Hz"}},    {"s", {"s"}},      {"sec", {"s"}},   {"Sec", {"s"}},
      {"SEC", {"s"}},   {"J", {"J"}},      {"Wb", {"Wb"}},    {"T", {"T"}},     {"m", {"m"}},
      {"Vdc", {"V"}},   {"VDC", {"V"}},    {"V DC", {"V"}},   {"Vrms", {"V"}},  {"Adc", {"A"}},
      {"ADC", {"A"}},   {"A DC", {"A"}},   {"Arms", {"A"}},   {"Apk", {"A"}},   {"Apeak", {"A"}},
      {"mho", {"S"}},   {"mhos", {"S"}},   {"MHOS", {"S"}},   {"Vp-p", {"V"}},  {"VPP", {"V"}},
      {"cd", {"cd"}},   {"lm", {"lm"}},    {"lx", {"lx"}},    {"Oe", {"Oe"}}};
  return table;
}

// Units that take no prefix, and words.
const std::vector<Name>& whole_names() {
  static const std::vector<Name> table = {
      {"%", {"%"}},           {"percent", {"%"}},     {"per cent", {"%"}},
      {"db", {"dB"}},         {"dbm", {"dBm"}},       {"dbc", {"dBc"}},
      {"°", {"deg"}},         {"deg", {"deg"}},       {"deg.", {"deg"}},
      {"degree", {"deg"}},    {"degrees", {"deg"}},   {"°c", {"degC"}},
      {"° c", {"degC"}},      {"degc", {"degC"}},     {"deg c", {"degC"}},
      {"deg.c", {"degC"}},    {"deg. c", {"degC"}},   {"degrees c", {"degC"}},
      {"oc", {"degC"}},       {"o c", {"degC"}},      {"°ambient", {"degC"}},
      {"celsius", {"degC"}},  {"volts", {"V"}},       {"volt", {"V"}},
      {"amps", {"A"}},        {"amp", {"A"}},         {"ampere", {"A"}},
      {"amperes", {"A"}},     {"watts", {"W"}},       {"watt", {"W"}},
      {"farads", {"F"}},      {"farad", {"F"}},       {"henry", {"H"}},
      {"henries", {"H"}},     {"hertz", {"Hz"}},      {"seconds", {"s"}},
      {"second", {"s"}},      {"coulomb", {"C"}},     {"coulombs", {"C"}},
      {"tesla", {"T"}},       {"siemens", {"S"}},     {"joules", {"J"}},
      {"gauss", {"T", 1e-4}}, {"minutes", {"s", 60}}, {"hours", {"s", 3600}},
      {"hrs", {"s", 3600}},   {"ppm", {"ppm"}},       {"a.u.", {"1"}},
      {"normalized", {"1"}},  {"normalised", {"1"}},  {"norm.", {"1"}},
      {"times", {"1"}},       {"x", {"1"}},           {"ratio", {"1"}},
      {"numeric", {"1"}}};
  return table;
}

std::optional<Unit> find_symbol(std::string_view text) {
  for (const Name& name : symbols())
    if (name.printed == text) return name.unit;
  return std::nullopt;
}

std::optional<Unit> find_whole(const std::string& text) {
  for (const Name& name : whole_names())
    if (name.printed == text) return name.unit;
  return std::nullopt;
}

// "milliamperes", "PICOFARADS", "microseconds".
std::optional<Unit> spelled_out(const std::string& small) {
  static constexpr std::array<std::pair<const char*, double>, 7> prefixes = {{{"milli", 1e-3},
                                                                              {"micro", 1e-6},
                                                                              {"nano", 1e-9},
                                                                              {"pico", 1e-12},
                                                                              {"kilo", 1e3},
                                                                              {"mega", 1e6},
                                                                              {"giga", 1e9}}};
  for (const auto& [name, factor] : prefixes) {
    const std::string_view prefix = name;
    if (small.rfind(prefix, 0) != 0) continue;
    const std::string rest = trimmed(small.substr(prefix.size()));
    std::optional<Unit> unit = find_whole(rest);
    if (!unit) unit = find_symbol(rest);
    if (unit) return Unit{unit->si, unit->factor * factor};
  }
  return std::nullopt;
}

std::optional<Unit> simple_unit(const std::string& text) {
  if (const auto whole = find_whole(lower(text)); whole && text != "X") return whole;
  if (const auto plain = find_symbol(text)) return plain;
  const std::size_t length = text.rfind("µ", 0) == 0 ? 2 : 1;
  const double factor = text.size() > length ? si_prefix(text.substr(0, length)) : 0;
  if (factor != 0)
    if (const auto unit = find_symbol(trimmed(text.substr(length))))
      return Unit{unit->si, factor * unit->factor};
  if (text == "MA") return Unit{"A", 1e-3};  // capitals only: a mega-ampere no part carries
  if (text == "MV" || text == "MS") return Unit{text.substr(1) == "V" ? "V" : "s", 1e-3};
  return spelled_out(lower(text));
}

// "°C/W" and "K/W" are one unit; "V/V" is none.
Unit divide(const Unit& a, const Unit& b) {
  const double factor = a.factor / b.factor;
  if (b.si == "W" && (a.si == "degC" || a.si == "C" || a.si == "deg")) return {"K/W", factor};
  if (a.si == b.si) return {"1", factor};
  const std::string below = b.si == "degC" ? "K" : b.si;
  return {a.si + "/" + below, factor};
}

bool ends_with(const std::string& text, const std::string& tail) {
  return text.size() >= tail.size() &&
         text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

std::optional<Unit> with_context(const std::string& text, bool temperature, bool resistance) {
  const std::string bare = trimmed(text);
  if (temperature && (bare == "C" || bare == "°" || bare == "c" || bare == "0C" || bare == "8C"))
    return Unit{"degC"};
  std::optional<Unit> unit = read_unit(bare);
  // A Symbol-font omega that lost its font is printed ':'.
  if (!unit && resistance && !bare.empty() && bare.back() == ':')
    unit = read_unit(bare.substr(0, bare.size() - 1) + "Ω");
  if (unit && resistance && unit->si == "W") unit->si = "ohm";
  return unit;
}

TitleUnit titled(const Unit& unit, const std::string& rest) {
  TitleUnit out;
  out.unit = unit;
  out.rest = rest;
  return out;
}

// "(V)", "[pF]": the last group in brackets that is a unit.
std::optional<TitleUnit> bracketed(const std::string& title, bool temperature, bool resistance) {
  std::size_t close = title.size();
  while (close > 0 && (close = title.find_last_of(")]", close - 1)) != std::string::npos) {
    const std::size_t open = title.find_last_of("([", close);
    if (open == std::string::npos) return std::nullopt;
    const std::string inside = title.substr(open + 1, close - open - 1);
    if (auto unit = with_context(inside, temperature, resistance))
      return titled(*unit, trimmed(title.substr(0, open) + " " + title.substr(close + 1)));
    close = open;
  }
  return std::nullopt;
}

// "Temperature (?" where the font lost its ring: a bracket without a letter on a temperature axis.
std::optional<TitleUnit> unreadable_degrees(const std::string& title) {
  const std::size_t open = title.find_last_of("([");
  if (open == std::string::npos || open + 1 == title.size()) return std::nullopt;
  const std::string inside = title.substr(open + 1);
  const bool letters = std::any_of(inside.begin(), inside.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) && c != 'C';
  });
  if (letters) return std::nullopt;
  return titled({"degC"}, trimmed(title.substr(0, open)));
}

// "f / MHz", "Gate Charge - nC", "ID, A", "Voltage in V", "Forward Voltage Volts".
std::optional<TitleUnit> trailing(const std::string& title, bool temperature, bool resistance) {
  static const std::array<std::string, 9> separators = {" / ", "/ ", " /", " - ", " in ",
                                                        ", ",  ": ", "/",  ","};
  for (const std::string& separator : separators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string::npos || at == 0) continue;
    if (auto unit = with_context(title.substr(at + separator.size()), temperature, resistance))
      return titled(*unit, trimmed(title.substr(0, at)));
  }
  for (std::size_t at = title.rfind(' '); at != std::string::npos && at > 0;
       at = title.rfind(' ', at - 1)) {
    const std::string tail = title.substr(at + 1);
    const bool telling = tail.size() >= 2 || tail == "%" || tail == "V" || tail == "A";
    auto unit = telling ? with_context(tail, temperature, resistance) : std::nullopt;
    if (unit) return titled(*unit, trimmed(title.substr(0, at)));
    if (title.size() - at > 16) break;
  }
  return std::nullopt;
}

// "Zth(j-c)/Rth(j-c)", "RDS(on)/RDS(on)(25 °C)": both sides begin alike.
bool is_ratio(const std::string& title) {
  const std::size_t slash = title.find('/');
  if (slash == std::string::npos || slash == 0) return false;
  const std::string above = words_only(title.substr(0, slash));
  const std::string below = words_only(title.substr(slash + 1));
  if (above.empty() || below.empty()) return false;
  const std::size_t bracket = title.find('(');
  const std::string symbol = without_spaces(title.substr(0, std::min(bracket, slash)));
  if (!symbol.empty() && without_spaces(title.substr(slash + 1)).rfind(symbol + "(", 0) == 0)
    return true;
  const auto head = [](const std::string& s) { return s.substr(0, s.find(' ')); };
  const std::string a = head(above), b = head(below);
  return a == b || (ends_with(a, "th") && ends_with(b, "th") && a.size() <= 4 && b.size() <= 4);
}

}  // namespace

std::optional<Unit> read_unit(const std::string& printed) {
  const std::string text = trimmed(plain_text(printed));
  if (text.empty() || text.size() > 24) return std::nullopt;
  if (const auto unit = simple_unit(text)) return unit;
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto above = simple_unit(trimmed(text.substr(0, slash)));
  const auto below = simple_unit(trimmed(text.substr(slash + 1)));
  const bool kelvin = trimmed(text.substr(0, slash)) == "K";
  if (kelvin && below) return divide({"degC"}, *below);
  if (!above || !below) return std::nullopt;
  return divide(*above, *below);
}

std::optional<TitleUnit> find_unit(const std::string& printed, bool temperature, bool resistance) {
  const std::string title = trimmed(plain_text(printed));
  if (auto unit = bracketed(title, temperature, resistance)) return unit;
  if (temperature)
    if (auto unit = unreadable_degrees(title)) return unit;
  const std::string bare = words_only(title);
  if (has_phrase(bare, "normalized") || has_phrase(bare, "normalised") ||
      has_phrase(bare, "relative"))
    return titled({"1"}, title);
  if (is_ratio(title)) return titled({"1"}, title);
  if (auto unit = trailing(title, temperature, resistance)) return unit;
  if (auto unit = with_context(title, temperature, resistance)) return titled(*unit, "");
  if (title.find('%') != std::string::npos) return titled({"%"}, title);
  if (title.find("°C") != std::string::npos && temperature) return titled({"degC"}, title);
  return std::nullopt;
}

}  // namespace curvespice
