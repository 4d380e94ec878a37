#include "queue/store/sqlite/sqlite_store.h"

#include <memory>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "queue/store/sqlite/schema.h"
#include "queue/store/state_folder.h"
#include "tests/queue/support/fake_clock.h"

namespace curvespice::queue::sqlite {
namespace {

class SqliteStoreTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder->path() / "queue.db"; }
  Result<std::unique_ptr<Store>> open() { return SqliteStore::open({file(), &clock, ""}); }
  std::int64_t pragma(const char* sql) {
    Connection db(file(), Connection::Access::read_write);
    Statement row = db.prepare(sql);
    row.step();
    return row.single<std::int64_t>();
  }

  FakeClock clock;
  Result<TemporaryFolder> folder = TemporaryFolder::create();
};

TEST_F(SqliteStoreTest, TheFileSaysWhatItIs) {
  ASSERT_TRUE(open().ok());
  EXPECT_EQ(pragma("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(pragma("PRAGMA user_version"), newest_schema_version());
}

TEST_F(SqliteStoreTest, ADatabaseFromANewerVersionIsRefusedAndLeftAlone) {
  ASSERT_TRUE(open().ok());
  Connection(file(), Connection::Access::read_write).execute("PRAGMA user_version=999");
  const auto opened = open();
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().message.find("newer Curvespice"), std::string::npos);
  EXPECT_EQ(pragma("PRAGMA user_version"), 999);
}

TEST_F(SqliteStoreTest, ADatabaseOfEveryOlderVersionIsBroughtForward) {
  for (std::int64_t version = 1; version < newest_schema_version(); ++version) {
    std::filesystem::remove(file());
    {
      Connection old(file(), Connection::Access::read_write);
      migrate(old, 0, version);
      old.execute("INSERT INTO batch(name, created_at) VALUES('kept', 1)");
    }
    auto store = open();
    ASSERT_TRUE(store.ok()) << store.error().message;
    EXPECT_EQ((*store)->batches()->front().name, "kept");
    EXPECT_TRUE((*store)->reviews({})->empty());
    EXPECT_EQ(pragma("PRAGMA user_version"), newest_schema_version());
  }
}

TEST_F(SqliteStoreTest, AnotherProgramsDatabaseIsRefused) {
  Connection(file(), Connection::Access::read_write).execute("CREATE TABLE theirs(x)");
  const auto opened = open();
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().message.find("another program"), std::string::npos);
}

TEST_F(SqliteStoreTest, AFileThatIsNoDatabaseIsRefused) {
  ASSERT_TRUE(write_file_atomic(file(), std::string(10'000, 'x')).ok());
  EXPECT_EQ(open().error().code, ErrorCode::io);
}

TEST_F(SqliteStoreTest, ADamagedDatabaseIsRefusedAtTheStart) {
  {
    auto store = open();
    Queue queue;
    queue.name = "a";
    ASSERT_TRUE((*store)->create_queue(queue).ok());
  }
  std::string bytes = *read_file(file());
  ASSERT_GT(bytes.size(), 3 * 4096u);
  for (std::size_t page = 1; page * 4096 < bytes.size(); ++page)
    bytes.replace(page * 4096, 64, std::string(64, '\xff'));
  ASSERT_TRUE(write_file_atomic(file(), bytes).ok());
  EXPECT_FALSE(open().ok());
}

TEST_F(SqliteStoreTest, ABackUpTakenWhileRunningCanBeOpened) {
  auto store = open();
  Queue queue;
  queue.name = "kept";
  ASSERT_TRUE((*store)->create_queue(queue).ok());
  const auto copy = folder->path() / "copy.db";
  ASSERT_TRUE((*store)->back_up(copy).ok());
  auto opened = SqliteStore::open({copy, &clock, ""});
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_TRUE((*opened)->queue_named("kept").ok());
}

TEST_F(SqliteStoreTest, ReadersCannotWrite) {
  ASSERT_TRUE(open().ok());
  Connection reader(file(), Connection::Access::query_only);
  EXPECT_THROW(reader.execute("DELETE FROM queue"), StoreFailure);
}

TEST(StateFolder, ASecondServiceIsRefused) {
  auto folder = TemporaryFolder::create();
  const auto first = StateFolder::open(folder->path() / "state");
  ASSERT_TRUE(first.ok());
  const auto second = StateFolder::open(folder->path() / "state");
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

TEST(StateFolder, TheLockEndsWithItsHolder) {
  auto folder = TemporaryFolder::create();
  { ASSERT_TRUE(StateFolder::open(folder->path()).ok()); }
  EXPECT_TRUE(StateFolder::open(folder->path()).ok());
}

// What a killed service leaves behind: its service.json, and its lock in a child that is not yet a
// worker.
class LeftLock {
 public:
  LeftLock(const std::filesystem::path& folder, pid_t holder)
      : fd_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    EXPECT_EQ(::flock(fd_, LOCK_EX | LOCK_NB), 0);
    EXPECT_TRUE(
        write_file_atomic(folder / "service.json", "{\"pid\":" + std::to_string(holder) + "}\n")
            .ok());
  }
  ~LeftLock() { ::close(fd_); }

 private:
  int fd_;
};

pid_t pid_of_a_dead_process() {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(0);
  ::waitpid(pid, nullptr, 0);
  return pid;
}

TEST(StateFolder, TheLastChildOfAKilledServiceIsWaitedFor) {
  auto folder = TemporaryFolder::create();
  auto left = std::make_unique<LeftLock>(folder->path(), pid_of_a_dead_process());
  std::thread dying([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    left.reset();
  });
  EXPECT_TRUE(StateFolder::open(folder->path()).ok());
  dying.join();
}

TEST(StateFolder, AServiceThatLivesIsNotWaitedFor) {
  auto folder = TemporaryFolder::create();
  const LeftLock held(folder->path(), ::getpid());
  const double started = monotonic_seconds();
  EXPECT_FALSE(StateFolder::open(folder->path()).ok());
  EXPECT_LT(monotonic_seconds() - started, 5);
}

TEST(StateFolder, NetworkFileSystemsAreRefusedWithAHint) {
  const Status nfs = check_file_system(0x6969, "/srv/share");
  ASSERT_FALSE(nfs.ok());
  EXPECT_NE(nfs.error().message.find("--state"), std::string::npos);
  EXPECT_TRUE(check_file_system(0xEF53, "/srv/local").ok());  // ext4
}

}  // namespace
}  // namespace curvespice::queue::sqlite
