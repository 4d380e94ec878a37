// Whether a picture on a page is worth reading as an image: reading one costs a second or more.
#pragma once

#include <string>

#include "extractor/document/document.h"
#include "extractor/document/page.h"

namespace curvespice {

// A picture large enough for a chart whose rendering is mostly paper, unlike a photograph's.
bool may_show_chart(Document& document, const Page& page);

// Of a PNG's pixels, the part that is nearly white; 0 for what is no PNG.
double paper_share(const std::string& png);

}  // namespace curvespice
