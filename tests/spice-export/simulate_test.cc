#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "spice-export/simulate/ngspice_simulator.h"

namespace curvespice {
namespace {

using testing::HasSubstr;

SimulationRequest divider() {
  return {"* divider\nv1 a 0 1\nr1 a out 1k\nr2 out 0 3k\n", "dc v1 0 4 1", {"out"}, 5};
}

TEST(Ngspice, SweepsADivider) {
  const auto simulator = make_ngspice_simulator();
  const auto result = simulator->run(divider());
  ASSERT_TRUE(result.ok()) << result.error().message;
  ASSERT_EQ(result->vectors[0].size(), 5U);
  EXPECT_NEAR(result->vectors[0][4].real(), 3.0, 1e-6);
  EXPECT_THAT(*simulator->version(), HasSubstr("ngspice "));
}

TEST(Ngspice, GivesComplexVectorsOfAnAcAnalysis) {
  const auto simulator = make_ngspice_simulator();
  const auto result = simulator->run({"* rc\nv1 a 0 dc 0 ac 1\nr1 a out 1k\nc1 out 0 1u\n",
                                      "ac lin 1 159.15494 159.15494",
                                      {"out"},
                                      1});
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_NEAR(std::abs(result->vectors[0][0]), std::sqrt(0.5), 1e-5);
  EXPECT_LT(result->vectors[0][0].imag(), 0);
}

TEST(Ngspice, NeverGivesTheRunBefore) {
  const auto simulator = make_ngspice_simulator();
  ASSERT_TRUE(simulator->run(divider()).ok());
  for (const char* broken : {"* t\nd1 out 0 nosuchmodel\nv1 a 0 1\nr1 a out 1\n",
                             "* t\nx1 out 0 nosuchsubckt\nv1 a 0 1\nr1 a out 1\n", "* empty\n",
                             "* t\nv1 a 0 1\nr1 a out {nosuchparameter}\nr2 out 0 1\n"}) {
    SimulationRequest request = divider();
    request.deck = broken;
    EXPECT_FALSE(simulator->run(request).ok()) << broken;
    EXPECT_TRUE(simulator->run(divider()).ok()) << "after " << broken;
  }
}

TEST(Ngspice, AnUnknownModelParameterIsAnError) {
  const auto simulator = make_ngspice_simulator();
  SimulationRequest request = divider();
  request.deck = "* t\n.model dd d(is=1e-14 nosuch=3)\nv1 a 0 1\nr1 a out 1k\nd1 out 0 dd\n";
  EXPECT_FALSE(simulator->run(request).ok());
}

TEST(Ngspice, NotConvergingIsAnErrorAndNotAnEmptyResult) {
  const auto simulator = make_ngspice_simulator();
  SimulationRequest request = divider();
  request.deck = "* two sources in parallel\nv1 a 0 1\nv2 a 0 2\nr1 a out 1\nr2 out 0 1\n";
  EXPECT_FALSE(simulator->run(request).ok());
  EXPECT_TRUE(simulator->run(divider()).ok());
}

TEST(Ngspice, AHangIsStoppedAndTheNextRunWorks) {
  NgspiceOptions options;
  options.run_seconds = 0.5;
  const auto simulator = make_ngspice_simulator(options);
  SimulationRequest request{
      "* slow\nv1 a 0 sin(0 1 1g)\nr1 a out 1k\nc1 out 0 1p\n", "tran 1e-12 1e-6", {"out"}, 0};
  const auto result = simulator->run(request);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::timeout);
  EXPECT_TRUE(simulator->run(divider()).ok());
}

TEST(Ngspice, ACrashOfTheChildIsASentence) {
  NgspiceOptions options;
  options.command = {"/bin/sh", "-c", "kill -SEGV $$"};
  const auto simulator = make_ngspice_simulator(options);
  const auto result = simulator->run(divider());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::crashed);
  EXPECT_THAT(result.error().message, HasSubstr("signal 11"));
}

TEST(Ngspice, TheUsersSettingsFileHasNoSay) {
  const auto simulator = make_ngspice_simulator();
  ASSERT_TRUE(simulator->run(divider()).ok());
  // The child works in a folder of its own, which goes with it.
  EXPECT_FALSE(std::filesystem::exists(".spiceinit"));
}

std::size_t resident_kilobytes_of_children() {
  std::size_t largest = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto status = read_file(entry.path() / "status");
    if (!status.ok() ||
        status->find("PPid:\t" + std::to_string(::getpid()) + "\n") == std::string::npos)
      continue;
    const std::size_t at = status->find("VmRSS:");
    if (at != std::string::npos) largest = std::max(largest, std::stoul(status->substr(at + 6)));
  }
  return largest;
}

TEST(Ngspice, ThousandsOfRunsDoNotGrowTheChild) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer keeps freed memory for a while";
#endif
  const auto simulator = make_ngspice_simulator();
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(simulator->run(divider()).ok());
  const std::size_t before = resident_kilobytes_of_children();
  for (int i = 0; i < 3000; ++i) ASSERT_TRUE(simulator->run(divider()).ok());
  EXPECT_LT(resident_kilobytes_of_children(), before + 600);
}

}  // namespace
}  // namespace curvespice
