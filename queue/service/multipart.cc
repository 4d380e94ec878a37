#include "queue/service/multipart.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace curvespice::queue {
namespace {

constexpr std::size_t kHeaderLimit = 16 * 1024;

Error broken(const std::string& what) {
  return {ErrorCode::bad_input, "the upload is broken: " + what};
}

// filename="a.pdf" of a Content-Disposition; nothing when the part is no file.
std::optional<std::string> filename_in(const std::string& headers) {
  std::string lower = headers;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t found = lower.find("filename=");
  if (found == std::string::npos) return std::nullopt;
  std::size_t at = found + 9;
  std::string name;
  const bool quoted = at < headers.size() && headers[at] == '"';
  if (quoted) ++at;
  for (; at < headers.size(); ++at) {
    if (quoted && headers[at] == '\\' && at + 1 < headers.size() && headers[at + 1] == '"')
      ++at;
    else if (headers[at] == '"' || headers[at] == '\r' || (!quoted && headers[at] == ';'))
      break;
    name += headers[at];
  }
  return name;
}

}  // namespace

MultipartReader::MultipartReader(const std::string& boundary, std::filesystem::path folder,
                                 UploadLimits limits)
    : delimiter_("\r\n--" + boundary), folder_(std::move(folder)), limits_(limits) {
  buffer_ = "\r\n";  // so that the first delimiter looks like the others
}

MultipartReader::~MultipartReader() {
  std::error_code error;
  for (const ReceivedFile& file : files_) std::filesystem::remove(file.path, error);
}

Status MultipartReader::feed(std::string_view bytes) {
  buffer_.append(bytes);
  Status status;
  while (step(status)) {
  }
  return status;
}

bool MultipartReader::step(Status& status) {
  switch (stage_) {
    case Stage::preamble:
      return skip_to_delimiter();
    case Stage::headers:
      return read_headers(status);
    case Stage::content:
      return read_content(status);
    case Stage::ended:
      buffer_.clear();
      return false;
  }
  return false;
}

bool MultipartReader::skip_to_delimiter() {
  const std::size_t found = buffer_.find(delimiter_);
  if (found == std::string::npos) {
    if (buffer_.size() > delimiter_.size()) buffer_.erase(0, buffer_.size() - delimiter_.size());
    return false;
  }
  buffer_.erase(0, found + delimiter_.size());
  stage_ = Stage::headers;
  return true;
}

bool MultipartReader::read_headers(Status& status) {
  if (buffer_.size() < 2) return false;
  if (buffer_.compare(0, 2, "--") == 0) {
    stage_ = Stage::ended;
    return true;
  }
  const std::size_t end = buffer_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (buffer_.size() > kHeaderLimit) status = broken("the head of a part is too long");
    return false;
  }
  const auto filename = filename_in(buffer_.substr(0, end));
  buffer_.erase(0, end + 4);
  is_file_ = filename.has_value();
  if (is_file_) status = open_file(*filename);
  stage_ = Stage::content;
  return status.ok();
}

bool MultipartReader::read_content(Status& status) {
  const std::size_t found = buffer_.find(delimiter_);
  const std::size_t sure = found != std::string::npos           ? found
                           : buffer_.size() > delimiter_.size() ? buffer_.size() - delimiter_.size()
                                                                : 0;
  if (is_file_) status = write(std::string_view(buffer_).substr(0, sure));
  if (!status.ok()) return false;
  if (found == std::string::npos) {
    buffer_.erase(0, sure);
    return false;
  }
  buffer_.erase(0, found + delimiter_.size());
  if (is_file_) out_.close();
  if (is_file_ && out_.fail()) {
    status = Error{ErrorCode::io, "the disk of the service is full; free some space there"};
    return false;
  }
  stage_ = Stage::headers;
  return true;
}

Status MultipartReader::open_file(const std::string& filename) {
  if (files_.size() >= limits_.files)
    return Error{ErrorCode::too_large,
                 "more than " + std::to_string(limits_.files) + " files in one upload"};
  std::string path = (folder_ / "upload-XXXXXX").string();
  const int fd = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd < 0) return Error{ErrorCode::io, "cannot store the upload in '" + folder_.string() + "'"};
  ::close(fd);
  files_.push_back({path, filename});
  out_.clear();
  out_.open(path, std::ios::binary);
  written_ = 0;
  return {};
}

Status MultipartReader::write(std::string_view bytes) {
  written_ += bytes.size();
  if (written_ > limits_.bytes_per_file)
    return Error{ErrorCode::too_large, "'" + clean_filename(files_.back().filename) +
                                           "' is larger than " +
                                           std::to_string(limits_.bytes_per_file >> 20) + " MiB"};
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out_) return Error{ErrorCode::io, "the disk of the service is full; free some space there"};
  return {};
}

Result<std::vector<ReceivedFile>> MultipartReader::take_files() {
  if (stage_ != Stage::ended) return broken("it ends in the middle");
  return std::exchange(files_, {});
}

std::string multipart_boundary(const std::string& content_type) {
  if (content_type.rfind("multipart/form-data", 0) != 0) return "";
  const std::size_t found = content_type.find("boundary=");
  if (found == std::string::npos) return "";
  std::string boundary = content_type.substr(found + 9);
  boundary = boundary.substr(0, boundary.find(';'));
  if (boundary.size() >= 2 && boundary.front() == '"')
    boundary = boundary.substr(1, boundary.find('"', 1) - 1);
  return boundary.size() <= 200 ? boundary : "";
}

}  // namespace curvespice::queue
