// A project's file by its content, and WebPlotDigitizer's .tar: NAME/info.json, NAME/wpd.json and
// the images.
#include <map>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

#include "base/json.h"
#include "worker/exchange/digitizer_project.h"

namespace curvespice {
namespace {

constexpr std::int64_t kLargestFile = std::int64_t{100} << 20;

bool is_tar(const std::string& bytes) {
  return bytes.size() > 512 && bytes.compare(257, 5, "ustar") == 0;
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// The files of an archive by their names without folders; nothing is written to a disk.
Result<std::map<std::string, std::string>> unpacked(const std::string& bytes) {
  const std::unique_ptr<archive, int (*)(archive*)> tar(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(tar.get());
  std::map<std::string, std::string> files;
  if (archive_read_open_memory(tar.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return Error{ErrorCode::bad_input,
                 std::string("the archive cannot be read: ") + archive_error_string(tar.get())};
  archive_entry* entry = nullptr;
  while (archive_read_next_header(tar.get(), &entry) == ARCHIVE_OK) {
    const std::int64_t size = archive_entry_size(entry);
    if (archive_entry_filetype(entry) != AE_IFREG || size > kLargestFile) continue;
    std::string content(static_cast<std::size_t>(size), '\0');
    if (archive_read_data(tar.get(), content.data(), content.size()) != size)
      return Error{ErrorCode::bad_input, "the archive ends in the middle of a file"};
    files[file_name(archive_entry_pathname(entry))] = std::move(content);
  }
  return files;
}

Result<DigitizerProject> read_tar(const std::string& bytes) {
  CURVESPICE_ASSIGN(const auto files, unpacked(bytes));
  const auto project_file = files.find("wpd.json");
  if (project_file == files.end())
    return Error{ErrorCode::bad_input, "the archive has no wpd.json: is it WebPlotDigitizer's?"};
  CURVESPICE_ASSIGN(DigitizerProject project, read_webplotdigitizer(project_file->second));
  for (const auto& [name, content] : files)
    if (!name.ends_with(".json") && project.image.empty()) project.image = content;
  return project;
}

ssize_t append(archive*, void* text, const void* bytes, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<ssize_t>(size);
}

bool add_file(archive* tar, const std::string& path, const std::string& content) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_size(entry.get(), static_cast<std::int64_t>(content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  return archive_write_header(tar, entry.get()) == ARCHIVE_OK &&
         archive_write_data(tar, content.data(), content.size()) ==
             static_cast<ssize_t>(content.size());
}

}  // namespace

Result<DigitizerProject> read_digitizer_project(const std::string& bytes) {
  if (is_tar(bytes)) return read_tar(bytes);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && bytes[first] == '{') return read_webplotdigitizer(bytes);
  if (first != std::string::npos && bytes[first] == '<') return read_engauge(bytes);
  return Error{ErrorCode::bad_input,
               "this is no project of Engauge Digitizer (.dig, version 6 or later) or of "
               "WebPlotDigitizer (.json, .tar)"};
}

Result<std::string> webplotdigitizer_tar(const DigitizerProject& project, const std::string& name) {
  const Json info{{"version", {4, 0}}, {"json", "wpd.json"}, {"images", {"image.png"}}};
  const std::unique_ptr<archive, int (*)(archive*)> tar(archive_write_new(), archive_write_free);
  std::string text;
  archive_write_set_format_ustar(tar.get());
  const bool written =
      archive_write_open(tar.get(), &text, nullptr, append, nullptr) == ARCHIVE_OK &&
      add_file(tar.get(), name + "/info.json", info.dump()) &&
      add_file(tar.get(), name + "/wpd.json", webplotdigitizer_text(project)) &&
      add_file(tar.get(), name + "/image.png", project.image) &&
      archive_write_close(tar.get()) == ARCHIVE_OK;
  if (written) return text;
  return Error{ErrorCode::io,
               std::string("the archive cannot be made: ") + archive_error_string(tar.get())};
}

}  // namespace curvespice
