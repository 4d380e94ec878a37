// The one thread that changes the database. Work that waits when it turns round goes into one
// transaction, so that many callers share one sync of the disk; each piece of work is its own
// savepoint and fails alone. A caller's `run` returns when its work is durable.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "queue/store/sqlite/connection.h"

namespace curvespice::queue::sqlite {

// What a piece of work sees: the connection, and the list of what it changed.
struct Transaction {
  Connection& db;
  std::vector<JobChange> changes;
};

class Writer {
 public:
  // `committed` is called in the writer's thread after each commit, before the callers go on.
  using Committed = std::function<void(const std::vector<JobChange>&)>;
  Writer(Connection& db, Committed committed);
  ~Writer();  // finishes what was handed in

  template <typename Work>
  auto run(Work work) -> Result<decltype(work(std::declval<Transaction&>()))> {
    using Value = decltype(work(std::declval<Transaction&>()));
    if constexpr (std::is_void_v<Value>) {
      Job job([&](Transaction& transaction) { work(transaction); });
      wait(job);
      if (job.error) return *job.error;
      return {};
    } else {
      std::optional<Value> value;
      Job job([&](Transaction& transaction) { value.emplace(work(transaction)); });
      wait(job);
      if (job.error) return *job.error;
      return std::move(*value);
    }
  }

 private:
  // Lives on the stack of the caller, who waits until `done`.
  struct Job {
    explicit Job(std::function<void(Transaction&)> w) : work(std::move(w)) {}
    std::function<void(Transaction&)> work;
    std::optional<Error> error;
    bool done = false;
    std::condition_variable finished;
  };

  void wait(Job& job);
  void loop();
  void commit_group(const std::vector<Job*>& group);
  void attempt(Job& job, Transaction& transaction);

  Connection& db_;
  Committed committed_;
  std::mutex mutex_;
  std::condition_variable handed_in_;
  std::vector<Job*> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace curvespice::queue::sqlite
