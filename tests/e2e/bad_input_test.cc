// What people hand in by mistake: each gets one sentence that says what, where and what to do.
#include <fstream>

#include "tests/e2e/command.h"
#include "tests/e2e/drawn_file.h"

namespace curvespice::e2e {
namespace {

class BadInput : public CommandTest {};

TEST_F(BadInput, AMissingFile) {
  const Ended ended = run_on("nowhere.pdf");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"nowhere.pdf", "no such file"});
}

TEST_F(BadInput, AnEmptyFile) {
  std::ofstream(folder() / "empty.pdf").flush();
  const Ended ended = run_on("empty.pdf");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"empty.pdf", "empty"});
}

TEST_F(BadInput, APdfCutInTheMiddle) {
  draw_text_pdf(folder() / "whole.pdf", 3);
  const std::string whole = read_file(folder() / "whole.pdf").value();
  std::ofstream(folder() / "cut.pdf") << whole.substr(0, whole.size() / 3);
  const Ended ended = run_on("cut.pdf");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"cut.pdf"});
}

TEST_F(BadInput, APdfWithAPassword) {
  draw_chart_pdf(folder() / "open.pdf");
  const Ended locked = run(
      {"qpdf", "--encrypt", "secret", "owner", "256", "--", "open.pdf", "locked.pdf"}, folder());
  ASSERT_EQ(locked.exit_code, 0) << locked.err;
  const Ended ended = run_on("locked.pdf");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"locked.pdf", "password"});
}

TEST_F(BadInput, AnImageRenamedToPdf) {
  draw_png(folder() / "photo.pdf");
  const Ended ended = run_on("photo.pdf");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"photo.pdf", "image", "rename"});
}

TEST_F(BadInput, APageWithoutGraphs) {
  draw_text_pdf(folder() / "prose.pdf", 1);
  const Ended ended = run_on("prose.pdf");
  expect_refused(ended, {"prose.pdf", "graph"});
}

TEST_F(BadInput, TwoThousandPagesWithoutGraphs) {
  draw_text_pdf(folder() / "long.pdf", 2000);
  const Ended ended = run_on("long.pdf");
  expect_refused(ended, {"long.pdf", "graph"});
  EXPECT_LT(ended.seconds, 60);
}

TEST_F(BadInput, AFolderWithNothingToRead) {
  std::filesystem::create_directory(folder() / "bare");
  const Ended ended = run_on("bare");
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"bare"});
}

TEST_F(BadInput, ADeviceClassThatDoesNotExist) {
  draw_chart_pdf(folder() / "chart.pdf");
  remember_folder();
  const Ended ended = run({command_path(), "run", "chart.pdf", "--device", "flux-capacitor",
                           "--part", "X1", "--out", "out"},
                          folder());
  EXPECT_EQ(ended.exit_code, 2);
  expect_refused(ended, {"flux-capacitor"});
}

}  // namespace
}  // namespace curvespice::e2e
