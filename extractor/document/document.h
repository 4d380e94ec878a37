// A file of the outside world as pages of lines, words and pictures.
//
// PDF goes through poppler's programs (pdftocairo, pdftotext) as child processes with limits, since
// a hostile file may crash them; SVG is read directly. Every document is read lazily, page by page.
// Not thread-safe, but two documents may be read side by side.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "extractor/document/page.h"

namespace curvespice {

struct DocumentOptions {
  int page_limit = 3000;               // a longer document is `too_large`
  double seconds_per_page = 20;        // wall clock of each child; then `timeout`
  std::size_t segment_limit = 600000;  // straight segments of a page; more is `too_large`
  std::function<bool()> cancelled;     // asked about ten times a second
};

class Document {
 public:
  virtual ~Document() = default;

  virtual int page_count() const = 0;

  // False when the page surely holds no chart, found without drawing it: no text that could be the
  // numbers of an axis, and no picture. A cheap question that spares most pages of a datasheet.
  virtual bool may_hold_figures(int number) = 0;

  // Lines, words and pictures of page `number` (from 1). `not_found` for no such page.
  virtual Result<Page> page(int number) = 0;

  // PNG bytes of a part of the page, for the overlay and for OCR.
  virtual Result<std::string> render_png(int number, const Box& part, double dots_per_inch) = 0;
};

enum class DocumentKind { pdf, svg, image, unknown };

// By the first bytes, never by the name: an image renamed to .pdf is an image.
DocumentKind document_kind(const std::string& first_bytes);

// What document_kind() needs to see. `not_found`, `io`, `bad_input` for an empty file or a folder.
Result<std::string> first_bytes_of(const std::filesystem::path& path);

// Errors, each a sentence that names the file: not_found, bad_input (empty, damaged, password, not
// a PDF or SVG), too_large, missing_program (poppler). A PDF with an empty user password opens.
Result<std::unique_ptr<Document>> open_document(const std::filesystem::path& path,
                                                const DocumentOptions& options = {});

}  // namespace curvespice
