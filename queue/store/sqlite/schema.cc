#include "queue/store/sqlite/schema.h"

#include <iterator>

namespace curvespice::queue::sqlite {
namespace {

// Version 1. `place` is the rank in line: 0 in a FIFO queue (then the id decides); otherwise the
// time the job came minus a bonus for its priority, so that waiting wins in the end.
const char* const kVersion1 = R"sql(
CREATE TABLE queue(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK(length(name) BETWEEN 1 AND 100),
  mode TEXT NOT NULL CHECK(mode IN ('automatic','manual')),
  status TEXT NOT NULL CHECK(status IN ('active','paused','stopped')),
  max_concurrent_jobs INTEGER NOT NULL CHECK(max_concurrent_jobs BETWEEN 1 AND 256),
  job_order TEXT NOT NULL CHECK(job_order IN ('fifo','priority')),
  description TEXT NOT NULL,
  max_attempts INTEGER NOT NULL CHECK(max_attempts BETWEEN 1 AND 20),
  retry_delay_ms INTEGER NOT NULL CHECK(retry_delay_ms >= 0),
  ageing_ms INTEGER NOT NULL CHECK(ageing_ms >= 0),
  timeout_ms INTEGER NOT NULL CHECK(timeout_ms > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL) STRICT;

CREATE TABLE product(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  part_number TEXT NOT NULL UNIQUE CHECK(part_number <> ''),
  device_type TEXT NOT NULL,
  package TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL) STRICT;

CREATE TABLE image(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER REFERENCES product(id),
  filename TEXT NOT NULL,
  file_path TEXT NOT NULL,
  description TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  file_size INTEGER NOT NULL CHECK(file_size >= 0),
  width INTEGER,
  height INTEGER,
  upload_date INTEGER NOT NULL) STRICT;
CREATE INDEX image_product ON image(product_id) WHERE product_id IS NOT NULL;
CREATE INDEX image_content ON image(sha256);

CREATE TABLE batch(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL) STRICT;

CREATE TABLE job(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue_id INTEGER NOT NULL REFERENCES queue(id),
  product_id INTEGER REFERENCES product(id),
  batch_id INTEGER REFERENCES batch(id),
  corrects INTEGER,
  kind TEXT NOT NULL CHECK(kind IN ('extract','model','verify','library','trivial')),
  device TEXT NOT NULL,
  part TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK(status IN ('pending','queued','processing','completed','failed','cancelled')),
  priority TEXT NOT NULL CHECK(priority IN ('low','normal','high','urgent')),
  method TEXT NOT NULL CHECK(method IN ('auto','vector','raster','standard')),
  parameters TEXT NOT NULL,
  idempotency_key TEXT,
  held INTEGER NOT NULL CHECK(held IN (0,1)),
  place INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL CHECK(max_attempts BETWEEN 1 AND 20),
  last_attempt INTEGER NOT NULL,
  timeout_ms INTEGER NOT NULL CHECK(timeout_ms > 0),
  progress INTEGER NOT NULL DEFAULT 0 CHECK(progress BETWEEN 0 AND 100),
  step TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL DEFAULT '',
  error_code TEXT,
  error_message TEXT,
  worker TEXT,
  lease_until INTEGER,
  run_at INTEGER,
  waiting_since INTEGER,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  CHECK((status = 'processing') = (lease_until IS NOT NULL)),
  CHECK((status = 'failed') = (error_code IS NOT NULL)),
  CHECK((status IN ('completed','failed','cancelled')) = (completed_at IS NOT NULL))) STRICT;
CREATE INDEX job_ready ON job(queue_id, place, id) WHERE status = 'queued';
CREATE INDEX job_waiting ON job(run_at) WHERE status = 'pending';
CREATE INDEX job_leased ON job(queue_id, lease_until) WHERE status = 'processing';
CREATE INDEX job_ended ON job(queue_id, status, id) WHERE completed_at IS NOT NULL;
CREATE UNIQUE INDEX job_key ON job(idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX job_batch ON job(batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX job_product ON job(product_id) WHERE product_id IS NOT NULL;

CREATE TABLE job_image(
  job_id INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  image_id INTEGER NOT NULL REFERENCES image(id),
  PRIMARY KEY(job_id, position)) STRICT, WITHOUT ROWID;
CREATE INDEX job_image_image ON job_image(image_id);

CREATE TABLE attempt(
  job_id INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  log TEXT NOT NULL,
  PRIMARY KEY(job_id, number)) STRICT, WITHOUT ROWID;

CREATE TABLE result(
  job_id INTEGER PRIMARY KEY REFERENCES job(id) ON DELETE CASCADE,
  body TEXT NOT NULL) STRICT;

CREATE TABLE artifact(
  job_id INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  mime_type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK(bytes >= 0),
  PRIMARY KEY(job_id, position)) STRICT, WITHOUT ROWID;
CREATE INDEX artifact_content ON artifact(sha256);
)sql";

// Version 2: what people decided.
const char* const kVersion2 = R"sql(
CREATE TABLE review(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK(subject <> ''),
  decision TEXT NOT NULL CHECK(decision IN ('accepted','rejected')),
  comment TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  created_at INTEGER NOT NULL) STRICT;
CREATE INDEX review_job ON review(job_id);
)sql";

// Version 3: lists of models and of what may be pruned stay quick among a million ended jobs.
const char* const kVersion3 = R"sql(
CREATE INDEX job_model ON job(id) WHERE kind = 'model' AND completed_at IS NOT NULL;
CREATE INDEX job_completed ON job(completed_at, id) WHERE completed_at IS NOT NULL;
)sql";

// Each entry leads from the version of its index to the next. Only ever add at the end.
const char* const kMigrations[] = {kVersion1, kVersion2, kVersion3};

std::int64_t pragma(Connection& db, const char* sql) {
  Statement statement = db.prepare(sql);
  return statement.step() ? statement.single<std::int64_t>() : 0;
}

void refuse(ErrorCode code, const std::string& sentence) {
  throw StoreFailure{Error{code, sentence}};
}

void check_integrity(Connection& db) {
  Statement statement = db.prepare("PRAGMA quick_check(1)");
  const bool ok = statement.step() && statement.single<std::string>() == "ok";
  if (!ok)
    refuse(ErrorCode::io, "the queue's database is damaged (" + statement.single<std::string>() +
                              "); put a back-up in its place, or move it away to begin anew");
}

}  // namespace

std::int64_t newest_schema_version() { return std::size(kMigrations); }

void migrate(Connection& db, std::int64_t from, std::int64_t to) {
  for (std::int64_t v = from; v < to; ++v)
    db.execute("BEGIN IMMEDIATE;" + std::string(kMigrations[v]) +
               "PRAGMA user_version=" + std::to_string(v + 1) +
               "; PRAGMA application_id=" + std::to_string(kApplicationId) + "; COMMIT;");
}

void prepare_database(Connection& db) {
  const std::int64_t application = pragma(db, "PRAGMA application_id");
  const std::int64_t version = pragma(db, "PRAGMA user_version");
  const bool empty = pragma(db, "SELECT count(*) FROM sqlite_schema") == 0;
  if (application != kApplicationId && !empty)
    refuse(ErrorCode::conflict, "the database belongs to another program; give another --state");
  if (version > newest_schema_version())
    refuse(ErrorCode::conflict, "the database was written by a newer Curvespice (version " +
                                    std::to_string(version) + ", this one knows " +
                                    std::to_string(newest_schema_version()) +
                                    "); update Curvespice or give another --state");
  check_integrity(db);
  // FULL syncs the log at each commit: with NORMAL a power cut loses what was acknowledged.
  db.execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000;"
      "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768;");
  migrate(db, version, newest_schema_version());
}

}  // namespace curvespice::queue::sqlite
