// Small pieces that the report is put together from.
#pragma once

#include <string>
#include <string_view>

#include "base/markup.h"  // html_escaped

namespace curvespice {

std::string base64(std::string_view bytes);

// "4.16e-13", "0.047", "1.2": three to four significant digits, U+2212 for minus.
std::string number_text(double value);

// "47 mΩ", "1.6 pF", "25 °C": with the SI prefix that people use; units that take none are kept.
std::string quantity_text(double value, const std::string& unit);

// As people write units: "Ω", "°C"; nothing for "1".
std::string unit_text(const std::string& unit);

// "0.25 %" of a fraction.
std::string percent_text(double fraction);

}  // namespace curvespice
