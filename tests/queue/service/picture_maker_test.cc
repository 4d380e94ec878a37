#include "queue/service/picture_maker.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/process.h"
#include "queue/service/picture_size.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

constexpr char kDrawing[] = R"(<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150">
  <rect x="10" y="10" width="280" height="130" fill="teal"/></svg>)";

class PictureMakerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!find_program("rsvg-convert") || !find_program("pdftocairo"))
      GTEST_SKIP() << "librsvg2-bin or poppler-utils is not installed";
    ASSERT_TRUE(write_file_atomic(path("drawing.svg"), kDrawing).ok());
  }
  fs::path path(const std::string& name) const { return folder_->path() / name; }
  void convert(const std::string& form, const std::string& name) const {
    ProcessRequest request;
    request.arguments = {
        "rsvg-convert", "-f", form, "-o", path(name).string(), path("drawing.svg").string()};
    ASSERT_TRUE(run_process(request).ok());
  }
  Result<fs::path> made(PictureWish wish) {
    wish.sha256 = sha256_hex(wish.file.string());
    std::optional<Result<fs::path>> picture = maker_.picture(wish);
    for (int i = 0; i < 500 && !picture; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      picture = maker_.picture(wish);
    }
    return picture.value_or(Error{ErrorCode::timeout, "it was never made"});
  }
  PictureWish wish(const std::string& name) const {
    PictureWish wish;
    wish.file = path(name);
    return wish;
  }

  Result<TemporaryFolder> folder_ = TemporaryFolder::create();
  PictureMaker maker_{folder_->path() / "pictures"};
};

TEST_F(PictureMakerTest, DrawsADrawingAsWideAsWished) {
  PictureWish small = wish("drawing.svg");
  small.pixels = 120;
  const auto picture = made(small);
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  const auto size = picture_size(*picture);
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width, 120);
  EXPECT_EQ(size->height, 60);
}

TEST_F(PictureMakerTest, DrawsAPageOfAPdf) {
  convert("pdf", "page.pdf");
  const auto picture = made(wish("page.pdf"));
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  EXPECT_EQ(picture_size(*picture)->width, 240);
  PictureWish beyond = wish("page.pdf");
  beyond.page = 2;
  EXPECT_FALSE(made(beyond).ok());
}

TEST_F(PictureMakerTest, MakesAPictureSmaller) {
  convert("png", "photo.png");
  PictureWish photo = wish("photo.png");
  photo.width = 300;
  photo.height = 150;
  photo.pixels = 100;
  const auto picture = made(photo);
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  EXPECT_EQ(picture_size(*picture)->width, 100);
  EXPECT_NE(*read_file(*picture), *read_file(path("photo.png")));
}

TEST_F(PictureMakerTest, RefusesWhatIsTooLargeBeforeItIsDecoded) {
  PictureWish wide = wish("drawing.svg");
  wide.width = 1'000'000;
  wide.height = 1'000;
  const auto picture = made(wide);
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.error().code, ErrorCode::too_large);
}

TEST_F(PictureMakerTest, SaysThatRubbishIsNoPicture) {
  ASSERT_TRUE(write_file_atomic(path("rubbish"), "neither").ok());
  ASSERT_TRUE(write_file_atomic(path("broken.pdf"), "%PDF-1.4 and then nothing").ok());
  EXPECT_EQ(made(wish("rubbish")).error().code, ErrorCode::bad_input);
  EXPECT_EQ(made(wish("broken.pdf")).error().code, ErrorCode::bad_input);
}

TEST_F(PictureMakerTest, KnowsTheSizesOfThePages) {
  convert("pdf", "page.pdf");
  const auto sizes = page_sizes(path("page.pdf"));
  ASSERT_TRUE(sizes.ok()) << sizes.error().message;
  ASSERT_EQ(sizes->size(), 1u);
  EXPECT_NEAR((*sizes)[0].width / (*sizes)[0].height, 2, 0.01);
  EXPECT_EQ(page_sizes(path("drawing.svg"))->size(), 1u);
}

}  // namespace
}  // namespace curvespice::queue
