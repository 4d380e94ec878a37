// The documented example does what its comment says, over the library as it is shipped.
#include <gmock/gmock.h>

#include "base/file.h"
#include "base/process.h"

namespace curvespice {
namespace {

using testing::HasSubstr;

const std::filesystem::path kLibrary = CURVESPICE_BUILD_FOLDER "/lib/curvespice/libcurvespice.so";

Result<ProcessOutput> run_host(const std::string& part, const std::filesystem::path& models) {
  ProcessRequest request;
  request.arguments = {CURVESPICE_BUILD_FOLDER "/bin/example_host", kLibrary, "a \"b\".pdf",
                       "diode", part};
  request.environment = {{"CURVESPICE_PROGRAM", CURVESPICE_BUILD_FOLDER "/bin/fake_bridge"},
                         {"CURVESPICE_MODELS", models}};
  return run_process(request);
}

class ExampleHost : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kLibrary)) GTEST_SKIP() << kLibrary << " is not in this build";
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
  }
  std::optional<TemporaryFolder> folder_;
};

TEST_F(ExampleHost, SubmitsAndEndsWithTheModel) {
  const auto output = run_host("BAS16", folder_->path());
  ASSERT_TRUE(output.ok()) << output.error().message;
  EXPECT_EQ(output->exit_code, 0);
  EXPECT_THAT(output->standard_output, HasSubstr("\"library\":\"" + folder_->path().string()));
  EXPECT_THAT(output->standard_error, HasSubstr("started"));
}

TEST_F(ExampleHost, TellsAFailureFromASuccess) {
  const auto output = run_host("FAIL", folder_->path());
  ASSERT_TRUE(output.ok());
  EXPECT_EQ(output->exit_code, 1);
  EXPECT_THAT(output->standard_output, HasSubstr("no figure"));
}

TEST_F(ExampleHost, OutlivesABridgeThatCrashes) {
  const auto output = run_host("SEGV", folder_->path());
  ASSERT_TRUE(output.ok());
  EXPECT_EQ(output->exit_code, 1);
  EXPECT_THAT(output->standard_output, HasSubstr("signal 11"));
}

}  // namespace
}  // namespace curvespice
