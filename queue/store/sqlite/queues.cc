#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {
namespace {

void need_free_name(Connection& db, const std::string& name, Id except) {
  Statement row = db.query("SELECT id FROM queue WHERE name=? AND id<>?", name, except);
  if (row.step()) fail(ErrorCode::conflict, "there is already a queue named '" + name + "'");
}

void write_queue(Connection& db, const Queue& q) {
  db.run(
      "UPDATE queue SET name=?, mode=?, status=?, max_concurrent_jobs=?, job_order=?,"
      " description=?, max_attempts=?, retry_delay_ms=?, ageing_ms=?, timeout_ms=?, updated_at=?"
      " WHERE id=?",
      q.name, q.mode, q.status, q.max_concurrent_jobs, q.order, q.description,
      q.settings.max_attempts, q.settings.retry_delay_ms, q.settings.ageing_ms,
      q.settings.timeout_ms, q.updated_at, q.id);
}

// The jobs that wait follow a queue's new mode and order.
void rearrange(Transaction& t, const Queue& before, const Queue& after) {
  if (before.mode != after.mode && after.mode == QueueMode::automatic) release_held(t, after.id);
  if (before.mode != after.mode && after.mode == QueueMode::manual) hold_queued(t, after.id);
  if (before.order != after.order || before.settings.ageing_ms != after.settings.ageing_ms)
    place_anew(t, after);
}

void refuse_unless_idle(Connection& db, Id id) {
  const auto busy =
      number(db.query("SELECT count(*) FROM job WHERE queue_id=? AND completed_at IS NULL", id));
  if (busy > 0)
    fail(ErrorCode::conflict, std::to_string(busy) +
                                  " jobs of the queue have not ended; say what becomes of them: "
                                  "cancel, or move to another queue");
}

std::int64_t move_jobs(Transaction& t, Id from, const Queue& to) {
  const auto jobs =
      all_rows(t.db.query("SELECT id, status FROM job WHERE queue_id=?", from), [](Statement& row) {
        std::pair<Id, JobStatus> job;
        row.read(job.first, job.second);
        return job;
      });
  t.db.run("UPDATE job SET queue_id=? WHERE queue_id=?", to.id, from);
  for (const auto& [id, status] : jobs) {
    t.changes.push_back({id, from, status, std::nullopt, "", ""});
    t.changes.push_back({id, to.id, std::nullopt, status, "", ""});
  }
  if (to.mode == QueueMode::manual) hold_queued(t, to.id);
  if (to.mode == QueueMode::automatic) release_held(t, to.id);
  place_anew(t, to);
  return static_cast<std::int64_t>(jobs.size());
}

std::int64_t cancel_jobs(Transaction& t, Id queue_id, TimeMs now) {
  const auto ids =
      all_ids(t.db.query("SELECT id FROM job WHERE queue_id=? AND completed_at IS NULL", queue_id));
  for (const Id id : ids) cancel(t, need_job(t.db, id), now);
  return static_cast<std::int64_t>(ids.size());
}

void delete_ended_jobs(Transaction& t, Id queue_id) {
  const auto ids = all_ids(t.db.query("SELECT id FROM job WHERE queue_id=?", queue_id));
  for (const Id id : ids) erase(t, need_job(t.db, id));
}

}  // namespace

Result<Queue> SqliteStore::create_queue(const Queue& q) {
  return writer_->run([&](Transaction& t) {
    need_free_name(t.db, q.name, 0);
    const TimeMs time = now();
    t.db.run(
        "INSERT INTO queue(name, mode, status, max_concurrent_jobs, job_order, description,"
        " max_attempts, retry_delay_ms, ageing_ms, timeout_ms, created_at, updated_at)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        q.name, q.mode, q.status, q.max_concurrent_jobs, q.order, q.description,
        q.settings.max_attempts, q.settings.retry_delay_ms, q.settings.ageing_ms,
        q.settings.timeout_ms, time, time);
    return need_queue(t.db, t.db.last_id());
  });
}

Result<Queue> SqliteStore::queue(Id id) {
  return read([&](Connection& db) { return need_queue(db, id); });
}

Result<Queue> SqliteStore::queue_named(const std::string& name) {
  return read([&](Connection& db) {
    Statement row = db.query("SELECT " QUEUE_COLUMNS " FROM queue WHERE name=?", name);
    if (!row.step()) fail(ErrorCode::not_found, "there is no queue named '" + name + "'");
    return read_queue(row);
  });
}

Result<std::vector<Queue>> SqliteStore::queues() {
  return read([](Connection& db) {
    return all_rows(db.prepare("SELECT " QUEUE_COLUMNS " FROM queue ORDER BY id"), read_queue);
  });
}

Result<Queue> SqliteStore::update_queue(Id id, const QueueChange& change) {
  return writer_->run([&](Transaction& t) {
    const Queue before = need_queue(t.db, id);
    Queue after = before;
    take(after.name, change.name);
    take(after.mode, change.mode);
    take(after.status, change.status);
    take(after.max_concurrent_jobs, change.max_concurrent_jobs);
    take(after.order, change.order);
    take(after.description, change.description);
    take(after.settings, change.settings);
    after.updated_at = now();
    need_free_name(t.db, after.name, id);
    write_queue(t.db, after);
    rearrange(t, before, after);
    return after;
  });
}

Result<DeletedQueue> SqliteStore::delete_queue(Id id, JobFate fate, std::optional<Id> move_to) {
  return writer_->run([&](Transaction& t) {
    need_queue(t.db, id);
    DeletedQueue deleted;
    if (fate == JobFate::move) {
      if (!move_to || *move_to == id)
        fail(ErrorCode::bad_input, "say to which other queue the jobs move");
      deleted.moved_jobs = move_jobs(t, id, need_queue(t.db, *move_to));
    } else {
      if (fate == JobFate::refuse) refuse_unless_idle(t.db, id);
      deleted.cancelled_jobs = cancel_jobs(t, id, now());
      delete_ended_jobs(t, id);
    }
    t.db.run("DELETE FROM queue WHERE id=?", id);
    return deleted;
  });
}

}  // namespace curvespice::queue::sqlite
