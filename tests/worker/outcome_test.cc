#include "worker/outcome.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json.h"

namespace curvespice {
namespace {

FigureSummary figure(Verdict status) {
  FigureSummary one;
  one.status = status;
  return one;
}

TEST(Outcome, ExitCodeFollowsTheWorstFigure) {
  JobOutcome outcome;
  outcome.figures = {figure(Verdict::accepted), figure(Verdict::review)};
  EXPECT_EQ(exit_code_of(outcome), 0);
  EXPECT_EQ(verdict_of(outcome), "review");
  outcome.figures.push_back(figure(Verdict::refused));
  EXPECT_EQ(exit_code_of(outcome), 1);
  EXPECT_EQ(verdict_of(outcome), "refused");
}

TEST(Outcome, AModelsVerdictCountsForAModelJob) {
  JobOutcome outcome;
  outcome.figures = {figure(Verdict::refused)};
  outcome.model = ModelSummary{"X.lib", "X", "report.html", "pass", {}};
  EXPECT_EQ(exit_code_of(outcome), 0);
  outcome.model->verdict = "fail";
  EXPECT_EQ(exit_code_of(outcome), 1);
}

TEST(Outcome, ErrorsOfTheUserAndOthersDiffer) {
  EXPECT_EQ(exit_code_of(Error{ErrorCode::bad_input, ""}), 2);
  EXPECT_EQ(exit_code_of(Error{ErrorCode::missing_program, ""}), 3);
  EXPECT_EQ(exit_code_of(Error{ErrorCode::internal, ""}), 3);
}

TEST(Outcome, ListsArtifactsWithHashes) {
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(write_file_atomic(folder->path() / "a.csv", "abc").ok());
  JobOutcome outcome;
  outcome.artifacts = folder->path();
  const Json json = result_to_json(outcome, 1.5);
  EXPECT_EQ(json["status"], "completed");
  ASSERT_EQ(json["artifacts"].size(), 1u);
  EXPECT_EQ(json["artifacts"][0]["name"], "a.csv");
  EXPECT_EQ(json["artifacts"][0]["bytes"], 3);
  EXPECT_EQ(json["artifacts"][0]["sha256"], sha256_hex("abc"));
}

TEST(Outcome, ComesBackFromItsJson) {
  JobOutcome outcome;
  outcome.figures = {figure(Verdict::review)};
  outcome.figures[0].file = "a.pdf";
  outcome.figures[0].reasons = {"the unit was not found"};
  outcome.problems = {{ErrorCode::bad_input, "'b.pdf' is empty"}};
  outcome.model = ModelSummary{"X.lib", "X", "report.html", "pass", {"all good"}};
  const auto again = outcome_from_result(result_to_json(outcome, 1));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(result_to_json(*again, 1), result_to_json(outcome, 1));
  const auto failed = outcome_from_result(result_to_json(Error{ErrorCode::too_large, "big"}, 1));
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::too_large);
  EXPECT_EQ(failed.error().message, "big");
}

TEST(Outcome, AFailureCarriesItsSentenceAndCancellingIsNoFailure) {
  const Json failed = result_to_json(Error{ErrorCode::bad_input, "no graph"}, 0);
  EXPECT_EQ(failed["status"], "failed");
  EXPECT_EQ(failed["error"]["code"], "bad_input");
  EXPECT_EQ(failed["error"]["message"], "no graph");
  EXPECT_EQ(result_to_json(Error{ErrorCode::cancelled, ""}, 0)["status"], "cancelled");
}

}  // namespace
}  // namespace curvespice
