// The libraries as files: what they need, what they show, and that they leave no trace behind.
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>

#include "base/process.h"

namespace curvespice {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

const std::filesystem::path kFolder = CURVESPICE_BUILD_FOLDER "/lib/curvespice";

// The output's words that pass `wanted`, which is a shell filter.
std::vector<std::string> words(const std::string& command) {
  ProcessRequest request;
  request.arguments = {"sh", "-c", command};
  auto output = run_process(request);
  EXPECT_TRUE(output.ok() && output->exit_code == 0) << command;
  std::istringstream stream(output.ok() ? output->standard_output : "");
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

class Library : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(path())) GTEST_SKIP() << path() << " is not in this build";
  }
  static std::filesystem::path path() { return kFolder / GetParam(); }
};

// The dynamic loader belongs to libc: thread-local storage of the C++ library in the file needs it.
TEST_P(Library, NeedsNothingButLibc) {
  const auto needed = words("readelf -d '" + path().string() +
                            "' | sed -n 's/.*(NEEDED).*\\[\\(.*\\)\\]/\\1/p' | grep -v ^ld-linux");
  EXPECT_THAT(needed, ElementsAre("libc.so.6"));
}

TEST_P(Library, ShowsOnlyItsEntryPoints) {
  const auto shown = words("nm -D --defined-only '" + path().string() + "' | awk '{print $3}'");
  if (GetParam() == "libcurvespice.so")
    EXPECT_THAT(shown, ElementsAre("curvespice_get_api"));
  else
    EXPECT_THAT(shown, UnorderedElementsAre("Curvespice_Init", "Curvespice_Unload"));
}

TEST_P(Library, IsSmall) { EXPECT_LT(std::filesystem::file_size(path()), 2u << 20); }

INSTANTIATE_TEST_SUITE_P(Built, Library,
                         testing::Values("libcurvespice.so", "curvespice_xschem.so"),
                         [](const auto& built) {
                           return built.param.substr(0, built.param.find('.'));
                         });

TEST(Extension, LoadedAndUnloadedAHundredTimesLeavesNoMapping) {
  const auto library = kFolder / "curvespice_xschem.so";
  if (!std::filesystem::exists(library)) GTEST_SKIP() << library << " is not in this build";
  if (!find_program("tclsh")) GTEST_SKIP() << "tclsh is not installed";
  ProcessRequest request;
  request.arguments = {"tclsh"};
  request.standard_input = "for {set i 0} {$i < 100} {incr i} {\n load {" + library.string() +
                           "} Curvespice\n"
                           " if {![llength [info commands ::curvespice::send]]} {puts no}\n"
                           " unload {" +
                           library.string() +
                           "} Curvespice\n}\n"
                           "set channel [open /proc/self/maps]\n"
                           "puts [regexp -all curvespice_xschem [read $channel]]\n"
                           "puts [llength [namespace children :: curvespice]]\n"
                           "puts [llength [glob /proc/self/fd/*]]\n";
  auto output = run_process(request);
  ASSERT_TRUE(output.ok()) << output.error().message;
  EXPECT_EQ(output->standard_error, "");
  std::istringstream answers(output->standard_output);
  int mappings = -1;
  int namespaces = -1;
  int descriptors = 99;
  answers >> mappings >> namespaces >> descriptors;
  EXPECT_EQ(mappings, 0);
  EXPECT_EQ(namespaces, 0);
  EXPECT_LT(descriptors, 12);
}

// A host waits for this at its start. The best of five: what else the machine does is not ours.
TEST(Extension, AddsLessThanThirtyMillisecondsToTheHostsStart) {
  const auto library = kFolder / "curvespice_xschem.so";
  if (!std::filesystem::exists(library)) GTEST_SKIP() << library << " is not in this build";
  if (!find_program("tclsh")) GTEST_SKIP() << "tclsh is not installed";
  ProcessRequest request;
  request.arguments = {"tclsh"};
  request.standard_input = "puts [lindex [time {load {" + library.string() + "} Curvespice}] 0]\n";
  double best_ms = 1e9;
  for (int time = 0; time < 5; ++time) {
    const auto output = run_process(request);
    ASSERT_TRUE(output.ok()) << output.error().message;
    best_ms = std::min(best_ms, std::stod(output->standard_output) / 1000);
  }
  std::printf("load: %.1f ms\n", best_ms);
  EXPECT_LT(best_ms, 30);
}

}  // namespace
}  // namespace curvespice
