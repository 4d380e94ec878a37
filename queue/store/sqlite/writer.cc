#include "queue/store/sqlite/writer.h"

namespace curvespice::queue::sqlite {

Writer::Writer(Connection& db, Committed committed)
    : db_(db), committed_(std::move(committed)), thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  handed_in_.notify_one();
  thread_.join();
}

void Writer::wait(Job& job) {
  std::unique_lock lock(mutex_);
  waiting_.push_back(&job);
  if (waiting_.size() == 1) handed_in_.notify_one();
  job.finished.wait(lock, [&] { return job.done; });
}

void Writer::loop() {
  std::vector<Job*> group;
  std::unique_lock lock(mutex_);
  while (true) {
    handed_in_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    group.swap(waiting_);
    lock.unlock();
    commit_group(group);
    lock.lock();
    for (Job* job : group) {
      job->done = true;
      job->finished.notify_one();
    }
    group.clear();
  }
}

void Writer::attempt(Job& job, Transaction& transaction) {
  const std::size_t changes_before = transaction.changes.size();
  try {
    db_.run("SAVEPOINT work");
    job.work(transaction);
    db_.run("RELEASE work");
  } catch (const StoreFailure& failure) {
    job.error = failure.error;
    transaction.changes.resize(changes_before);
    // On a full disk SQLite has already taken the whole transaction back.
    if (!db_.in_transaction()) throw;
    db_.run("ROLLBACK TO work");
    db_.run("RELEASE work");
  }
}

void Writer::commit_group(const std::vector<Job*>& group) {
  Transaction transaction{db_, {}};
  try {
    db_.run("BEGIN IMMEDIATE");
    for (Job* job : group) attempt(*job, transaction);
    db_.run("COMMIT");
  } catch (const StoreFailure& failure) {
    // Nothing of the group is durable, so everybody in it is told.
    for (Job* job : group)
      if (!job->error) job->error = failure.error;
    if (db_.in_transaction()) (void)guarded([&] { db_.run("ROLLBACK"); });
    return;
  }
  if (!transaction.changes.empty()) committed_(transaction.changes);
}

}  // namespace curvespice::queue::sqlite
