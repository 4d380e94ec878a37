// An upload (multipart/form-data, RFC 7578) taken apart while it comes in: each file goes straight
// to disk, whatever its size. Fed with pieces of any length.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "queue/service/http.h"
#include "queue/store/content.h"

namespace curvespice::queue {

struct UploadLimits {
  std::size_t files = 200;
  std::uint64_t bytes_per_file = std::uint64_t{50} << 20;
};

class MultipartReader {
 public:
  // `folder` receives the files. The reader owns them until `take_files`.
  MultipartReader(const std::string& boundary, std::filesystem::path folder, UploadLimits limits);
  ~MultipartReader();

  // bad_input for a broken form, too_large over a limit, io for a full disk.
  Status feed(std::string_view bytes);
  // The files, once the closing delimiter came; they are the caller's then.
  Result<std::vector<ReceivedFile>> take_files();

 private:
  enum class Stage { preamble, headers, content, ended };

  bool step(Status& status);  // false: needs more bytes, or is done
  bool skip_to_delimiter();
  bool read_headers(Status& status);
  bool read_content(Status& status);
  Status open_file(const std::string& filename);
  Status write(std::string_view bytes);

  std::string delimiter_;  // "\r\n--boundary"
  std::filesystem::path folder_;
  UploadLimits limits_;
  Stage stage_ = Stage::preamble;
  std::string buffer_;
  std::vector<ReceivedFile> files_;
  std::ofstream out_;
  std::uint64_t written_ = 0;
  bool is_file_ = false;
};

// The boundary of a Content-Type; empty when it is no multipart form.
std::string multipart_boundary(const std::string& content_type);

}  // namespace curvespice::queue
