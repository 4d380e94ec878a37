// Refuses decks and models that would crash, hang or misuse ngspice.
//
// ngspice executes `.control` blocks with `shell` even inside included libraries, hangs on an
// unbalanced parenthesis in a `.model` and on a sweep with a zero step, and crashes on a file that
// includes itself and on pwl()/table() whose points do not rise (all seen with 39.3).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace curvespice {

// The text of a deck or a library. `bad_input` naming the line and what is wrong with it.
Status screen_deck(std::string_view deck, const std::string& where = "deck");

// An analysis command: dc, ac, tran or op with finite numbers, a step that leads from start to
// stop, and at most a million points.
Status screen_analysis(std::string_view analysis);

}  // namespace curvespice
