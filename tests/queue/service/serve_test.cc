#include "queue/service/serve.h"

#include "queue/store/state_folder.h"
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class SecondService : public ServiceProcess {};

TEST_F(SecondService, OnTheSameFolderIsRefusedWithASentence) {
  ServeOptions options;
  options.state = state();
  options.port = 0;
  const Status served = serve(options);
  ASSERT_FALSE(served.ok());
  EXPECT_EQ(served.error().code, ErrorCode::conflict);
  EXPECT_NE(served.error().message.find("--state"), std::string::npos);
}

TEST_F(SecondService, OnTheSamePortIsRefusedWithASentence) {
  auto other = TemporaryFolder::create();
  ServeOptions options;
  options.state = other->path();
  options.port = port();
  const Status served = serve(options);
  ASSERT_FALSE(served.ok());
  EXPECT_NE(served.error().message.find("--port"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(other->path() / "service.json"));
}

TEST_F(SecondService, StopsInOrderAndSaysSo) {
  EXPECT_EQ(stop(), 0);
  EXPECT_FALSE(std::filesystem::exists(state() / "service.json"));
}

}  // namespace
}  // namespace curvespice::queue
