#include "queue/store/sqlite/sqlite_store.h"

#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/schema.h"

namespace curvespice::queue::sqlite {
namespace {

constexpr int kReaders = 4;

std::map<Id, Counts> count_all(Connection& db) {
  std::map<Id, Counts> counts;
  Statement row = db.prepare("SELECT queue_id, status, count(*) FROM job GROUP BY 1, 2");
  while (row.step()) {
    Id queue = 0;
    JobStatus status{};
    std::int64_t count = 0;
    row.read(queue, status, count);
    counts[queue][static_cast<std::size_t>(status)] = count;
  }
  return counts;
}

}  // namespace

Result<std::unique_ptr<Store>> SqliteStore::open(const SqliteOptions& options) {
  return guarded(
      [&]() -> std::unique_ptr<Store> { return std::make_unique<SqliteStore>(options); });
}

SqliteStore::Reader::Reader(const SqliteOptions& options)
    : db(options.file, Connection::Access::query_only, options.vfs) {}

SqliteStore::SqliteStore(const SqliteOptions& options)
    : clock_(*options.clock), db_(options.file, Connection::Access::read_write, options.vfs) {
  prepare_database(db_);
  counts_ = count_all(db_);
  for (int i = 0; i < kReaders; ++i) readers_.push_back(std::make_unique<Reader>(options));
  writer_ = std::make_unique<Writer>(
      db_, [this](const std::vector<JobChange>& changes) { committed(changes); });
}

void SqliteStore::committed(const std::vector<JobChange>& changes) {
  {
    std::lock_guard lock(counts_mutex_);
    for (const JobChange& change : changes) {
      Counts& counts = counts_[change.queue_id];
      if (change.from) --counts[static_cast<std::size_t>(*change.from)];
      if (change.to) ++counts[static_cast<std::size_t>(*change.to)];
    }
  }
  if (observer_) observer_(changes);
}

SqliteStore::FreeReader SqliteStore::free_reader() {
  const unsigned first = next_reader_++;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    Reader& reader = *readers_[(first + i) % readers_.size()];
    if (std::unique_lock lock(reader.mutex, std::try_to_lock); lock)
      return {std::move(lock), reader.db};
  }
  Reader& reader = *readers_[first % readers_.size()];
  return {std::unique_lock(reader.mutex), reader.db};
}

Counts SqliteStore::counts(Id queue_id) {
  std::lock_guard lock(counts_mutex_);
  const auto found = counts_.find(queue_id);
  return found == counts_.end() ? Counts{} : found->second;
}

Status SqliteStore::check() {
  const auto answer = read([](Connection& db) {
    Statement row = db.prepare("SELECT count(*) FROM queue");
    return row.step();
  });
  return answer.ok() ? Status() : Status(answer.error());
}

Status SqliteStore::back_up(const std::string& path) {
  return read([&](Connection& db) { db.back_up_to(path); });
}

}  // namespace curvespice::queue::sqlite
