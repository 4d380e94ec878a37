#include "queue/store/sqlite/jobs.h"
#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {
namespace {

Batch need_batch(Connection& db, Id id) {
  Batch batch;
  {
    Statement row = db.query("SELECT id, name, created_at FROM batch WHERE id=?", id);
    if (!row.step()) fail(ErrorCode::not_found, "there is no batch " + std::to_string(id));
    row.read(batch.id, batch.name, batch.created_at);
  }
  Statement row = db.query("SELECT id, status FROM job WHERE batch_id=? ORDER BY id", id);
  while (row.step()) {
    Id job = 0;
    JobStatus status{};
    row.read(job, status);
    batch.job_ids.push_back(job);
    ++batch.counts[static_cast<std::size_t>(status)];
  }
  return batch;
}

std::vector<Job> jobs_of(Connection& db, Id batch) {
  return all_rows(db.query("SELECT " JOB_COLUMNS " FROM job WHERE batch_id=? ORDER BY id", batch),
                  read_job);
}

}  // namespace

Result<Batch> SqliteStore::create_batch(const std::string& name, std::vector<NewJob> jobs) {
  return writer_->run([&](Transaction& t) {
    t.db.run("INSERT INTO batch(name, created_at) VALUES(?,?)", name, now());
    const Id id = t.db.last_id();
    for (NewJob& job : jobs) job.batch_id = id;
    for (const CreatedJob& created : insert_jobs(t, jobs, now()))
      if (created.existed)
        fail(ErrorCode::conflict, "a job with this idempotency key is already there (job " +
                                      std::to_string(created.id) + ")");
    return need_batch(t.db, id);
  });
}

Result<Batch> SqliteStore::batch(Id id) {
  return read([&](Connection& db) { return need_batch(db, id); });
}

Result<std::vector<Batch>> SqliteStore::batches() {
  return read([](Connection& db) {
    const auto ids = all_ids(db.prepare("SELECT id FROM batch ORDER BY id DESC LIMIT 1000"));
    std::vector<Batch> batches;
    for (const Id id : ids) batches.push_back(need_batch(db, id));
    return batches;
  });
}

Status SqliteStore::cancel_batch(Id id) {
  return writer_->run([&](Transaction& t) {
    need_batch(t.db, id);
    for (const Job& job : jobs_of(t.db, id))
      if (!has_ended(job.status)) cancel(t, job, now());
  });
}

Status SqliteStore::retry_batch(Id id) {
  return writer_->run([&](Transaction& t) {
    need_batch(t.db, id);
    for (const Job& job : jobs_of(t.db, id))
      if (job.status == JobStatus::failed) retry(t, job);
  });
}

}  // namespace curvespice::queue::sqlite
