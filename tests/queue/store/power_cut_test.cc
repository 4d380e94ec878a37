// Power cuts on a disk that keeps only what was synced: nothing that was acknowledged is lost.
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "tests/queue/support/fake_clock.h"
#include "tests/queue/support/power_cut_vfs.h"

namespace curvespice::queue {
namespace {

class PowerCuts {
 public:
  explicit PowerCuts(PowerCutDisk& disk) : disk_(disk) { EXPECT_TRUE(open()); }

  // Clients create jobs until `jobs` more are acknowledged; then the power goes, while they still
  // write. False when the store does not open again.
  bool round(int jobs) {
    const std::size_t enough = acknowledged_.size() + static_cast<std::size_t>(jobs);
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) clients.emplace_back([&] { create_jobs(); });
    const double until = monotonic_seconds() + 60;
    while (count() < enough && monotonic_seconds() < until)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    disk_.cut_power();
    for (std::thread& client : clients) client.join();
    store_.reset();
    return open();
  }

  std::size_t count() {
    std::lock_guard lock(mutex_);
    return acknowledged_.size();
  }

  std::size_t lost() {
    std::size_t lost = 0;
    for (const Id id : acknowledged_) lost += store_->job(id).ok() ? 0 : 1;
    return lost;
  }

 private:
  bool open() {
    auto opened = sqlite::SqliteStore::open({"/queue.db", &clock_, disk_.name()});
    if (!opened.ok()) return false;
    store_ = std::move(*opened);
    if (queue_ == 0) {
      Queue queue;
      queue.name = "q";
      queue_ = store_->create_queue(queue)->id;
    }
    return true;
  }

  void create_jobs() {
    NewJob job;
    job.queue_id = queue_;
    job.kind = JobKind::trivial;
    while (true) {
      const auto created = store_->create_jobs({job});
      if (!created.ok()) return;  // the power is gone
      std::lock_guard lock(mutex_);
      acknowledged_.insert(created->front().id);
    }
  }

  PowerCutDisk& disk_;
  FakeClock clock_;
  std::unique_ptr<Store> store_;
  Id queue_ = 0;
  std::mutex mutex_;
  std::set<Id> acknowledged_;
};

TEST(PowerCut, LosesNoneOfThreeThousandAcknowledgedJobs) {
  PowerCutDisk disk("power-cut");
  PowerCuts cuts(disk);
  for (int i = 0; i < 12; ++i) {
    ASSERT_TRUE(cuts.round(250)) << "after cut " << i + 1;
    ASSERT_EQ(cuts.lost(), 0u) << "after cut " << i + 1;
  }
  EXPECT_GE(cuts.count(), 3'000u);
}

// That the test above can fail: a disk that only says it synced loses nearly everything.
TEST(PowerCut, ADiskThatLiesIsNoticedByThisTest) {
  PowerCutDisk disk("lying", false);
  PowerCuts cuts(disk);
  ASSERT_TRUE(cuts.round(50));
  disk.lies = true;
  ASSERT_TRUE(cuts.round(50));
  EXPECT_GT(cuts.lost(), 0u);
}

}  // namespace
}  // namespace curvespice::queue
