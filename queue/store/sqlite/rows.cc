#include "queue/store/sqlite/rows.h"

namespace curvespice::queue::sqlite {
namespace {

template <typename Read>
auto need(Statement statement, Read read, const char* what, Id id) {
  if (!statement.step())
    fail(ErrorCode::not_found, "there is no " + std::string(what) + " " + std::to_string(id));
  return read(statement);
}

}  // namespace

void fail(ErrorCode code, const std::string& sentence) { throw StoreFailure{{code, sentence}}; }

Queue read_queue(Statement& row) {
  Queue q;
  row.read(q.id, q.name, q.mode, q.status, q.max_concurrent_jobs, q.order, q.description,
           q.settings.max_attempts, q.settings.retry_delay_ms, q.settings.ageing_ms,
           q.settings.timeout_ms, q.created_at, q.updated_at);
  return q;
}

Job read_job(Statement& row) {
  Job j;
  row.read(j.id, j.queue_id, j.product_id, j.batch_id, j.corrects, j.kind, j.device, j.part,
           j.status, j.priority, j.method, j.parameters, j.idempotency_key, j.held, j.attempts,
           j.max_attempts, j.last_attempt, j.timeout_ms, j.progress, j.step, j.verdict,
           j.error_code, j.error_message, j.run_at, j.started_at, j.completed_at, j.created_at);
  return j;
}

Product read_product(Statement& row) {
  Product p;
  row.read(p.id, p.name, p.manufacturer, p.part_number, p.device_type, p.package, p.description,
           p.created_at, p.updated_at);
  return p;
}

Image read_image(Statement& row) {
  Image i;
  row.read(i.id, i.product_id, i.filename, i.file_path, i.description, i.mime_type, i.sha256,
           i.file_size, i.width, i.height, i.upload_date);
  return i;
}

Artifact read_artifact(Statement& row) {
  Artifact a;
  row.read(a.name, a.sha256, a.mime_type, a.bytes);
  return a;
}

Attempt read_attempt(Statement& row) {
  Attempt a;
  row.read(a.number, a.started_at, a.ended_at, a.outcome, a.error_code, a.error_message, a.log);
  return a;
}

Review read_review(Statement& row) {
  Review r;
  row.read(r.id, r.job_id, r.subject, r.decision, r.comment, r.reviewer, r.created_at);
  return r;
}

std::vector<Id> all_ids(Statement statement) {
  return all_rows(std::move(statement), [](Statement& row) { return row.single<Id>(); });
}

std::int64_t number(Statement statement) {
  statement.step();
  return statement.single<std::int64_t>();
}

void write_review(Connection& db, const Review& r) {
  db.run(
      "INSERT INTO review(job_id, subject, decision, comment, reviewer, created_at)"
      " VALUES(?,?,?,?,?,?)",
      r.job_id, r.subject, r.decision, r.comment, r.reviewer, r.created_at);
}

Queue need_queue(Connection& db, Id id) {
  return need(db.query("SELECT " QUEUE_COLUMNS " FROM queue WHERE id=?", id), read_queue, "queue",
              id);
}

Job need_job(Connection& db, Id id) {
  return need(db.query("SELECT " JOB_COLUMNS " FROM job WHERE id=?", id), read_job, "job", id);
}

Product need_product(Connection& db, Id id) {
  return need(db.query("SELECT " PRODUCT_COLUMNS " FROM product WHERE id=?", id), read_product,
              "product", id);
}

Image need_image(Connection& db, Id id) {
  return need(db.query("SELECT " IMAGE_COLUMNS " FROM image WHERE id=?", id), read_image, "image",
              id);
}

}  // namespace curvespice::queue::sqlite
