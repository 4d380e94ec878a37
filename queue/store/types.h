// What the queue manager keeps: queues, jobs, batches, products and uploaded files.
// Times are integer milliseconds since the epoch (UTC), durations milliseconds, sizes bytes.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace curvespice::queue {

using Id = std::int64_t;
using TimeMs = std::int64_t;

enum class QueueMode { automatic, manual };          // manual: jobs wait to be started by hand
enum class QueueStatus { active, paused, stopped };  // paused: nothing starts; stopped: no new jobs
enum class QueueOrder { fifo, priority };
enum class Priority { low, normal, high, urgent };
enum class ExtractionMethod { automatic, vector, raster, standard };
enum class JobKind { extract, model, verify, library, trivial };

// pending (held back) -> queued (in line) -> processing (claimed) -> one of the last three.
enum class JobStatus { pending, queued, processing, completed, failed, cancelled };
inline bool has_ended(JobStatus status) { return status >= JobStatus::completed; }

// The words of an enum, in its order; used in the database and in the API alike.
template <typename Enum>
struct Words;
template <>
struct Words<QueueMode> {
  static constexpr const char* all[] = {"automatic", "manual"};
};
template <>
struct Words<QueueStatus> {
  static constexpr const char* all[] = {"active", "paused", "stopped"};
};
template <>
struct Words<QueueOrder> {
  static constexpr const char* all[] = {"fifo", "priority"};
};
template <>
struct Words<Priority> {
  static constexpr const char* all[] = {"low", "normal", "high", "urgent"};
};
template <>
struct Words<ExtractionMethod> {
  static constexpr const char* all[] = {"auto", "vector", "raster", "standard"};
};
template <>
struct Words<JobKind> {
  static constexpr const char* all[] = {"extract", "model", "verify", "library", "trivial"};
};
template <>
struct Words<JobStatus> {
  static constexpr const char* all[] = {"pending",   "queued", "processing",
                                        "completed", "failed", "cancelled"};
};

template <typename Enum>
const char* word(Enum value) {
  return Words<Enum>::all[static_cast<std::size_t>(value)];
}

template <typename Enum>
std::optional<Enum> from_word(std::string_view text) {
  for (std::size_t i = 0; i < std::size(Words<Enum>::all); ++i)
    if (text == Words<Enum>::all[i]) return static_cast<Enum>(i);
  return std::nullopt;
}

// How many jobs are in each status, in the order of JobStatus.
using Counts = std::array<std::int64_t, 6>;
inline std::int64_t count_of(const Counts& counts, JobStatus status) {
  return counts[static_cast<std::size_t>(status)];
}

struct QueueSettings {
  std::int64_t max_attempts = 3;        // for causes that may pass: crash, timeout
  TimeMs retry_delay_ms = 2'000;        // before the second attempt; doubled for each further one
  TimeMs ageing_ms = 10 * 60 * 1'000;   // waiting worth one step of priority; 0 = no ageing
  TimeMs timeout_ms = 10 * 60 * 1'000;  // of one attempt
};

struct Queue {
  Id id = 0;
  std::string name;
  QueueMode mode = QueueMode::automatic;
  QueueStatus status = QueueStatus::active;
  std::int64_t max_concurrent_jobs = 2;
  QueueOrder order = QueueOrder::fifo;
  std::string description;
  QueueSettings settings;
  TimeMs created_at = 0, updated_at = 0;
};

struct QueueChange {
  std::optional<std::string> name;
  std::optional<QueueMode> mode;
  std::optional<QueueStatus> status;
  std::optional<std::int64_t> max_concurrent_jobs;
  std::optional<QueueOrder> order;
  std::optional<std::string> description;
  std::optional<QueueSettings> settings;
};

// What becomes of the jobs of a queue that is deleted.
enum class JobFate { refuse, cancel, move };
template <>
struct Words<JobFate> {
  static constexpr const char* all[] = {"refuse", "cancel", "move"};
};

struct DeletedQueue {
  std::int64_t cancelled_jobs = 0;  // that had not ended
  std::int64_t moved_jobs = 0;      // ended ones included
};

struct NewJob {
  Id queue_id = 0;
  std::optional<Id> product_id, batch_id, corrects;
  std::vector<Id> image_ids;
  JobKind kind = JobKind::model;
  std::string device, part;
  Priority priority = Priority::normal;
  ExtractionMethod method = ExtractionMethod::automatic;
  std::string parameters = "{}";               // JSON text
  std::optional<std::string> idempotency_key;  // unique among all jobs
  std::optional<TimeMs> run_at;                // not before
  std::optional<std::int64_t> max_attempts;    // the queue's when absent
  std::optional<TimeMs> timeout_ms;            // the queue's when absent
};

struct Job {
  Id id = 0;
  Id queue_id = 0;
  std::optional<Id> product_id, batch_id, corrects;
  JobKind kind = JobKind::model;
  std::string device, part;
  JobStatus status = JobStatus::pending;
  Priority priority = Priority::normal;
  ExtractionMethod method = ExtractionMethod::automatic;
  std::string parameters;
  std::optional<std::string> idempotency_key;
  bool held = false;          // waits to be started by hand
  std::int64_t attempts = 0;  // claims so far; also the fencing token of the current lease
  std::int64_t max_attempts = 0;
  std::int64_t last_attempt = 0;  // the attempt after which it is given up
  TimeMs timeout_ms = 0;
  std::int64_t progress = 0;  // percent
  std::string step, verdict;
  std::optional<std::string> error_code, error_message;
  std::optional<TimeMs> run_at, started_at, completed_at;
  TimeMs created_at = 0;
};

struct CreatedJob {
  Id id = 0;
  bool existed = false;  // recognised by its idempotency key
};

// The right to work on a job until `until`. Whoever comes with an older token is refused.
struct Lease {
  Id job_id = 0;
  std::int64_t token = 0;
  TimeMs until = 0;
};

struct ClaimedJob {
  Job job;
  Lease lease;
};

// A file a job made, kept under its hash.
struct Artifact {
  std::string name, sha256, mime_type;
  std::int64_t bytes = 0;
};

// How an attempt ended.
struct Outcome {
  JobStatus status = JobStatus::completed;  // completed | failed | cancelled
  std::string error_code, error_message;    // of a failure
  bool may_retry = false;                   // the cause may pass
  std::string verdict;
  std::string result;  // JSON text of result.json; may be empty
  std::vector<Artifact> artifacts;
  std::string log;  // the tail of the worker's standard error
};

struct Attempt {
  std::int64_t number = 0;
  TimeMs started_at = 0;
  std::optional<TimeMs> ended_at;
  std::string outcome;
  std::optional<std::string> error_code, error_message;
  std::string log;
};

struct Progress {
  Lease lease;
  std::int64_t percent = 0;
  std::string step;
};

enum class JobSort { id, part, status, priority, progress, duration };
template <>
struct Words<JobSort> {
  static constexpr const char* all[] = {"id", "part", "status", "priority", "progress", "duration"};
};

struct JobFilter {
  std::optional<Id> queue, product, batch;
  std::optional<JobStatus> status;
  std::optional<JobKind> kind;
  std::optional<Priority> priority;
  std::string text;  // in part, device class, error or name of a file, or the job's number
  JobSort sort = JobSort::id;
  bool descending = true;
  std::int64_t page = 1, per_page = 50;
};

struct JobPage {
  std::vector<Job> jobs;
  std::int64_t total = 0;
};

struct Batch {
  Id id = 0;
  std::string name;
  TimeMs created_at = 0;
  std::vector<Id> job_ids;
  Counts counts{};
};

struct Product {
  Id id = 0;
  std::string name, manufacturer, part_number, device_type, package, description;
  TimeMs created_at = 0, updated_at = 0;
};

struct ProductChange {
  std::optional<std::string> name, manufacturer, part_number, device_type, package, description;
};

// An uploaded file: a datasheet or a picture.
struct Image {
  Id id = 0;
  std::optional<Id> product_id;
  std::string filename;   // as the client called it, cleaned
  std::string file_path;  // inside the state folder
  std::string description, mime_type, sha256;
  std::int64_t file_size = 0;
  std::optional<std::int64_t> width, height;  // pixels, of pictures
  TimeMs upload_date = 0;
};

// A person's word on a model or a figure.
enum class Decision { accepted, rejected };
template <>
struct Words<Decision> {
  static constexpr const char* all[] = {"accepted", "rejected"};
};

struct Review {
  Id id = 0;
  Id job_id = 0;
  std::string subject;  // "model", or "figure:" and the name of the extraction's file
  Decision decision = Decision::accepted;
  std::string comment, reviewer;
  TimeMs created_at = 0;
};

// A model that a job made, with the last decision on it.
struct Model {
  Job job;
  Artifact file;
  std::optional<Review> review;
};

// A job that has ended elsewhere, with all it made.
struct EndedJob {
  NewJob job;
  Outcome outcome;
  TimeMs created_at = 0, started_at = 0, completed_at = 0;
  std::vector<Review> reviews;
};

// Samples of the latest ended jobs, for waiting times and durations.
struct JobTimes {
  JobStatus status = JobStatus::completed;
  TimeMs created_at = 0, started_at = 0, completed_at = 0;
  std::string verdict, error_code;
};

// A committed transition. `from` is absent for a new job, `to` for a deleted one.
struct JobChange {
  Id job_id = 0, queue_id = 0;
  std::optional<JobStatus> from, to;
  std::string error_code, error_message;
  std::int64_t attempt = 0;  // claims of the job so far
};

}  // namespace curvespice::queue
