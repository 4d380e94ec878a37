// The suite that every backend of the store passes. A backend joins by adding its name and a
// function that opens it to `backends()` (backends.cc).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "queue/store/store.h"
#include "tests/queue/support/fake_clock.h"

namespace curvespice::queue {

struct Backend {
  std::string name;
  std::function<Result<std::unique_ptr<Store>>(const std::filesystem::path& folder,
                                               const Clock& clock)>
      open;
};
std::vector<Backend> backends();

class StoreConformance : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override;
  void reopen();  // closes and opens again on the same folder

  Id make_queue(const std::function<void(Queue&)>& adjust = {});
  Id make_job(Id queue, const std::function<void(NewJob&)>& adjust = {});
  Id claim_one(Id queue);  // the id of the job that was next, 0 when there is none
  ClaimedJob must_claim(Id queue);
  JobStatus status_of(Id job) { return store->job(job)->status; }

  FakeClock clock;
  std::vector<JobChange> changes;  // what the observer heard
  std::unique_ptr<Store> store;

 private:
  Result<TemporaryFolder> folder_ = TemporaryFolder::create();
};

// An outcome to finish with.
Outcome success();
Outcome failure(const std::string& code, bool may_retry);

}  // namespace curvespice::queue
