// The service where others can reach it: only under TLS.
#include "base/process.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class UnderTls : public ServiceProcess {
 protected:
  void SetUp() override {
    if (!find_program("openssl")) GTEST_SKIP() << "openssl is not installed";
    ASSERT_TRUE(folder_.ok());
    ProcessRequest make;
    make.arguments = {
        "openssl", "req",   "-x509",   "-newkey", "rsa:2048",     "-nodes", "-days",
        "2",       "-subj", "/CN=lab", "-keyout", key().string(), "-out",   certificate().string()};
    const auto made = run_process(make);
    ASSERT_TRUE(made.ok() && made->exit_code == 0);
    ServiceProcess::SetUp();
  }
  void adjust(ServeOptions& options) const override {
    options.certificate = certificate();
    options.key = key();
  }
  std::filesystem::path certificate() const { return folder_->path() / "certificate.pem"; }
  std::filesystem::path key() const { return folder_->path() / "key.pem"; }

 private:
  Result<TemporaryFolder> folder_ = TemporaryFolder::create();
};

TEST_F(UnderTls, JobsRunAndFilesComeAndGo) {
  EXPECT_EQ(client().address().url.rfind("https://127.0.0.1:", 0), 0u);
  ASSERT_TRUE(ends_as(make_job(""), "completed"));
  const std::string bytes(300'000, 'x');
  ASSERT_TRUE(write_file_atomic(state() / "big.pdf", "%PDF" + bytes).ok());
  const auto ids = client().upload({state() / "big.pdf"});
  ASSERT_TRUE(ids.ok()) << ids.error().message;
  ASSERT_TRUE(client()
                  .fetch("/api/image/" + std::to_string(ids->front()) + "/file", state() / "back")
                  .ok());
  EXPECT_EQ(*read_file(state() / "back"), "%PDF" + bytes);
}

TEST_F(UnderTls, PlainRequestsGetNoAnswer) {
  EXPECT_EQ(raw_get("/health", "").find("HTTP/1.1 200"), std::string::npos);
  EXPECT_TRUE(client().get("/health").ok()) << "and hurt nobody";
}

TEST_F(UnderTls, AnotherCertificateIsNotTrusted) {
  ServiceAddress address = client().address();
  address.certificate.clear();
  Client stranger(address);
  EXPECT_FALSE(stranger.get("/health").ok());
}

TEST(Serving, BeyondThisMachineWithoutTlsIsRefusedWithAHint) {
  auto folder = TemporaryFolder::create();
  ServeOptions options;
  options.state = folder->path() / "state";
  options.address = "0.0.0.0";
  const Status served = serve(options);
  ASSERT_FALSE(served.ok());
  EXPECT_NE(served.error().message.find("--certificate"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(options.state));
}

}  // namespace
}  // namespace curvespice::queue
