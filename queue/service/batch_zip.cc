#include "queue/service/batch_zip.h"

#include <cstdio>
#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

namespace curvespice::queue {
namespace {

using Archive = std::unique_ptr<archive, int (*)(archive*)>;
using Entry = std::unique_ptr<archive_entry, void (*)(archive_entry*)>;

Error archive_error(archive* zip) {
  return {ErrorCode::io, "cannot write the archive: " + std::string(archive_error_string(zip))};
}

Status copy_into(archive* zip, const std::filesystem::path& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (!file) return Error{ErrorCode::not_found, "the file of an artifact is gone"};
  char buffer[1 << 16];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file.get())) > 0)
    if (archive_write_data(zip, buffer, got) < 0) return archive_error(zip);
  return {};
}

Status add(archive* zip, const std::string& name, const Artifact& artifact,
           const ContentStore& content, TimeMs time) {
  const Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), artifact.bytes);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), time / 1000, 0);
  if (archive_write_header(zip, entry.get()) != ARCHIVE_OK) return archive_error(zip);
  return copy_into(zip, content.path_of(artifact.sha256));
}

Status write_all(archive* zip, ServiceContext& context, const Batch& batch) {
  for (const Id id : batch.job_ids) {
    CURVESPICE_ASSIGN(const std::vector<Artifact> files, context.store.job_artifacts(id));
    for (const Artifact& file : files)
      CURVESPICE_TRY(add(zip, "job-" + std::to_string(id) + "/" + file.name, file, context.content,
                         batch.created_at));
  }
  if (archive_write_close(zip) != ARCHIVE_OK) return archive_error(zip);
  return {};
}

}  // namespace

Result<std::filesystem::path> zip_batch(ServiceContext& context, const Batch& batch) {
  std::string name = (context.state / "uploads" / "zip-XXXXXX").string();
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) return Error{ErrorCode::io, "cannot make an archive in '" + name + "'"};
  const Archive zip(archive_write_new(), archive_write_free);
  archive_write_set_format_zip(zip.get());
  Status written = archive_write_open_fd(zip.get(), fd) == ARCHIVE_OK
                       ? write_all(zip.get(), context, batch)
                       : Status(archive_error(zip.get()));
  ::close(fd);
  if (written.ok()) return std::filesystem::path(name);
  ::unlink(name.c_str());
  return written.error();
}

}  // namespace curvespice::queue
