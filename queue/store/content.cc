#include "queue/store/content.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

struct MimeType {
  const char* ending;
  const char* type;
};
constexpr MimeType kMimeTypes[] = {
    {".csv", "text/csv"},      {".json", "application/json"}, {".html", "text/html"},
    {".png", "image/png"},     {".jpg", "image/jpeg"},        {".jpeg", "image/jpeg"},
    {".svg", "image/svg+xml"}, {".pdf", "application/pdf"},   {".xml", "application/xml"},
    {".lib", "text/plain"},    {".txt", "text/plain"},        {".md", "text/plain"},
    {".webp", "image/webp"},   {".tif", "image/tiff"},        {".tiff", "image/tiff"},
    {".bmp", "image/bmp"},     {".gif", "image/gif"},         {".js", "text/javascript"},
    {".css", "text/css"},      {".zip", "application/zip"},   {".cir", "text/plain"},
};

void sync(const fs::path& path, int flags) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

std::string lower_ending(const std::string& name) {
  std::string ending = fs::path(name).extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

}  // namespace

Result<StoredContent> ContentStore::adopt(const fs::path& file) const {
  CURVESPICE_ASSIGN(const std::string sha256, sha256_file(file));
  std::error_code error;
  StoredContent stored{sha256, static_cast<std::int64_t>(fs::file_size(file, error)), false};
  const fs::path target = path_of(sha256);
  if (fs::exists(target, error)) {
    stored.was_known = true;
    fs::remove(file, error);
    return stored;
  }
  CURVESPICE_TRY(make_folders(target.parent_path()));
  sync(file, 0);
  fs::rename(file, target, error);
  if (error)
    return Error{ErrorCode::io, "cannot keep '" + file.filename().string() + "' in '" +
                                    folder_.string() + "': " + error.message()};
  sync(target.parent_path(), O_DIRECTORY);
  return stored;
}

fs::path ContentStore::path_of(const std::string& sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256;
}

std::string ContentStore::relative_path(const std::string& sha256) {
  return "artifacts/" + sha256.substr(0, 2) + "/" + sha256;
}

void ContentStore::remove(const std::string& sha256) const {
  std::error_code error;
  fs::remove(path_of(sha256), error);
}

std::string mime_type_of(const std::string& filename) {
  const std::string ending = lower_ending(filename);
  for (const MimeType& known : kMimeTypes)
    if (ending == known.ending) return known.type;
  return "application/octet-stream";
}

std::string clean_filename(const std::string& name) {
  const std::size_t slash = name.find_last_of("/\\");
  std::string clean;
  for (const char c : slash == std::string::npos ? name : name.substr(slash + 1))
    if (static_cast<unsigned char>(c) >= 32 && c != 127 && c != '"') clean += c;
  while (!clean.empty() && clean.front() == '.') clean.erase(0, 1);
  if (clean.size() > 200) clean.erase(0, clean.size() - 200);
  return clean.empty() ? "file" : clean;
}

}  // namespace curvespice::queue
