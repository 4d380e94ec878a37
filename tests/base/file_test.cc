#include "base/file.h"

#include <fstream>

#include <gtest/gtest.h>

namespace curvespice {
namespace {

TEST(File, WritesAtomicallyAndReadsBack) {
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(folder.ok());
  const auto path = folder->path() / "a.txt";
  ASSERT_TRUE(write_file_atomic(path, "one").ok());
  ASSERT_TRUE(write_file_atomic(path, "two").ok());
  auto content = read_file(path);
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(*content, "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder->path()), {}), 1);
}

TEST(File, NamesWhatIsMissing) {
  auto content = read_file("/nowhere/at-all.txt");
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::not_found);
  EXPECT_NE(content.error().message.find("/nowhere/at-all.txt"), std::string::npos);
}

TEST(File, RefusesOverTheLimit) {
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(write_file_atomic(folder->path() / "a", std::string(3 << 20, 'x')).ok());
  auto content = read_file(folder->path() / "a", 1 << 20);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::too_large);
}

TEST(File, AFullDiskLeavesWhatWasThere) {
  // /dev/full cannot be renamed over, but writing to a folder that cannot be written shows the same
  // path: the old content stays and the error says why.
  auto content = write_file_atomic("/proc/no-such-folder/file", "x");
  ASSERT_FALSE(content.ok());
  EXPECT_NE(content.error().message.find("/proc/no-such-folder/file"), std::string::npos);
}

TEST(File, PublishesAFolder) {
  auto folder = TemporaryFolder::create();
  const auto from = folder->path() / "from", to = folder->path() / "to";
  std::filesystem::create_directories(from / "inner");
  std::filesystem::create_directories(to);
  std::ofstream(from / "inner" / "new") << "new";
  std::ofstream(from / "replaced") << "new";
  std::ofstream(to / "replaced") << "old";
  ASSERT_TRUE(publish_folder(from, to).ok());
  EXPECT_EQ(*read_file(to / "inner" / "new"), "new");
  EXPECT_EQ(*read_file(to / "replaced"), "new");
}

TEST(Sha256, MatchesTheStandardsExample) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace curvespice
