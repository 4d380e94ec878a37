// Text that stands in HTML or XML as text.
#pragma once

#include <string>
#include <string_view>

namespace curvespice {

// With `& < > " '` as entities, for element contents and attributes; control characters, which XML
// does not allow, are left out.
std::string html_escaped(std::string_view text);

}  // namespace curvespice
