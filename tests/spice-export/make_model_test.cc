#include "spice-export/make_model.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json.h"
#include "spice-export/simulate/ngspice_simulator.h"
#include "tests/spice-export/sample_figures.h"

namespace curvespice {
namespace {

using testing::HasSubstr;
using testing::Not;

class MakeModel : public testing::Test {
 protected:
  MakeModel() : folder_(TemporaryFolder::create().value()), simulator_(make_ngspice_simulator()) {
    request_.device = "diode";
    request_.part = "1N4148";
    request_.folder = folder_.path() / "out";
    request_.extractions = {forward_figure(*simulator_, sample_diode(), {-40, 25, 125}),
                            capacitance_figure(*simulator_, sample_diode())};
    request_.overlays["diode_forward.png"] = "not looked into";
  }

  ModelOutcome make() {
    auto outcome = make_model(request_, *simulator_, {});
    EXPECT_TRUE(outcome.ok()) << (outcome.ok() ? "" : outcome.error().message);
    return outcome.ok() ? *outcome : ModelOutcome{};
  }

  std::string file(const std::string& name) {
    const auto text = read_file(request_.folder / name);
    return text.ok() ? *text : "";
  }

  TemporaryFolder folder_;
  std::unique_ptr<Simulator> simulator_;
  ModelRequest request_;
};

TEST_F(MakeModel, WritesAModelThatFollowsItsFigures) {
  const ModelOutcome outcome = make();
  EXPECT_TRUE(outcome.made);
  EXPECT_EQ(outcome.verdict, "pass") << outcome.summary;
  EXPECT_EQ(outcome.model_name, "1N4148");
  EXPECT_EQ(outcome.model_file, "1N4148.lib");
  ASSERT_EQ(outcome.figures.size(), 2U);
  EXPECT_EQ(outcome.figures[0].grade, "A");
  EXPECT_EQ(outcome.figures[1].grade, "A");
  EXPECT_THAT(file("1N4148.lib"), HasSubstr(".model 1N4148 D("));
  const auto json = parse_json(file("verification.json"), "verification.json");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ(json->at("schema"), "curvespice/verification/1");
  EXPECT_LT(json->at("figures")[0].at("errors").at("verification").get<double>(), 0.002);
  const Json& curve = json->at("figures")[0].at("curves")[0];
  ASSERT_EQ(curve.at("drawn").size(), curve.at("points").get<std::size_t>());
  EXPECT_EQ(curve.at("simulated").size(), curve.at("drawn").size());
  EXPECT_EQ(curve.at("residuals").size(), curve.at("drawn").size());
}

TEST_F(MakeModel, AModelFromElsewhereIsProvedAndNotFitted) {
  make();
  const std::string good = file("1N4148.lib");
  request_.folder = folder_.path() / "proved";
  request_.model_text = good;
  const ModelOutcome proved = make();
  EXPECT_EQ(proved.verdict, "pass") << proved.summary;
  EXPECT_EQ(file("1N4148.lib"), good) << "as it was given";
  const auto json = parse_json(file("verification.json"), "verification.json");
  EXPECT_TRUE(json->at("parameters").empty());
  request_.model_text = ".model other D(IS=1e-3 N=1 RS=40)\n";
  const ModelOutcome wrong = make();
  EXPECT_EQ(wrong.model_name, "other");
  EXPECT_EQ(wrong.verdict, "fail") << wrong.summary;
}

TEST_F(MakeModel, WhatIsNoModelCannotBeProved) {
  request_.model_text = "nothing of the kind";
  EXPECT_EQ(make_model(request_, *simulator_, {}).error().code, ErrorCode::bad_input);
}

// Dies whenever a small-signal analysis is asked for.
class DyingSimulator : public Simulator {
 public:
  explicit DyingSimulator(Simulator& inner) : inner_(inner) {}
  Result<SimulationResult> run(const SimulationRequest& request) override {
    if (request.analysis.starts_with("ac"))
      return Error{ErrorCode::crashed, "ngspice: it ended with signal 9 (SIGKILL)"};
    return inner_.run(request);
  }
  Result<std::string> version() override { return inner_.version(); }

 private:
  Simulator& inner_;
};

TEST_F(MakeModel, ASimulatorKilledInMidSweepCostsThatFigureOnly) {
  DyingSimulator dying(*simulator_);
  const auto outcome = make_model(request_, dying, {});
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->figures[0].grade, "A");
  EXPECT_EQ(outcome->figures[1].verdict, "fail");
  EXPECT_THAT(outcome->figures[1].reason, HasSubstr("SIGKILL"));
  EXPECT_EQ(outcome->verdict, "fail");
}

TEST_F(MakeModel, AParameterThatIsNoNumberIsRefused) {
  request_.given = {{"IS", std::nan("")}};
  const auto outcome = make_model(request_, *simulator_, {});
  ASSERT_FALSE(outcome.ok());
  EXPECT_THAT(outcome.error().message, HasSubstr("'IS'"));
}

TEST_F(MakeModel, GivesTheSameBytesAgain) {
  make();
  const std::string model = file("1N4148.lib"), json = file("verification.json"),
                    report = file("report.html"), junit = file("junit.xml");
  request_.folder = folder_.path() / "again";
  simulator_ = make_ngspice_simulator();
  make();
  EXPECT_EQ(file("1N4148.lib"), model);
  EXPECT_EQ(file("verification.json"), json);
  EXPECT_EQ(file("report.html"), report);
  EXPECT_EQ(file("junit.xml"), junit);
  EXPECT_THAT(report, Not(HasSubstr(folder_.path().string())));
}

TEST_F(MakeModel, LeavesOutWhatIsNoDiodeCharacteristicAndSaysWhy) {
  Extraction derating = request_.extractions[0];
  derating.family = "thermal_derating";
  Extraction unread = request_.extractions[0];
  unread.status = Verdict::refused;
  request_.extractions.push_back(derating);
  request_.extractions.push_back(unread);
  const ModelOutcome outcome = make();
  EXPECT_EQ(outcome.verdict, "pass");
  EXPECT_EQ(outcome.figures[2].verdict, "skipped");
  EXPECT_THAT(outcome.figures[2].reason, HasSubstr("no characteristic"));
  EXPECT_EQ(outcome.figures[3].verdict, "skipped");
  EXPECT_THAT(outcome.figures[3].reason, HasSubstr("could not be read"));
}

TEST_F(MakeModel, WithoutAFigureOfTheClassThereIsNoModelButAReport) {
  request_.extractions.resize(1);
  request_.extractions[0].family = "thermal_derating";
  const ModelOutcome outcome = make();
  EXPECT_FALSE(outcome.made);
  EXPECT_EQ(outcome.verdict, "fail");
  EXPECT_EQ(outcome.model_file, "");
  EXPECT_EQ(file("1N4148.lib"), "");
  EXPECT_THAT(file("report.html"), HasSubstr("NO MODEL"));
}

TEST_F(MakeModel, AFigureThatTheModelCannotFollowFails) {
  // A capacitance that rises with reverse voltage is no junction's.
  for (Curve& curve : request_.extractions[1].curves)
    for (auto& point : curve.points) point[1] = 1e-12 + 1e-13 * point[0];
  const ModelOutcome outcome = make();
  EXPECT_EQ(outcome.verdict, "fail");
  EXPECT_EQ(outcome.figures[0].verdict, "pass");
  EXPECT_EQ(outcome.figures[1].verdict, "fail");
  EXPECT_EQ(outcome.figures[1].grade, "C");
  EXPECT_THAT(file("junit.xml"), HasSubstr("<failure"));
}

TEST_F(MakeModel, EscapesWhatADatasheetSays) {
  request_.extractions[0].source.caption = "<script>alert('x')</script>";
  request_.extractions[0].curves[0].label = "a\"><img src=x>";
  make();
  EXPECT_THAT(file("report.html"), Not(HasSubstr("<script>")));
  EXPECT_THAT(file("report.html"), Not(HasSubstr("<img src=x>")));
  EXPECT_THAT(file("junit.xml"), Not(HasSubstr("<script>")));
}

TEST_F(MakeModel, AnUnknownClassListsTheKnownOnes) {
  request_.device = "flux_capacitor";
  const auto outcome = make_model(request_, *simulator_, {});
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::usage);
  EXPECT_THAT(outcome.error().message, HasSubstr("diode"));
}

TEST_F(MakeModel, StopsWhenAskedAndWritesNothing) {
  const auto outcome = make_model(
      request_, *simulator_, [](const std::string&, int, const std::string&) { return false; });
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::cancelled);
  EXPECT_FALSE(std::filesystem::exists(request_.folder));
}

TEST_F(MakeModel, APartNameCannotLeadOutOfTheFolder) {
  request_.part = "../../evil";
  const ModelOutcome outcome = make();
  EXPECT_THAT(outcome.model_file, Not(HasSubstr("/")));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "evil.lib"));
}

TEST_F(MakeModel, HoldsWhatTheUserGives) {
  request_.given["RS"] = 0.7;
  make();
  const auto json = parse_json(file("verification.json"), "verification.json");
  ASSERT_TRUE(json.ok());
  for (const Json& parameter : json->at("parameters")) {
    if (parameter.at("name") != "RS") continue;
    EXPECT_EQ(parameter.at("origin"), "user");
    EXPECT_EQ(parameter.at("value"), 0.7);
  }
}

}  // namespace
}  // namespace curvespice
