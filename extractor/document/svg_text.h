// `<text>` elements as words: anchors, tspans, lists of positions, rotation.
#pragma once

#include <vector>

#include "extractor/document/matrix.h"
#include "extractor/document/svg_style.h"

namespace curvespice {

// `style` is the text element's own. Widths of characters are estimated (text_layout.h); what is
// anchored in the middle or at the end is placed exactly there.
std::vector<Word> words_of_text(const pugi::xml_node& text, const Matrix& to_page,
                                const SvgStyle& style, const StyleSheet& sheet);

}  // namespace curvespice
