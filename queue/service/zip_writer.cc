#include "queue/service/zip_writer.h"

#include <cstdio>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace curvespice::queue {
namespace {

using Entry = std::unique_ptr<archive_entry, void (*)(archive_entry*)>;

Error failure_of(archive* zip) {
  return {ErrorCode::io, "cannot write the archive: " + std::string(archive_error_string(zip))};
}

}  // namespace

Result<ZipWriter> ZipWriter::create(const std::filesystem::path& folder) {
  std::string name = (folder / "zip-XXXXXX").string();
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) return Error{ErrorCode::io, "cannot make an archive in '" + folder.string() + "'"};
  ZipWriter writer(name, fd);
  archive_write_set_format_zip(writer.zip_.get());
  if (archive_write_open_fd(writer.zip_.get(), fd) != ARCHIVE_OK)
    return failure_of(writer.zip_.get());
  return writer;
}

ZipWriter::ZipWriter(std::filesystem::path file, int fd)
    : file_(std::move(file)), fd_(fd), zip_(archive_write_new(), archive_write_free) {}

ZipWriter::ZipWriter(ZipWriter&& other) noexcept
    : file_(std::exchange(other.file_, {})),
      fd_(std::exchange(other.fd_, -1)),
      zip_(std::move(other.zip_)) {}

ZipWriter::~ZipWriter() {
  zip_.reset();  // before its file is closed
  if (fd_ >= 0) ::close(fd_);
  if (!file_.empty()) ::unlink(file_.c_str());
}

Status ZipWriter::begin_entry(const std::string& name, std::int64_t bytes, TimeMs time) {
  const Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), bytes);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), time / 1000, 0);
  if (archive_write_header(zip_.get(), entry.get()) != ARCHIVE_OK) return failure_of(zip_.get());
  return {};
}

Status ZipWriter::add_text(const std::string& name, const std::string& text, TimeMs time) {
  CURVESPICE_TRY(begin_entry(name, static_cast<std::int64_t>(text.size()), time));
  if (archive_write_data(zip_.get(), text.data(), text.size()) < 0) return failure_of(zip_.get());
  return {};
}

Status ZipWriter::add_file(const std::string& name, const std::filesystem::path& file,
                           TimeMs time) {
  const std::unique_ptr<FILE, int (*)(FILE*)> stream(std::fopen(file.c_str(), "rbe"), std::fclose);
  std::error_code error;
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file, error));
  if (!stream || error)
    return Error{ErrorCode::not_found, "the file '" + name + "' is gone from the disk"};
  CURVESPICE_TRY(begin_entry(name, bytes, time));
  char buffer[1 << 16];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, stream.get())) > 0)
    if (archive_write_data(zip_.get(), buffer, got) < 0) return failure_of(zip_.get());
  return {};
}

Result<std::filesystem::path> ZipWriter::finish() {
  if (archive_write_close(zip_.get()) != ARCHIVE_OK) return failure_of(zip_.get());
  return std::exchange(file_, {});
}

}  // namespace curvespice::queue
