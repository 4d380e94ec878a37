// A product goes from one service to another with everything it has.
#include "base/process.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class ProductArchive : public ServiceProcess {
 protected:
  void SetUp() override {
    if (!find_program("bsdtar")) GTEST_SKIP() << "libarchive-tools is not installed";
    ServiceProcess::SetUp();
    ASSERT_TRUE(write_file_atomic(state() / "a.pdf", "%PDF of BAS16").ok());
    image_ = client().upload({state() / "a.pdf"})->front();
    product_ = client()
                   .post("/api/product/create", {{"name", "Diode"}, {"part_number", "BAS16"}})
                   ->at("id");
    job_ = make_job(
        "model", "default",
        {{"kind", "model"}, {"image_id", image_}, {"product_id", product_}, {"part", "BAS16"}});
    ASSERT_TRUE(ends_as(job_, "completed"));
    ASSERT_TRUE(client()
                    .post("/api/model/" + std::to_string(job_) + "/approve",
                          {{"comment", "good"}, {"reviewer", "Ada"}})
                    .ok());
  }
  std::filesystem::path archive() { return state() / "BAS16.zip"; }
  Status save() {
    return client().fetch("/api/product/" + std::to_string(product_) + "/export", archive());
  }
  Result<Json> import() { return client().upload_to("/api/product/import", {archive()}); }
  Status forget() {
    const auto gone = client().remove("/api/product/" + std::to_string(product_) + "?cascade=true");
    return gone.ok() ? Status() : Status(gone.error());
  }
  std::size_t count(const std::string& path, const std::string& list) {
    return client().get(path)->at(list).size();
  }

  std::int64_t image_ = 0, product_ = 0, job_ = 0;
};

TEST_F(ProductArchive, ComesBackWithResultFilesAndDecisions) {
  ASSERT_TRUE(save().ok());
  ASSERT_TRUE(forget().ok());
  EXPECT_EQ(count("/api/models", "models"), 0u);
  const auto imported = import();
  ASSERT_TRUE(imported.ok()) << imported.error().message;
  EXPECT_EQ(imported->at("product").at("part_number"), "BAS16");
  EXPECT_EQ(imported->at("images"), 1);
  EXPECT_EQ(imported->at("jobs"), 1);
  const Json model = client().get("/api/models")->at("models").at(0);
  EXPECT_EQ(model.at("state"), "approved");
  EXPECT_EQ(model.at("review").at("reviewer"), "Ada");
  const std::string job = "/api/job/" + model.at("id").dump();
  EXPECT_EQ(client().get(job + "/result")->at("verdict"), "pass");
  ASSERT_TRUE(client().fetch(job + "/files/model.lib", state() / "model.lib").ok());
  EXPECT_NE(read_file(state() / "model.lib")->find(".model BAS16"), std::string::npos);
}

TEST_F(ProductArchive, APartThatIsThereIsNotOverwritten) {
  ASSERT_TRUE(save().ok());
  EXPECT_EQ(import().error().code, ErrorCode::conflict);
  EXPECT_EQ(count("/api/products", "products"), 1u);
}

TEST_F(ProductArchive, RubbishIsRefusedAndNothingIsKept) {
  ASSERT_TRUE(write_file_atomic(archive(), "no archive").ok());
  const auto refused = import();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input) << refused.error().message;
}

TEST_F(ProductArchive, AFileThatIsNotWhatItSaysTakesTheWholeImportBack) {
  ASSERT_TRUE(save().ok());
  ASSERT_TRUE(forget().ok());
  // The same archive with other bytes under the hash of the datasheet.
  const auto folder = state() / "unpacked";
  std::filesystem::create_directories(folder);
  ProcessRequest unpack, pack;
  unpack.arguments = {"bsdtar", "-x", "-f", archive().string(), "-C", folder.string()};
  ASSERT_TRUE(run_process(unpack).ok());
  ASSERT_TRUE(
      write_file_atomic(folder / "content" / sha256_hex("%PDF of BAS16"), "something else").ok());
  pack.arguments = {"bsdtar",           "-c", "--format",      "zip",          "-f",
                    archive().string(), "-C", folder.string(), "product.json", "content"};
  ASSERT_TRUE(run_process(pack).ok());
  const auto refused = import();
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("damaged"), std::string::npos) << refused.error().message;
  EXPECT_EQ(count("/api/products", "products"), 0u);
  EXPECT_EQ(count("/api/models", "models"), 0u);
}

}  // namespace
}  // namespace curvespice::queue
