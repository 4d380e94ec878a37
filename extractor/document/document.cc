#include "extractor/document/document.h"

#include <fstream>

#include "extractor/document/documents.h"

namespace curvespice {
namespace {

constexpr std::size_t kHead = 4096;  // a PDF's header may stand behind some kilobyte of other bytes

Result<std::unique_ptr<Document>> open(const std::filesystem::path& path,
                                       const DocumentOptions& options) {
  CURVESPICE_ASSIGN(const std::string head, first_bytes_of(path));
  switch (document_kind(head)) {
    case DocumentKind::pdf:
      return open_pdf(path, options);
    case DocumentKind::svg:
      return open_svg(path, options);
    case DocumentKind::image:
      return Error{ErrorCode::bad_input,
                   path.extension() == ".pdf"
                       ? "it is an image although its name ends in .pdf: rename it"
                       : "it is an image, not a PDF or SVG"};
    default:
      return Error{ErrorCode::bad_input, "it is neither a PDF nor an SVG"};
  }
}

}  // namespace

Result<std::string> first_bytes_of(const std::filesystem::path& path) {
  std::error_code failure;
  if (!std::filesystem::exists(path, failure))
    return Error{ErrorCode::not_found, "there is no such file"};
  if (std::filesystem::is_directory(path, failure))
    return Error{ErrorCode::bad_input, "it is a folder: name a file"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{ErrorCode::io, "the file cannot be opened: check its permissions"};
  std::string head(kHead, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  if (head.empty()) return Error{ErrorCode::bad_input, "the file is empty"};
  return head;
}

DocumentKind document_kind(const std::string& first_bytes) {
  const auto begins = [&](std::string_view magic) { return first_bytes.starts_with(magic); };
  if (begins("\x89PNG") || begins("\xFF\xD8\xFF") || begins("GIF8") || begins("BM") ||
      begins("II*\0") || begins(std::string_view("MM\0*", 4)) || begins("RIFF"))
    return DocumentKind::image;
  if (first_bytes.find("%PDF-") != std::string::npos) return DocumentKind::pdf;
  if (first_bytes.find("<svg") != std::string::npos) return DocumentKind::svg;
  if (begins("<?xml") || begins("\xEF\xBB\xBF<?xml")) return DocumentKind::svg;
  return DocumentKind::unknown;
}

Result<std::unique_ptr<Document>> open_document(const std::filesystem::path& path,
                                                const DocumentOptions& options) {
  Result<std::unique_ptr<Document>> document = open(path, options);
  if (!document.ok()) return document.error().in(path.filename().string());
  return document;
}

}  // namespace curvespice
