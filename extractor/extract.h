// The whole way from a file to extractions: document, figures, axes, traces, identity, verdict.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "extractor/characteristics/characteristic.h"
#include "extractor/extraction.h"
#include "extractor/hints.h"

namespace curvespice {

struct ExtractRequest {
  std::filesystem::path path;    // opened, never printed
  std::string name;              // shown, and the stem of the artifacts; empty = path's
  std::optional<int> page;       // from 1; nothing = all
  std::optional<int> figure;     // the k-th of its page, from 1; nothing = all
  std::optional<Method> method;  // nothing = whatever suits the page
  Hints hints;
  std::filesystem::path overlay_folder;  // where the crops go; empty = no crops
  std::function<bool()> cancelled;
};

struct DocumentReading {
  std::vector<Extraction> figures;              // in reading order, refused ones included
  std::vector<Characteristic> characteristics;  // of the tables, by page
};

// Called before each page: `page` from 1, of `pages`.
using ExtractProgress = std::function<void(int page, int pages)>;

// A figure or a page that fails does not stop the others: it comes back refused with its reason. A
// document without figures gives none. With `page` only that page is read, tables included. Errors
// are those of open_document, `not_found` for no such page or figure.
Result<DocumentReading> read_document(const ExtractRequest& request,
                                      const ExtractProgress& progress = {});

// Its figures alone.
Result<std::vector<Extraction>> extract_document(const ExtractRequest& request,
                                                 const ExtractProgress& progress = {});

}  // namespace curvespice
