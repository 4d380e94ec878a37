// The kinds of document behind open_document(), for the assembly in document.cc only.
#pragma once

#include <memory>

#include "extractor/document/document.h"

namespace curvespice {

Result<std::unique_ptr<Document>> open_pdf(const std::filesystem::path& path,
                                           const DocumentOptions& options);
Result<std::unique_ptr<Document>> open_svg(const std::filesystem::path& path,
                                           const DocumentOptions& options);

}  // namespace curvespice
