#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {
namespace {

// The job if the lease still is the one that counts.
Job need_lease(Connection& db, const Lease& lease) {
  const Job job = need_job(db, lease.job_id);
  if (job.status != JobStatus::processing || job.attempts != lease.token)
    fail(ErrorCode::conflict, "attempt " + std::to_string(lease.token) + " of job " +
                                  std::to_string(lease.job_id) + " no longer holds it (it is " +
                                  word(job.status) + ")");
  return job;
}

void complete(Transaction& t, const Job& job, const Outcome& outcome, TimeMs now) {
  record_attempt(t, job, "completed", outcome, now);
  t.db.run(
      "UPDATE job SET status='completed', progress=100, verdict=?, lease_until=NULL,"
      " completed_at=? WHERE id=?",
      outcome.verdict, now, job.id);
  t.changes.push_back({job.id, job.queue_id, job.status, JobStatus::completed, "", ""});
}

ClaimedJob read_claim(Statement& row) {
  ClaimedJob claimed;
  claimed.job = read_job(row);
  claimed.lease = {claimed.job.id, claimed.job.attempts, 0};
  return claimed;
}

// Jobs scheduled for later and retries whose delay has passed. A clock that jumped back before the
// moment a retry began to wait must not hold it for as long again.
void wake_waiting(Transaction& t, TimeMs now) {
  const auto due = all_rows(
      t.db.query("SELECT " JOB_COLUMNS " FROM job INDEXED BY job_waiting WHERE status='pending'"
                 " AND held=0 AND (run_at<=?1 OR waiting_since>?1)",
                 now),
      read_job);
  for (const Job& job : due) {
    t.db.run("UPDATE job SET status='queued', waiting_since=NULL WHERE id=?", job.id);
    t.changes.push_back({job.id, job.queue_id, job.status, JobStatus::queued, "", ""});
  }
}

void end_expired(Transaction& t, TimeMs now) {
  const auto expired = all_rows(
      t.db.query("SELECT " JOB_COLUMNS " FROM job WHERE status='processing' AND lease_until<?",
                 now),
      read_job);
  Outcome lost;
  lost.error_code = "crashed";
  lost.error_message = "the worker fell silent";
  lost.may_retry = true;
  for (const Job& job : expired) fail_attempt(t, job, lost, now);
}

}  // namespace

Result<std::optional<ClaimedJob>> SqliteStore::claim(Id queue_id, const std::string& worker,
                                                     TimeMs lease_ms) {
  return writer_->run([&](Transaction& t) -> std::optional<ClaimedJob> {
    const TimeMs time = now();
    Statement row = t.db.query(
        "UPDATE job SET status='processing', attempts=attempts+1, worker=?2, lease_until=?3,"
        " started_at=?4, waiting_since=NULL, progress=0, step=''"
        " WHERE id=(SELECT id FROM job INDEXED BY job_ready WHERE queue_id=?1 AND status='queued'"
        "           ORDER BY place, id LIMIT 1)"
        " AND (SELECT status='active' AND max_concurrent_jobs >"
        "        (SELECT count(*) FROM job INDEXED BY job_leased"
        "         WHERE queue_id=?1 AND status='processing')"
        "      FROM queue WHERE id=?1)"
        " RETURNING " JOB_COLUMNS,
        queue_id, worker, time + lease_ms, time);
    if (!row.step()) return std::nullopt;
    ClaimedJob claimed = read_claim(row);
    while (row.step()) {
    }
    claimed.lease.until = time + lease_ms;
    t.changes.push_back(
        {claimed.job.id, queue_id, JobStatus::queued, JobStatus::processing, "", ""});
    return claimed;
  });
}

Result<std::vector<Lease>> SqliteStore::renew(const std::vector<Lease>& leases, TimeMs lease_ms) {
  return writer_->run([&](Transaction& t) {
    const TimeMs until = now() + lease_ms;
    std::vector<Lease> ours;
    for (const Lease& lease : leases)
      if (t.db.run("UPDATE job SET lease_until=? WHERE id=? AND attempts=? AND status='processing'",
                   until, lease.job_id, lease.token) > 0)
        ours.push_back({lease.job_id, lease.token, until});
    return ours;
  });
}

Result<Job> SqliteStore::finish(const Lease& lease, const Outcome& outcome) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_lease(t.db, lease);
    const TimeMs time = now();
    if (outcome.status == JobStatus::completed) {
      complete(t, job, outcome, time);
      write_result(t.db, job.id, outcome);
    } else if (outcome.status == JobStatus::cancelled) {
      cancel(t, job, time);
    } else {
      fail_attempt(t, job, outcome, time);
      if (!outcome.may_retry) write_result(t.db, job.id, outcome);
    }
    return need_job(t.db, job.id);
  });
}

Status SqliteStore::hand_back(const Lease& lease, const std::string& reason) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_lease(t.db, lease);
    Outcome outcome;
    outcome.error_message = reason;
    record_attempt(t, job, "handed back", outcome, now());
    t.db.run(
        "UPDATE job SET status='queued', lease_until=NULL, started_at=NULL, progress=0,"
        " step='', last_attempt=last_attempt+1 WHERE id=?",
        job.id);
    t.changes.push_back({job.id, job.queue_id, job.status, JobStatus::queued, "", ""});
  });
}

Status SqliteStore::store_progress(const std::vector<Progress>& progress) {
  return writer_->run([&](Transaction& t) {
    for (const Progress& p : progress)
      t.db.run(
          "UPDATE job SET progress=?, step=? WHERE id=? AND attempts=?"
          " AND status='processing'",
          p.percent, p.step, p.lease.job_id, p.lease.token);
  });
}

Status SqliteStore::store_log(const Lease& lease, const std::string& log) {
  return writer_->run([&](Transaction& t) {
    t.db.run("UPDATE attempt SET log=? WHERE job_id=? AND number=?", log, lease.job_id,
             lease.token);
  });
}

Status SqliteStore::wake_due_jobs() {
  return writer_->run([&](Transaction& t) {
    const TimeMs time = now();
    wake_waiting(t, time);
    end_expired(t, time);
  });
}

Result<std::optional<TimeMs>> SqliteStore::next_due() {
  return read([](Connection& db) {
    Statement row = db.prepare(
        "SELECT min(run_at) FROM job INDEXED BY job_waiting WHERE status='pending' AND held=0");
    row.step();
    return row.single<std::optional<TimeMs>>();
  });
}

Result<std::vector<ClaimedJob>> SqliteStore::claimed_jobs() {
  return read([](Connection& db) {
    return all_rows(
        db.prepare("SELECT " JOB_COLUMNS " FROM job WHERE status='processing' ORDER BY id"),
        read_claim);
  });
}

}  // namespace curvespice::queue::sqlite
