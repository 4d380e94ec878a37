#include "base/file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace curvespice {
namespace {

namespace fs = std::filesystem;

Error system_error(const std::string& what, const fs::path& path, int number) {
  ErrorCode code = number == ENOENT ? ErrorCode::not_found : ErrorCode::io;
  std::string message = what + " '" + path.string() + "': " + std::strerror(number);
  if (number == ENOSPC || number == EDQUOT) message += "; free some space there and try again";
  if (number == EACCES || number == EPERM) message += "; check the permissions";
  return {code, message};
}

std::string hex(const unsigned char* bytes, unsigned count) {
  static const char digits[] = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

Status write_all(int fd, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error("cannot write", path, errno);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(fd) != 0) return system_error("cannot write", path, errno);
  return {};
}

void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t limit) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return system_error("cannot open", path, errno);
  std::string content;
  char buffer[1 << 16];
  ssize_t got = 0;
  while ((got = ::read(fd, buffer, sizeof buffer)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    content.append(buffer, static_cast<std::size_t>(got));
    if (content.size() > limit) {
      ::close(fd);
      return Error{ErrorCode::too_large, "'" + path.string() + "' is larger than the limit of " +
                                             std::to_string(limit >> 20) + " MiB"};
    }
  }
  const int number = errno;
  ::close(fd);
  if (got < 0) return system_error("cannot read", path, number);
  return content;
}

Status write_file_atomic(const fs::path& path, std::string_view content) {
  std::string temporary = path.string() + ".XXXXXX";
  const int fd = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return system_error("cannot write", path, errno);
  Status status = write_all(fd, content, path);
  ::fchmod(fd, 0644);
  ::close(fd);
  if (status.ok() && ::rename(temporary.c_str(), path.c_str()) != 0)
    status = system_error("cannot write", path, errno);
  if (!status.ok()) {
    ::unlink(temporary.c_str());
    return status;
  }
  sync_folder(path.parent_path());
  return {};
}

Status make_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return system_error("cannot make the folder", folder, error.value());
  return {};
}

Result<TemporaryFolder> TemporaryFolder::create(const fs::path& parent) {
  std::error_code error;
  const fs::path base = parent.empty() ? fs::temp_directory_path(error) : parent;
  std::string name = (base / ".curvespice-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return system_error("cannot make a temporary folder in", base, errno);
  return TemporaryFolder(name);
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Status publish_folder(const fs::path& from, const fs::path& to) {
  CURVESPICE_TRY(make_folders(to));
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(from, error)) {
    const fs::path target = to / fs::relative(entry.path(), from, error);
    if (entry.is_directory()) {
      CURVESPICE_TRY(make_folders(target));
      continue;
    }
    fs::rename(entry.path(), target, error);
    if (error) return system_error("cannot write", target, error.value());
  }
  if (error) return system_error("cannot read", from, error.value());
  return {};
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  return hex(digest, size);
}

Result<std::string> sha256_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return system_error("cannot open", path, errno);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  char buffer[1 << 16];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0)
    EVP_DigestUpdate(context, buffer, static_cast<std::size_t>(file.gcount()));
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context, digest, &size);
  EVP_MD_CTX_free(context);
  return hex(digest, size);
}

}  // namespace curvespice
