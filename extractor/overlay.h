// The proof a person looks at: the figure's crop with the extracted curves drawn over it.
#pragma once

#include <string>

#include "base/result.h"
#include "extractor/document/page.h"
#include "extractor/extraction.h"

namespace curvespice {

// PNG bytes. `crop_png` shows `part` of the page (page units) at any resolution; an empty string
// gives a white ground. Plot box and ticks are marked, each curve has its own colour and its id.
// `bad_input` when the crop is no PNG.
Result<std::string> draw_overlay(const std::string& crop_png, const Box& part,
                                 const Extraction& extraction);

}  // namespace curvespice
