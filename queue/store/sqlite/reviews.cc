#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"

namespace curvespice::queue::sqlite {
namespace {

// The last decision counts.
std::optional<Review> decision_on_model(Connection& db, Id job) {
  Statement row = db.query("SELECT " REVIEW_COLUMNS
                           " FROM review WHERE job_id=? AND subject='model'"
                           " ORDER BY id DESC LIMIT 1",
                           job);
  return row.step() ? std::optional(read_review(row)) : std::nullopt;
}

std::optional<Artifact> model_file(Connection& db, Id job) {
  Statement row = db.query("SELECT " ARTIFACT_COLUMNS
                           " FROM artifact WHERE job_id=? AND name LIKE '%.lib'"
                           " ORDER BY position LIMIT 1",
                           job);
  return row.step() ? std::optional(read_artifact(row)) : std::nullopt;
}

}  // namespace

Result<Review> SqliteStore::add_review(const Review& given) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_job(t.db, given.job_id);
    if (!has_ended(job.status))
      fail(ErrorCode::conflict,
           "job " + std::to_string(job.id) + " has not ended; there is nothing to decide on yet");
    Review review = given;
    review.created_at = now();
    write_review(t.db, review);
    review.id = t.db.last_id();
    return review;
  });
}

Result<std::vector<Review>> SqliteStore::reviews(std::optional<Id> job) {
  return read([&](Connection& db) {
    if (job) need_job(db, *job);
    return all_rows(
        db.query("SELECT " REVIEW_COLUMNS " FROM review WHERE ?1 IS NULL OR job_id=?1 ORDER BY id",
                 job),
        read_review);
  });
}

Result<std::vector<Model>> SqliteStore::models(std::optional<Id> product) {
  return read([&](Connection& db) {
    const auto jobs = all_rows(db.query("SELECT " JOB_COLUMNS " FROM job WHERE kind='model'"
                                        " AND status='completed' AND completed_at IS NOT NULL"
                                        " AND (?1 IS NULL OR product_id=?1) ORDER BY id DESC",
                                        product),
                               read_job);
    std::vector<Model> models;
    for (const Job& job : jobs)
      if (const auto file = model_file(db, job.id))
        models.push_back({job, *file, decision_on_model(db, job.id)});
    return models;
  });
}

}  // namespace curvespice::queue::sqlite
