#include "worker/outcome_table.h"

#include <gtest/gtest.h>

namespace curvespice {
namespace {

FigureSummary figure(const std::string& file, Verdict status, std::size_t curves) {
  FigureSummary summary;
  summary.file = file;
  summary.status = status;
  summary.curves = curves;
  return summary;
}

TEST(OutcomeTable, ALineAFileAndTheirSum) {
  JobOutcome outcome;
  outcome.figures = {figure("a.pdf", Verdict::accepted, 3), figure("a.pdf", Verdict::refused, 0),
                     figure("b.pdf", Verdict::review, 2)};
  outcome.problems = {{ErrorCode::bad_input, "c.pdf: damaged"}};
  EXPECT_EQ(outcome_table(outcome),
            "  file      figures  accepted  review  refused  curves\n"
            "  a.pdf           2         1       0        1       3\n"
            "  b.pdf           1         0       1        0       2\n"
            "  together        3         1       1        1       5\n"
            "  1 could not be read\n");
}

TEST(OutcomeTable, OneFileNeedsNoSum) {
  JobOutcome outcome;
  outcome.figures = {figure("a.pdf", Verdict::accepted, 3)};
  EXPECT_EQ(outcome_table(outcome).find("together"), std::string::npos);
}

}  // namespace
}  // namespace curvespice
