// gnucap with its new command: a datasheet to a model that gnucap simulates.
#include <gmock/gmock.h>

#include "base/file.h"
#include "base/process.h"

namespace curvespice {
namespace {

using testing::HasSubstr;

const std::filesystem::path kModule =
    CURVESPICE_BUILD_FOLDER "/lib/curvespice/curvespice_gnucap.so";

class Gnucap : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kModule))
      GTEST_SKIP() << "gnucap's headers (libgnucap-dev) were not there when this was built";
    if (!find_program("gnucap")) GTEST_SKIP() << "gnucap is not installed";
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
  }

  std::string run(const std::string& commands) {
    ProcessRequest request;
    request.arguments = {"gnucap", "-a", kModule};
    request.standard_input = commands + "quit\n";
    request.environment = {{"CURVESPICE_PROGRAM", CURVESPICE_BUILD_FOLDER "/bin/fake_bridge"},
                           {"CURVESPICE_MODELS", folder_->path()}};
    const auto output = run_process(request);
    return output ? output->standard_output + output->standard_error : output.error().message;
  }

  std::optional<TemporaryFolder> folder_;
};

TEST_F(Gnucap, TheModelOfADatasheetIsInTheCircuitAndSimulates) {
  const auto circuit = folder_->path() / "circuit.ckt";
  ASSERT_TRUE(write_file_atomic(circuit, "title\nV1 1 0 dc 0.7\nD1 1 0 BAS16\n.end\n").ok());
  const std::string output = run("get " + circuit.string() +
                                 "\ndatasheet \"a b.pdf\" diode BAS16\nlist\n"
                                 "print op i(D1)\nop\n");
  EXPECT_THAT(output, HasSubstr("completed, verification: pass"));
  EXPECT_THAT(output, HasSubstr(".model BAS16 "));
  EXPECT_THAT(output, HasSubstr("0.005674")) << "1e-14 A (exp(0.7 V / Vt) - 1) at 27 degrees";
}

TEST_F(Gnucap, AFailureIsASentence) {
  EXPECT_THAT(run("datasheet a.pdf diode FAIL\n"), HasSubstr("no figure"));
  EXPECT_THAT(run("datasheet a.pdf\n"), HasSubstr("usage: datasheet"));
}

TEST_F(Gnucap, ACrashOfTheBridgeLeavesThePrompt) {
  const std::string output = run("datasheet a.pdf diode SEGV\ndatasheet a.pdf diode FAIL\n");
  EXPECT_THAT(output, HasSubstr("the bridge ended"));
  EXPECT_THAT(output, HasSubstr("no figure"));
}

}  // namespace
}  // namespace curvespice
