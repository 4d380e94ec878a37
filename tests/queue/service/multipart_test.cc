#include "queue/service/multipart.h"

#include <gtest/gtest.h>

#include "base/file.h"

namespace curvespice::queue {
namespace {

const std::string kForm =
    "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
    "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.pdf\"\r\n"
    "Content-Type: application/pdf\r\n\r\nfirst\r\n--X\r\nstill first\r\n"
    "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=b.png\r\n\r\n\r\n--XX--\r\n";

class Multipart : public testing::Test {
 protected:
  Result<TemporaryFolder> folder = TemporaryFolder::create();
  std::size_t files_left() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder->path()), {}));
  }
};

TEST_F(Multipart, IsReadWhateverTheLengthOfThePieces) {
  for (std::size_t piece = 1; piece <= kForm.size(); ++piece) {
    MultipartReader reader("XX", folder->path(), {});
    for (std::size_t at = 0; at < kForm.size(); at += piece)
      ASSERT_TRUE(reader.feed(std::string_view(kForm).substr(at, piece)).ok());
    const auto files = reader.take_files();
    ASSERT_TRUE(files.ok()) << files.error().message;
    ASSERT_EQ(files->size(), 2u) << "pieces of " << piece;
    EXPECT_EQ((*files)[0].filename, "a b.pdf");
    EXPECT_EQ(*read_file((*files)[0].path), "first\r\n--X\r\nstill first");
    EXPECT_EQ((*files)[1].filename, "b.png");
    EXPECT_EQ(*read_file((*files)[1].path), "");
    for (const ReceivedFile& file : *files) std::filesystem::remove(file.path);
  }
}

TEST_F(Multipart, CutOffAnywhereItIsRefusedAndLeavesNothing) {
  for (std::size_t length = 0; length + 4 < kForm.size(); ++length) {
    MultipartReader reader("XX", folder->path(), {});
    ASSERT_TRUE(reader.feed(std::string_view(kForm).substr(0, length)).ok());
    EXPECT_FALSE(reader.take_files().ok()) << length;
  }
  EXPECT_EQ(files_left(), 0u);
}

TEST_F(Multipart, LimitsAreKept) {
  MultipartReader few("XX", folder->path(), {1, 1000});
  EXPECT_EQ(few.feed(kForm).error().code, ErrorCode::too_large);
  MultipartReader small("XX", folder->path(), {200, 10});
  EXPECT_EQ(small.feed(kForm).error().code, ErrorCode::too_large);
}

TEST(MultipartBoundary, ComesFromTheContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"a b\"; x=1"), "a b");
  EXPECT_EQ(multipart_boundary("application/json"), "");
  EXPECT_EQ(multipart_boundary("multipart/form-data"), "");
}

}  // namespace
}  // namespace curvespice::queue
