#include "queue/store/sqlite/jobs.h"

#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {
namespace {

std::optional<Id> job_with_key(Connection& db, const std::optional<std::string>& key) {
  if (!key) return std::nullopt;
  Statement row = db.query("SELECT id FROM job WHERE idempotency_key=?", *key);
  return row.step() ? std::optional(row.single<Id>()) : std::nullopt;
}

void need_references(Connection& db, const NewJob& job) {
  if (job.product_id) need_product(db, *job.product_id);
  if (job.corrects) need_job(db, *job.corrects);
  for (const Id image : job.image_ids) need_image(db, image);
}

JobStatus first_status(const Queue& queue, const NewJob& job, TimeMs now) {
  const bool later = job.run_at && *job.run_at > now;
  return queue.mode == QueueMode::manual || later ? JobStatus::pending : JobStatus::queued;
}

Id insert(Transaction& t, const Queue& queue, const NewJob& job, TimeMs now) {
  const JobStatus status = first_status(queue, job, now);
  const std::int64_t attempts = job.max_attempts.value_or(queue.settings.max_attempts);
  t.db.run(
      "INSERT INTO job(queue_id, product_id, batch_id, corrects, kind, device, part, status,"
      " priority, method, parameters, idempotency_key, held, place, max_attempts, last_attempt,"
      " timeout_ms, run_at, created_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      queue.id, job.product_id, job.batch_id, job.corrects, job.kind, job.device, job.part, status,
      job.priority, job.method, job.parameters, job.idempotency_key,
      queue.mode == QueueMode::manual, place_of(queue, job.priority, job.run_at.value_or(now)),
      attempts, attempts, job.timeout_ms.value_or(queue.settings.timeout_ms), job.run_at, now);
  const Id id = t.db.last_id();
  int position = 0;
  for (const Id image : job.image_ids)
    t.db.run("INSERT INTO job_image(job_id, position, image_id) VALUES(?,?,?)", id, position++,
             image);
  t.changes.push_back({id, queue.id, std::nullopt, status, "", ""});
  return id;
}

// What a search looks at, with the pattern as ?4.
constexpr char kHasText[] = R"sql(
 AND (part LIKE ?4 ESCAPE '\' OR device LIKE ?4 ESCAPE '\' OR error_message LIKE ?4 ESCAPE '\'
  OR '%'||id||'%'=?4
  OR EXISTS(SELECT 1 FROM job_image JOIN image ON image.id=image_id
            WHERE job_id=job.id AND filename LIKE ?4 ESCAPE '\')))sql";

// In the order of JobSort.
constexpr const char* kSortedBy[] = {
    "id",
    "part COLLATE NOCASE",
    "status",
    "CASE priority WHEN 'low' THEN 0 WHEN 'normal' THEN 1 WHEN 'high' THEN 2 ELSE 3 END",
    "progress",
    "completed_at-started_at"};

// For LIKE: anywhere in the text, with its own % and _ taken as they are.
std::string pattern_of(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

std::string order(const JobFilter& f) {
  return std::string(kSortedBy[static_cast<std::size_t>(f.sort)]) +
         (f.descending ? " DESC" : " ASC") + (f.sort == JobSort::id ? "" : ", id DESC");
}

// Only the conditions that are asked for, so that an index can serve them. ?1 queue, ?2 product,
// ?3 batch, ?4 text, ?5 limit, ?6 offset.
std::string filtered(const char* columns, const JobFilter& f) {
  std::string sql = std::string("SELECT ") + columns + " FROM job WHERE true";
  if (f.queue) sql += " AND queue_id=?1";
  if (f.product) sql += " AND product_id=?2";
  if (f.batch) sql += " AND batch_id=?3";
  if (f.status) sql += " AND status='" + std::string(word(*f.status)) + "'";
  if (f.status && has_ended(*f.status)) sql += " AND completed_at IS NOT NULL";
  if (f.kind) sql += " AND kind='" + std::string(word(*f.kind)) + "'";
  if (f.priority) sql += " AND priority='" + std::string(word(*f.priority)) + "'";
  if (!f.text.empty()) sql += kHasText;
  return sql + " ORDER BY " + order(f) + " LIMIT ?5 OFFSET ?6";
}

}  // namespace

std::vector<CreatedJob> insert_jobs(Transaction& t, const std::vector<NewJob>& jobs, TimeMs now) {
  std::vector<CreatedJob> created;
  created.reserve(jobs.size());
  std::optional<Queue> queue;
  for (const NewJob& job : jobs) {
    if (const auto known = job_with_key(t.db, job.idempotency_key)) {
      created.push_back({*known, true});
      continue;
    }
    if (!queue || queue->id != job.queue_id) queue = need_queue(t.db, job.queue_id);
    if (queue->status == QueueStatus::stopped)
      fail(ErrorCode::conflict, "the queue '" + queue->name + "' is stopped and takes no new jobs");
    need_references(t.db, job);
    created.push_back({insert(t, *queue, job, now), false});
  }
  return created;
}

Result<std::vector<CreatedJob>> SqliteStore::create_jobs(const std::vector<NewJob>& jobs) {
  return writer_->run([&](Transaction& t) { return insert_jobs(t, jobs, now()); });
}

Result<Job> SqliteStore::job(Id id) {
  return read([&](Connection& db) { return need_job(db, id); });
}

Result<std::vector<Id>> SqliteStore::job_images(Id id) {
  return read([&](Connection& db) {
    return all_ids(db.query("SELECT image_id FROM job_image WHERE job_id=? ORDER BY position", id));
  });
}

// By queue and status the counts are known; anything else is counted row by row.
std::int64_t SqliteStore::total_of(Connection& db, const JobFilter& f) {
  if (!f.product && !f.batch && !f.kind && !f.priority && f.text.empty()) {
    std::lock_guard lock(counts_mutex_);
    std::int64_t total = 0;
    for (const auto& [queue, counts] : counts_)
      for (std::size_t status = 0; status < counts.size(); ++status)
        if ((!f.queue || *f.queue == queue) &&
            (!f.status || *f.status == static_cast<JobStatus>(status)))
          total += counts[status];
    return total;
  }
  Statement count = db.prepare_text("SELECT count(*) FROM (" + filtered("1", f) + ")");
  count.bind(f.queue, f.product, f.batch, pattern_of(f.text), -1, 0);
  return number(std::move(count));
}

Result<JobPage> SqliteStore::jobs(const JobFilter& f) {
  return read([&](Connection& db) {
    JobPage page;
    Statement select = db.prepare_text(filtered(JOB_COLUMNS, f));
    const std::string pattern = pattern_of(f.text);
    select.bind(f.queue, f.product, f.batch, pattern, f.per_page, (f.page - 1) * f.per_page);
    page.jobs = all_rows(std::move(select), read_job);
    page.total = total_of(db, f);
    return page;
  });
}

Result<std::string> SqliteStore::job_result(Id id) {
  return read([&](Connection& db) {
    need_job(db, id);
    Statement row = db.query("SELECT body FROM result WHERE job_id=?", id);
    return row.step() ? row.single<std::string>() : std::string();
  });
}

Result<std::vector<Artifact>> SqliteStore::job_artifacts(Id id) {
  return read([&](Connection& db) {
    need_job(db, id);
    return all_rows(
        db.query("SELECT " ARTIFACT_COLUMNS " FROM artifact WHERE job_id=? ORDER BY position", id),
        read_artifact);
  });
}

Result<std::vector<Attempt>> SqliteStore::job_attempts(Id id) {
  return read([&](Connection& db) {
    need_job(db, id);
    return all_rows(
        db.query("SELECT " ATTEMPT_COLUMNS " FROM attempt WHERE job_id=? ORDER BY number", id),
        read_attempt);
  });
}

Result<Job> SqliteStore::set_priority(Id id, Priority priority) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_job(t.db, id);
    if (job.status != JobStatus::pending && job.status != JobStatus::queued)
      fail(ErrorCode::conflict, "job " + std::to_string(id) + " is " + word(job.status) +
                                    "; only a job that waits can change its priority");
    const TimeMs since = job.run_at.value_or(job.created_at);
    t.db.run("UPDATE job SET priority=?, place=? WHERE id=?", priority,
             place_of(need_queue(t.db, job.queue_id), priority, since), id);
    return need_job(t.db, id);
  });
}

Result<Job> SqliteStore::start_job(Id id) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_job(t.db, id);
    if (job.status != JobStatus::pending)
      fail(ErrorCode::conflict, "job " + std::to_string(id) + " is " + word(job.status) +
                                    "; only a job that is held back can be started");
    put_in_line(t, job, false);
    return need_job(t.db, id);
  });
}

Result<Job> SqliteStore::cancel_job(Id id) {
  return writer_->run([&](Transaction& t) {
    cancel(t, need_job(t.db, id), now());
    return need_job(t.db, id);
  });
}

Result<Job> SqliteStore::retry_job(Id id) {
  return writer_->run([&](Transaction& t) {
    retry(t, need_job(t.db, id));
    return need_job(t.db, id);
  });
}

Status SqliteStore::delete_job(Id id) {
  return writer_->run([&](Transaction& t) {
    const Job job = need_job(t.db, id);
    if (job.status == JobStatus::processing)
      fail(ErrorCode::conflict, "job " + std::to_string(id) + " is running; cancel it first");
    erase(t, job);
  });
}

}  // namespace curvespice::queue::sqlite
