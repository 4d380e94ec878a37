// Image files, and pages of other documents that are pictures, as pages of lines and words.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "extractor/document/document.h"
#include "extractor/document/page.h"
#include "extractor/trace/trace.h"

namespace curvespice {

// PNG, JPEG, TIFF (of several pages), BMP, WebP. Errors as open_document's; `too_large` for an
// image whose header claims more pixels than are read, before any of them is decoded.
Result<std::unique_ptr<Document>> open_image_document(const std::filesystem::path& path,
                                                      const DocumentOptions& options = {});

// Page `number` of any document drawn at `dots_per_inch` and read as an image: for scanned pages
// and for charts that are bitmaps inside a vector page.
Result<Page> read_page_as_image(Document& document, int number, const Box& whole_page,
                                double dots_per_inch = 300);

// The curves of a figure of a page that is an image. A failure comes back as a doubt.
TraceReading trace_image(const Page& page, const Figure& figure);

}  // namespace curvespice
