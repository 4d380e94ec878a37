// How rows become records: for each table the list of columns and the function that reads them.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "queue/store/sqlite/connection.h"

#define QUEUE_COLUMNS                                                                  \
  "id, name, mode, status, max_concurrent_jobs, job_order, description, max_attempts," \
  " retry_delay_ms, ageing_ms, timeout_ms, created_at, updated_at"
#define JOB_COLUMNS                                                                             \
  "id, queue_id, product_id, batch_id, corrects, kind, device, part, status, priority, method," \
  " parameters, idempotency_key, held, attempts, max_attempts, last_attempt, timeout_ms,"       \
  " progress, step, verdict, error_code, error_message, run_at, started_at, completed_at,"      \
  " created_at"
#define PRODUCT_COLUMNS                                                                 \
  "id, name, manufacturer, part_number, device_type, package, description, created_at," \
  " updated_at"
#define IMAGE_COLUMNS                                                                      \
  "id, product_id, filename, file_path, description, mime_type, sha256, file_size, width," \
  " height, upload_date"
#define ARTIFACT_COLUMNS "name, sha256, mime_type, bytes"
#define ATTEMPT_COLUMNS "number, started_at, ended_at, outcome, error_code, error_message, log"
#define REVIEW_COLUMNS "id, job_id, subject, decision, comment, reviewer, created_at"

namespace curvespice::queue::sqlite {

Queue read_queue(Statement& row);
Job read_job(Statement& row);
Product read_product(Statement& row);
Image read_image(Statement& row);
Artifact read_artifact(Statement& row);
Attempt read_attempt(Statement& row);
Review read_review(Statement& row);

// Throw StoreFailure `not_found` for an unknown id.
Queue need_queue(Connection& db, Id id);
Job need_job(Connection& db, Id id);
Product need_product(Connection& db, Id id);
Image need_image(Connection& db, Id id);

// Every row of a query.
template <typename Read>
auto all_rows(Statement statement, Read read) {
  std::vector<decltype(read(statement))> rows;
  while (statement.step()) rows.push_back(read(statement));
  return rows;
}

// All ids of a query with one column; the number that a query with one cell gives.
std::vector<Id> all_ids(Statement statement);
std::int64_t number(Statement statement);

// A field of a record takes its change, if there is one.
template <typename Value>
void take(Value& field, const std::optional<Value>& change) {
  if (change) field = *change;
}

void write_review(Connection& db, const Review& review);

[[noreturn]] void fail(ErrorCode code, const std::string& sentence);

}  // namespace curvespice::queue::sqlite
