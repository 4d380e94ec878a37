#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"

namespace curvespice::queue::sqlite {
namespace {

#define TIMES_COLUMNS                                                              \
  "status, created_at, coalesce(started_at, completed_at), completed_at, verdict," \
  " coalesce(error_code, '')"

JobTimes read_times(Statement& row) {
  JobTimes times;
  row.read(times.status, times.created_at, times.started_at, times.completed_at, times.verdict,
           times.error_code);
  return times;
}

}  // namespace

Result<std::vector<Job>> SqliteStore::jobs_ended_before(TimeMs before, std::int64_t limit) {
  return read([&](Connection& db) {
    return all_rows(db.query("SELECT " JOB_COLUMNS " FROM job WHERE completed_at IS NOT NULL"
                             " AND completed_at<? ORDER BY completed_at, id LIMIT ?",
                             before, limit),
                    read_job);
  });
}

Result<std::int64_t> SqliteStore::stored_bytes() {
  return read([](Connection& db) {
    Statement row = db.prepare(
        "SELECT coalesce(sum(bytes), 0) FROM (SELECT sha256, bytes FROM artifact"
        " UNION SELECT sha256, file_size FROM image)");
    row.step();
    return row.single<std::int64_t>();
  });
}

Result<std::vector<JobTimes>> SqliteStore::latest_times(Id queue_id, std::int64_t limit) {
  return read([&](Connection& db) {
    if (queue_id == 0)
      return all_rows(db.query("SELECT " TIMES_COLUMNS
                               " FROM job WHERE completed_at IS NOT NULL ORDER BY id DESC LIMIT ?",
                               limit),
                      read_times);
    return all_rows(db.query("SELECT " TIMES_COLUMNS " FROM job WHERE queue_id=?"
                             " AND completed_at IS NOT NULL ORDER BY id DESC LIMIT ?",
                             queue_id, limit),
                    read_times);
  });
}

Result<std::optional<double>> SqliteStore::typical_duration(Id queue_id, JobKind kind) {
  return read([&](Connection& db) {
    // Of the latest 200 only: it is asked for with every job that is shown.
    Statement row = db.query(
        "SELECT avg(duration) FROM (SELECT duration FROM"
        " (SELECT kind, max(0, completed_at-started_at) AS duration FROM job WHERE queue_id=?"
        "  AND status='completed' AND completed_at IS NOT NULL ORDER BY id DESC LIMIT 200)"
        " WHERE kind=? LIMIT 20)",
        queue_id, kind);
    row.step();
    return row.single<std::optional<double>>();
  });
}

}  // namespace curvespice::queue::sqlite
