#include "spice-export/fit/starts.h"

#include <array>
#include <utility>

namespace curvespice {

StartFunction start_function(const std::string& name) {
  static const std::array<std::pair<const char*, ParameterValues (*)(const Dataset&)>, 5> kKnown = {
      {{"diode", diode_starts},
       {"mosfet", mosfet_starts},
       {"bjt", bjt_starts},
       {"channel", channel_starts},
       {"igbt", igbt_starts}}};
  for (const auto& [known, function] : kKnown)
    if (name == known) return function;
  return nullptr;
}

}  // namespace curvespice
