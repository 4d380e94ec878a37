// The folder that a job and its worker share (docs/formats.md): request in, progress and result
// out. The queue's side of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "queue/store/content.h"
#include "queue/store/types.h"

namespace curvespice::queue {

struct JobInput {
  std::filesystem::path path;  // absolute
  std::string name;            // gives the artifacts their names
};

struct WorkOrder {
  Job job;
  Lease lease;
  std::vector<JobInput> inputs;
};

struct WorkerProgress {
  std::int64_t percent = 0;
  std::string step;
  bool operator==(const WorkerProgress&) const = default;
};

class JobFolder {
 public:
  // jobs/ID/ATTEMPT below `jobs`; nothing is made yet.
  JobFolder(const std::filesystem::path& jobs, const Lease& lease);

  const std::filesystem::path& path() const { return path_; }

  Status write_request(const WorkOrder& order) const;
  Status ask_to_cancel() const;
  bool has_result() const;
  // Nothing when there is none yet or it cannot be read.
  std::optional<WorkerProgress> progress() const;
  // Reads result.json and hands the artifacts to `content`. A worker's "completed" without a curve
  // is a failure, `no_curve`.
  Result<Outcome> outcome(JobKind kind, const ContentStore& content) const;
  void remove() const;

 private:
  std::filesystem::path path_;
};

// Whether another try may end better: a crash or a timeout may, bad input will not.
bool may_pass(const std::string& error_code);

}  // namespace curvespice::queue
