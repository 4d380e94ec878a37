#include "spice-export/library/library.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/json.h"
#include "spice-export/library/dialect.h"
#include "spice-export/library/library_files.h"
#include "spice-export/library/library_index.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

// What made a part, and what came out, as library.lock keeps it.
struct LockEntry {
  std::string key, model_sha256, verdict;
};

using Lock = std::map<std::string, LockEntry>;

Lock read_lock(const fs::path& folder) {
  Lock lock;
  const auto text = read_file(folder / "library.lock");
  if (!text.ok()) return lock;
  const auto json = parse_json(*text, "library.lock");
  if (!json.ok() || json->value("schema", "") != "curvespice/library-lock/1") return lock;
  for (const Json& part : json->value("parts", Json::array()))
    lock[part.value("name", "")] = {part.value("key", ""), part.value("model_sha256", ""),
                                    part.value("verdict", "")};
  return lock;
}

Status write_lock(const fs::path& folder, const Manifest& manifest, const Lock& lock) {
  Json parts = Json::array();
  for (const PartEntry& part : manifest.parts) {
    const auto found = lock.find(part.name);
    if (found == lock.end()) continue;
    parts.push_back({{"name", part.name},
                     {"device", part.device},
                     {"key", found->second.key},
                     {"model_sha256", found->second.model_sha256},
                     {"verdict", found->second.verdict}});
  }
  const Json json = {
      {"schema", "curvespice/library-lock/1"}, {"name", manifest.name}, {"parts", parts}};
  return write_file_atomic(folder / "library.lock", pretty_json(json));
}

class Builder {
 public:
  Builder(const Manifest& manifest, const fs::path& folder, const PartMaker& make)
      : manifest_(manifest), folder_(folder), make_(make), lock_(read_lock(folder)) {
    for (const PartEntry& part : manifest.parts)
      outcome_.parts.push_back({part.name, false, "", ""});
  }

  Result<BuildOutcome> run(int jobs) {
    CURVESPICE_TRY(make_folders(folder_ / "parts"));
    std::vector<std::thread> threads;
    for (int i = 1; i < jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    CURVESPICE_TRY(write_lock(folder_, manifest_, lock_));
    CURVESPICE_TRY(write_libraries());
    return outcome_;
  }

 private:
  void work() {
    for (std::size_t i = next_++; i < manifest_.parts.size(); i = next_++) {
      const Status status = build(manifest_.parts[i], outcome_.parts[i]);
      if (status.ok()) continue;
      outcome_.parts[i].verdict = "error";
      outcome_.parts[i].message = status.error().message;
    }
  }

  Status build(const PartEntry& part, BuiltPart& built) {
    CURVESPICE_ASSIGN(const std::string key, part_key(part));
    if (unchanged(part, key, built)) return {};
    built.made = true;
    CURVESPICE_ASSIGN(const TemporaryFolder fresh, TemporaryFolder::create(folder_));
    CURVESPICE_TRY(make_(part, fresh.path()));
    CURVESPICE_ASSIGN(const PartFiles files, read_part_files(fresh.path(), part.name));
    // The old part goes as a whole, so that no file of it is left among the new ones.
    std::error_code error;
    fs::remove_all(part_folder(folder_, part.name), error);
    CURVESPICE_TRY(make_folders(part_folder(folder_, part.name)));
    CURVESPICE_TRY(publish_folder(fresh.path(), part_folder(folder_, part.name)));
    built.verdict = files.verdict;
    // Kept at once: a build that is stopped goes on from here.
    const std::lock_guard guard(mutex_);
    lock_[part.name] = {key, files.model_sha256, files.verdict};
    return write_lock(folder_, manifest_, lock_);
  }

  bool unchanged(const PartEntry& part, const std::string& key, BuiltPart& built) {
    const std::lock_guard guard(mutex_);
    const auto known = lock_.find(part.name);
    if (known == lock_.end() || known->second.key != key) return false;
    const auto files = read_part_files(part_folder(folder_, part.name), part.name);
    if (!files.ok() || files->model_sha256 != known->second.model_sha256) return false;
    built.verdict = known->second.verdict;
    return true;
  }

  Status write_libraries() {
    std::vector<std::pair<std::string, PartFiles>> parts;
    for (const PartEntry& part : manifest_.parts)
      if (auto files = read_part_files(part_folder(folder_, part.name), part.name); files.ok())
        parts.emplace_back(part.name, std::move(files).value());
    for (const Dialect dialect : all_dialects()) {
      const std::string name = std::string(dialect_name(dialect)) + "/" + manifest_.name + ".lib";
      CURVESPICE_TRY(make_folders((folder_ / name).parent_path()));
      CURVESPICE_TRY(write_file_atomic(folder_ / name, joined_library(parts, dialect)));
      outcome_.files.push_back(name);
    }
    CURVESPICE_TRY(write_kicad_fields(parts));
    CURVESPICE_TRY(write_file_atomic(folder_ / "index.html", index_html(manifest_.name, parts)));
    outcome_.files.emplace_back("index.html");
    return {};
  }

  Status write_kicad_fields(const std::vector<std::pair<std::string, PartFiles>>& parts) {
    std::string text;
    for (const auto& [name, files] : parts)
      text += "[" + name + "]\n" + kicad_fields(manifest_.name + ".lib", files.model) + "\n";
    outcome_.files.emplace_back("kicad/fields.txt");
    return write_file_atomic(folder_ / "kicad" / "fields.txt", text);
  }

  const Manifest& manifest_;
  const fs::path& folder_;
  const PartMaker& make_;
  Lock lock_;
  std::mutex mutex_;
  std::atomic<std::size_t> next_ = 0;
  BuildOutcome outcome_;
};

}  // namespace

Result<BuildOutcome> build_library(const Manifest& manifest, const fs::path& folder,
                                   const PartMaker& make, int jobs) {
  return Builder(manifest, folder, make).run(jobs);
}

}  // namespace curvespice
