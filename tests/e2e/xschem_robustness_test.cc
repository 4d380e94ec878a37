// What may go wrong while a job runs, and the editor that lives through all of it.
#include <csignal>

#include "base/clock.h"
#include "tests/e2e/xschem_fixture.h"

namespace curvespice::e2e {
namespace {

using testing::HasSubstr;

class XschemRobustness : public XschemFixture {
 protected:
  // Whatever happened: it answers, it was never held up, and a model still finds its place.
  void expect_alive() {
    EXPECT_LT(host_->longest_hold(), 50);
    EXPECT_EQ(host_->eval("expr 6 * 7"), "42");
  }
  std::string diagnostics(const std::string& name) {
    return host_->eval("dict get [::curvespice::diagnostics] " + name);
  }
};

TEST_F(XschemRobustness, ABridgeThatDiesInMidJobIsStartedAgain) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  submit(datasheet(), "SEGV");
  EXPECT_EQ(host_->wait_for("dict get [::curvespice::diagnostics] starts", "2"), "2");
  submit(datasheet(), "BAS99X");
  EXPECT_EQ(wait_for_model("BAS99X"), "BAS99X");
  expect_alive();
}

TEST_F(XschemRobustness, ABridgeThatIsKilledInMidRequestAnswersWithASentence) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  submit(datasheet(), "HANG");
  host_->wait_for("dict size $::curvespice::jobs", "1");
  const pid_t bridge = std::stoi(diagnostics("child"));
  kill(bridge, SIGSTOP);
  host_->eval("set ::heard {}; ::curvespice::request jobs {} {set ::heard}");
  kill(bridge, SIGKILL);
  host_->wait_for("expr {$::heard ne {}}", "1");
  EXPECT_THAT(host_->eval("set ::heard"), HasSubstr("signal 9"));
  expect_alive();
}

TEST_F(XschemRobustness, ABridgeThatHangsDoesNotHoldTheEditorUp) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  submit(datasheet(), "HANG");
  host_->wait_for("dict size $::curvespice::jobs", "1");
  const pid_t bridge = std::stoi(diagnostics("child"));
  kill(bridge, SIGSTOP);
  const double begin = monotonic_seconds();
  host_->eval(
      "for {set i 0} {$i < 300} {incr i} {::curvespice::request hello "
      "[dict create pad [string repeat x 10000]] list}");
  EXPECT_LT(monotonic_seconds() - begin, 2);
  expect_alive();
  const double closing = monotonic_seconds();
  host_->eval("unload {" CURVESPICE_BUILD_FOLDER
              "/lib/curvespice/curvespice_xschem.so} Curvespice");
  EXPECT_LT(monotonic_seconds() - closing, 1);
  EXPECT_NE(kill(bridge, 0), 0) << "it is killed and reaped";
}

TEST_F(XschemRobustness, AProgramThatIsNotInstalledIsSaidInTheWindow) {
  XschemOptions options;
  options.program = "/nowhere/curvespice";
  start(options);
  if (IsSkipped() || HasFatalFailure()) return;
  make(datasheet(), "X1");
  EXPECT_EQ(host_->wait_for("string match */nowhere/curvespice* $::curvespice::form(message)", "1"),
            "1");
  host_->eval("::curvespice::show_queue {}");
  EXPECT_THAT(host_->eval(".curvespice_queue.message cget -text"), HasSubstr("/nowhere/"));
  expect_alive();
}

TEST_F(XschemRobustness, AProgramThatIsNotOursIsNotStartedForEver) {
  XschemOptions options;
  options.program = "/bin/false";
  start(options);
  if (IsSkipped() || HasFatalFailure()) return;
  for (int time = 0; time < 6; ++time) {
    host_->eval("::curvespice::request jobs {} list");
    host_->wait_for("dict get [::curvespice::diagnostics] child", "0");
  }
  EXPECT_EQ(diagnostics("starts"), "3");
  expect_alive();
}

TEST_F(XschemRobustness, AModelIsNotPutIntoAnotherSchematic) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  const std::string other = (host_->folder() / "other.sch").string();
  ASSERT_TRUE(write_file_atomic(other, kDiodeSchematic).ok());
  submit(datasheet(), "BAS99X");
  host_->eval("xschem load {" + other + "}");
  EXPECT_THAT(wait_for_notice(1), HasSubstr("open diode.sch"));
  EXPECT_EQ(model_of("D1"), "dplain");
  expect_alive();
}

TEST_F(XschemRobustness, APartThatWasDeletedMeanwhileIsMissed) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  submit(datasheet(), "BAS99X");
  host_->eval("xschem select instance D1; xschem delete");
  EXPECT_THAT(wait_for_notice(1), HasSubstr("D1 is gone"));
  expect_alive();
}

TEST_F(XschemRobustness, TwoEditorsAtOnceDoNotDisturbEachOther) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  auto first = std::move(host_);
  start_with_fake_bridge();
  ASSERT_FALSE(HasFatalFailure());
  submit(datasheet(), "BAT54");
  std::swap(first, host_);
  submit(datasheet(), "BAS99X");
  EXPECT_EQ(wait_for_model("BAS99X"), "BAS99X");
  std::swap(first, host_);
  EXPECT_EQ(wait_for_model("BAT54"), "BAT54");
  expect_alive();
}

TEST_F(XschemRobustness, TheBridgeEndsWithTheEditorHoweverThatEnds) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  submit(datasheet(), "HANG");
  host_->wait_for("dict size $::curvespice::jobs", "1");
  const pid_t bridge = std::stoi(diagnostics("child"));
  kill(host_->pid(), SIGKILL);
  const double end = monotonic_seconds() + 5;
  while (kill(bridge, 0) == 0 && monotonic_seconds() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_NE(kill(bridge, 0), 0);
}

TEST_F(XschemRobustness, OddFileNamesAreSubmittedAsTheyAre) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  open_make_window();
  int job = 0;
  for (const char* name : {"with space.pdf", "[exec touch x].pdf", "$HOME.pdf", "a;b.pdf",
                           "{brace.pdf", "quote\"'.pdf", "Größe Ω.pdf", "-option.pdf", "~t.pdf"}) {
    const std::string file = datasheet(name);
    // As the list in the window hands it over.
    host_->eval("::curvespice::make_model {}; set ::curvespice::form(folder) {" +
                host_->folder().string() + "}; ::curvespice::list_folder");
    host_->eval(
        ".curvespice_make.list selection set [lindex [.curvespice_make.list children {}] end]");
    EXPECT_EQ(host_->wait_for("set ::curvespice::form(file)", file), file);
    host_->eval("set ::curvespice::form(part) FAIL; ::curvespice::make_pressed");
    wait_for_notice(++job);
    EXPECT_EQ(host_->eval("dict get $::curvespice::targets " + std::to_string(job) + " file"),
              file);
    std::filesystem::remove(file);
  }
  expect_alive();
}

// The measure itself: an editor that is held up for 200 ms must not pass.
TEST_F(XschemRobustness, AnEditorThatIsHeldUpIsNoticed) {
  start_with_fake_bridge();
  if (IsSkipped() || HasFatalFailure()) return;
  host_->eval("after 50 {after 200}");
  host_->wait_for("expr {$::probe_hold > 100}", "1");
  EXPECT_GT(host_->longest_hold(), 150);
}

}  // namespace
}  // namespace curvespice::e2e
