#include "queue/store/sqlite/transitions.h"

#include <algorithm>

#include "queue/store/sqlite/rows.h"

namespace curvespice::queue::sqlite {
namespace {

constexpr std::int64_t kStrictStep = std::int64_t{1} << 50;  // more than any time of arrival

void note(Transaction& t, const Job& job, JobStatus to) {
  t.changes.push_back({job.id, job.queue_id, job.status, to, "", "", job.attempts});
}

std::vector<Job> jobs_in(Transaction& t, const char* sql, Id queue_id) {
  return all_rows(t.db.query(sql, queue_id), read_job);
}

std::optional<std::string> none_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::int64_t place_of(const Queue& queue, Priority priority, TimeMs since) {
  if (queue.order == QueueOrder::fifo) return 0;
  const auto level = static_cast<std::int64_t>(priority);
  const std::int64_t step = queue.settings.ageing_ms > 0 ? queue.settings.ageing_ms : kStrictStep;
  return (queue.settings.ageing_ms > 0 ? since : 0) - level * step;
}

void put_in_line(Transaction& t, const Job& job, bool held) {
  const JobStatus to = held ? JobStatus::pending : JobStatus::queued;
  t.db.run("UPDATE job SET status=?, held=?, run_at=NULL, waiting_since=NULL WHERE id=?", to, held,
           job.id);
  note(t, job, to);
}

void cancel(Transaction& t, const Job& job, TimeMs now) {
  if (has_ended(job.status))
    fail(ErrorCode::conflict,
         "job " + std::to_string(job.id) + " has already ended as " + word(job.status));
  t.db.run(
      "UPDATE job SET status='cancelled', held=0, lease_until=NULL, completed_at=?"
      " WHERE id=?",
      now, job.id);
  if (job.status == JobStatus::processing) record_attempt(t, job, "cancelled", {}, now);
  note(t, job, JobStatus::cancelled);
}

void retry(Transaction& t, const Job& job) {
  if (job.status != JobStatus::failed && job.status != JobStatus::cancelled)
    fail(ErrorCode::conflict, "job " + std::to_string(job.id) + " is " + word(job.status) +
                                  "; only a failed or cancelled job can be tried again");
  t.db.run(
      "UPDATE job SET status='queued', held=0, error_code=NULL, error_message=NULL,"
      " completed_at=NULL, started_at=NULL, run_at=NULL, waiting_since=NULL, progress=0,"
      " step='', verdict='', last_attempt=attempts+max_attempts WHERE id=?",
      job.id);
  t.db.run("DELETE FROM result WHERE job_id=?", job.id);
  t.db.run("DELETE FROM artifact WHERE job_id=?", job.id);
  note(t, job, JobStatus::queued);
}

void erase(Transaction& t, const Job& job) {
  // A job that was cancelled in this very transaction is on the list of changes already.
  t.db.run("DELETE FROM job WHERE id=?", job.id);
  t.changes.push_back({job.id, job.queue_id, job.status, std::nullopt, "", ""});
}

void release_held(Transaction& t, Id queue_id) {
  for (const Job& job : jobs_in(
           t, "SELECT " JOB_COLUMNS " FROM job WHERE queue_id=? AND status='pending' AND held=1",
           queue_id))
    put_in_line(t, job, false);
}

void hold_queued(Transaction& t, Id queue_id) {
  for (const Job& job :
       jobs_in(t, "SELECT " JOB_COLUMNS " FROM job WHERE queue_id=? AND status='queued'", queue_id))
    put_in_line(t, job, true);
}

void place_anew(Transaction& t, const Queue& queue) {
  for (const Job& job :
       jobs_in(t, "SELECT " JOB_COLUMNS " FROM job WHERE queue_id=? AND completed_at IS NULL",
               queue.id))
    t.db.run("UPDATE job SET place=? WHERE id=?",
             place_of(queue, job.priority, job.run_at.value_or(job.created_at)), job.id);
}

void record_attempt(Transaction& t, const Job& job, const std::string& outcome,
                    const Outcome& details, TimeMs now) {
  t.db.run(
      "INSERT INTO attempt(job_id, number, started_at, ended_at, outcome, error_code,"
      " error_message, log) VALUES(?,?,?,?,?,?,?,?)",
      job.id, job.attempts, job.started_at.value_or(now), now, outcome,
      none_if_empty(details.error_code), none_if_empty(details.error_message), details.log);
}

void write_result(Connection& db, Id job_id, const Outcome& outcome) {
  if (!outcome.result.empty())
    db.run("INSERT OR REPLACE INTO result(job_id, body) VALUES(?,?)", job_id, outcome.result);
  int position = 0;
  for (const Artifact& artifact : outcome.artifacts)
    db.run(
        "INSERT INTO artifact(job_id, position, name, sha256, mime_type, bytes)"
        " VALUES(?,?,?,?,?,?)",
        job_id, position++, artifact.name, artifact.sha256, artifact.mime_type, artifact.bytes);
}

void fail_attempt(Transaction& t, const Job& job, const Outcome& outcome, TimeMs now) {
  record_attempt(t, job, "failed", outcome, now);
  if (!outcome.may_retry || job.attempts >= job.last_attempt) {
    t.db.run(
        "UPDATE job SET status='failed', error_code=?, error_message=?, verdict=?,"
        " lease_until=NULL, completed_at=? WHERE id=?",
        outcome.error_code.empty() ? "internal" : outcome.error_code, outcome.error_message,
        outcome.verdict, now, job.id);
    t.changes.push_back({job.id, job.queue_id, job.status, JobStatus::failed, outcome.error_code,
                         outcome.error_message});
    return;
  }
  const QueueSettings settings = need_queue(t.db, job.queue_id).settings;
  const std::int64_t used = job.max_attempts - (job.last_attempt - job.attempts);
  const TimeMs delay = settings.retry_delay_ms << std::clamp<std::int64_t>(used - 1, 0, 16);
  t.db.run(
      "UPDATE job SET status='pending', held=0, run_at=?, waiting_since=?, lease_until=NULL"
      " WHERE id=?",
      now + delay, now, job.id);
  note(t, job, JobStatus::pending);
}

}  // namespace curvespice::queue::sqlite
