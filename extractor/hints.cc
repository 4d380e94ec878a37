#include "extractor/hints.h"

#include <charconv>
#include <sstream>

namespace curvespice {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stop != end || text.empty()) return std::nullopt;
  return value;
}

Error wrong_axis_hint(const std::string& text, const std::string& why) {
  return {ErrorCode::usage, "axis hint '" + text + "' " + why +
                                ": write lo:hi:lin|log:unit, for example 1e-6:1:log:A"};
}

}  // namespace

Result<AxisHint> parse_axis_hint(const std::string& text) {
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 4) return wrong_axis_hint(text, "has the wrong form");
  const std::optional<double> lo = number(parts[0]), hi = number(parts[1]);
  if (!lo || !hi) return wrong_axis_hint(text, "holds no two numbers");
  if (*lo == *hi) return wrong_axis_hint(text, "has no span");
  AxisHint hint{*lo, *hi, Scale::linear, parts.size() > 3 ? parts[3] : "", text};
  if (parts.size() > 2 && parts[2] == "log")
    hint.scale = Scale::log10;
  else if (parts.size() > 2 && parts[2] != "lin")
    return wrong_axis_hint(text, "names no scale");
  if (hint.scale == Scale::log10 && (*lo <= 0 || *hi <= 0))
    return wrong_axis_hint(text, "is logarithmic and not positive");
  return hint;
}

Result<CurveHint> parse_curve_hint(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
    return Error{ErrorCode::usage, "curve hint '" + text +
                                       "' has the wrong form: write colour=label, for example "
                                       "#d62728=25°C, or id=label, for example c2=VGS = 10 V"};
  return CurveHint{text.substr(0, equals), text.substr(equals + 1), text};
}

}  // namespace curvespice
