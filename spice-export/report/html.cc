#include "spice-export/report/html.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <set>

namespace curvespice {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string number_text(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.4g", value);
  std::string out(text);
  for (std::size_t at = 0; (at = out.find('-', at)) != std::string::npos; at += 3)
    out.replace(at, 1, "\xE2\x88\x92");
  return out;
}

std::string unit_text(const std::string& unit) {
  if (unit == "1") return "";
  if (unit == "ohm") return "\xCE\xA9";
  if (unit == "degC")
    return "\xC2\xB0"
           "C";
  if (unit == "deg") return "\xC2\xB0";
  return unit;
}

std::string quantity_text(double value, const std::string& unit) {
  static const std::set<std::string> kPrefixed = {"V", "A",  "W", "ohm", "S",  "F", "H",
                                                  "C", "Hz", "s", "J",   "Wb", "T"};
  constexpr std::array<const char*, 11> kPrefixes = {"f", "p", "n", "\xC2\xB5", "m", "",
                                                     "k", "M", "G", "T",        "P"};
  const std::string shown = unit_text(unit);
  if (kPrefixed.count(unit) == 0 || value == 0 || !std::isfinite(value))
    return number_text(value) + (shown.empty() ? "" : " " + shown);
  const int group = static_cast<int>(std::floor(std::log10(std::abs(value)) / 3 + 1e-9));
  if (group < -5 || group > 5) return number_text(value) + " " + shown;
  return number_text(value / std::pow(10, 3 * group)) + " " +
         kPrefixes[static_cast<std::size_t>(group + 5)] + shown;
}

std::string percent_text(double fraction) {
  char text[40];
  const double percent = 100 * fraction;
  std::snprintf(text, sizeof text, percent < 0.1 ? "%.3f %%" : "%.2f %%", percent);
  return text;
}

}  // namespace curvespice
