// A machine that lacks something: a program, a library, room on its disk.
#include "tests/e2e/command.h"
#include "tests/e2e/drawn_file.h"

namespace curvespice::e2e {
namespace {

class Surroundings : public CommandTest {
 protected:
  void SetUp() override {
    CommandTest::SetUp();
    draw_chart_pdf(folder() / "chart.pdf");
    remember_folder();
  }

  // The command on chart.pdf, its results going to `out`, as a line of a shell script.
  static std::string command_line(const std::string& out) {
    return command_path().string() + " run chart.pdf --device diode --part X1 --out " + out;
  }
};

TEST_F(Surroundings, PopplerIsNotInstalled) {
  const Ended ended = run_on("chart.pdf", {{"PATH", folder() / "no-programs"}});
  EXPECT_EQ(ended.exit_code, 3);
  expect_refused(ended, {"poppler-utils", "apt-get install"});
}

TEST_F(Surroundings, NgspiceIsNotInstalled) {
  CURVESPICE_NEEDS_OWN_MOUNTS();
  const Ended ended = run_with_own_mounts(
      "for library in $(ldconfig -p | sed -n 's/.*libngspice.so.0.*=> //p'); do"
      " mount --bind /dev/null \"$library\"; done; exec " +
          command_line("out"),
      folder());
  EXPECT_EQ(ended.exit_code, 3);
  expect_refused(ended, {"ngspice", "apt-get install"});
}

// The disk fills up at several sizes, so that each file is once the one that does not fit.
class FullDisk : public Surroundings, public testing::WithParamInterface<int> {};

TEST_P(FullDisk, LeavesNothingHalfWritten) {
  CURVESPICE_NEEDS_OWN_MOUNTS();
  const std::string size = std::to_string(GetParam()) + "k";
  const Ended ended =
      run_with_own_mounts("mkdir small && mount -t tmpfs -o size=" + size + " tmpfs small && " +
                              command_line("small/out") +
                              "; code=$?; find small -type f; umount small; rmdir small;"
                              " exit $code",
                          folder());
  EXPECT_EQ(ended.exit_code, 3) << ended.out;
  expect_refused(ended, {"small", "space"});
}

INSTANTIATE_TEST_SUITE_P(Kilobytes, FullDisk, testing::Values(4, 16, 40));

TEST_F(Surroundings, TheOutputFolderCannotBeWritten) {
  const Ended ended = run({command_path(), "run", "chart.pdf", "--device", "diode", "--part", "X1",
                           "--out", "/proc/curvespice"},
                          folder());
  expect_refused(ended, {"/proc/curvespice"});
}

}  // namespace
}  // namespace curvespice::e2e
