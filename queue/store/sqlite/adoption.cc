#include "queue/store/sqlite/jobs.h"
#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {

Result<Id> SqliteStore::adopt_job(const EndedJob& ended) {
  return writer_->run([&](Transaction& t) {
    if (!has_ended(ended.outcome.status))
      fail(ErrorCode::bad_input, "only a job that has ended can be taken over");
    const Id id = insert_jobs(t, {ended.job}, now()).front().id;
    const Job job = need_job(t.db, id);
    const bool failed = ended.outcome.status == JobStatus::failed;
    t.db.run(
        "UPDATE job SET status=?, held=0, progress=100, verdict=?, error_code=?, error_message=?,"
        " run_at=NULL, created_at=?, started_at=?, completed_at=? WHERE id=?",
        ended.outcome.status, ended.outcome.verdict,
        failed ? std::optional(ended.outcome.error_code) : std::nullopt,
        failed ? std::optional(ended.outcome.error_message) : std::nullopt, ended.created_at,
        ended.started_at, ended.completed_at, id);
    write_result(t.db, id, ended.outcome);
    for (Review review : ended.reviews) {
      review.job_id = id;
      write_review(t.db, review);
    }
    t.changes.push_back({id, job.queue_id, job.status, ended.outcome.status, "", ""});
    return id;
  });
}

}  // namespace curvespice::queue::sqlite
