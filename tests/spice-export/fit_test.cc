#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spice-export/fit/least_squares.h"
#include "spice-export/fit/model_fit.h"
#include "spice-export/fit/resample.h"
#include "spice-export/fit/start_rules.h"
#include "spice-export/simulate/ngspice_simulator.h"
#include "tests/spice-export/sample_figures.h"

namespace curvespice {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(LeastSquares, FindsTheValleyOfRosenbrock) {
  const ResidualFunction rosenbrock = [](const Eigen::VectorXd& q, std::optional<int>,
                                         const Eigen::VectorXd&) -> std::optional<Eigen::VectorXd> {
    return Eigen::Vector2d(10 * (q[1] - q[0] * q[0]), 1 - q[0]);
  };
  LeastSquaresOptions options;
  options.iterations = 200;
  options.step = 1e-7;
  const auto found = least_squares(rosenbrock, Eigen::Vector2d(-1.2, 1), Eigen::Vector2d(-5, -5),
                                   Eigen::Vector2d(5, 5), options);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->q[0], 1, 1e-4);
  EXPECT_NEAR(found->q[1], 1, 1e-4);
}

TEST(LeastSquares, StopsAtABound) {
  const ResidualFunction line = [](const Eigen::VectorXd& q, std::optional<int>,
                                   const Eigen::VectorXd&) -> std::optional<Eigen::VectorXd> {
    return Eigen::Vector2d(q[0] - 3, q[1] + 2 + 0.5 * q[0]);
  };
  const auto found =
      least_squares(line, Eigen::Vector2d(0.5, 0.5), Eigen::Vector2d(0, 0), Eigen::Vector2d(1, 1));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->q[0], 1, 1e-9);
  EXPECT_NEAR(found->q[1], 0, 1e-9);
}

TEST(LeastSquares, AnOutlierWeighsLessUnderHuber) {
  const ResidualFunction mean = [](const Eigen::VectorXd& q, std::optional<int>,
                                   const Eigen::VectorXd&) -> std::optional<Eigen::VectorXd> {
    Eigen::VectorXd residuals(10);
    for (int i = 0; i < 10; ++i) residuals[i] = q[0] - (i == 0 ? 1000 : 1);
    return residuals;
  };
  LeastSquaresOptions options;
  options.huber = 1;
  const auto found =
      least_squares(mean, Eigen::VectorXd::Zero(1), Eigen::VectorXd::Constant(1, -1e6),
                    Eigen::VectorXd::Constant(1, 1e6), options);
  ASSERT_TRUE(found);
  EXPECT_LT(found->q[0], 1.5);
}

TEST(LeastSquares, GivesTheBestSoFarWhenItIsStopped) {
  int evaluations = 0;
  const ResidualFunction slow = [&](const Eigen::VectorXd& q, std::optional<int>,
                                    const Eigen::VectorXd&) -> std::optional<Eigen::VectorXd> {
    ++evaluations;
    return Eigen::Vector2d(10 * (q[1] - q[0] * q[0]), 1 - q[0]);
  };
  LeastSquaresOptions options;
  options.iterations = 1000;
  options.stop = [&] { return evaluations > 20; };
  const auto found = least_squares(slow, Eigen::Vector2d(-1.2, 1), Eigen::Vector2d(-5, -5),
                                   Eigen::Vector2d(5, 5), options);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->stopped);
  EXPECT_FALSE(found->converged);
  EXPECT_LT(evaluations, 30);
  EXPECT_LT(found->cost, 0.5 * (0.44 * 0.44 * 100 + 2.2 * 2.2));
}

TEST(Resample, SpreadsPointsAlongACurveWithAVerticalPart) {
  const auto points = resample({{0, 0}, {0.5, 0}, {0.5, 1}}, 4);
  ASSERT_EQ(points.size(), 4U);
  EXPECT_NEAR(points[1].at.x, 0.5, 1e-12);
  EXPECT_NEAR(points[2].at.y, 0.5, 1e-12);
  EXPECT_NEAR(points[2].direction.y, 1, 1e-9);
  EXPECT_TRUE(resample({{0.5, 0.5}, {0.5, 0.5}}, 4).empty());
}

class DiodeFit : public testing::Test {
 protected:
  DiodeFit() : device_(shipped_class("diode")), simulator_(make_ngspice_simulator()) {}

  FittedModel fit(const std::vector<Extraction>& figures) {
    dataset_ = make_dataset(device_, figures, 40);
    auto model = fit_model(device_, dataset_, *simulator_);
    EXPECT_TRUE(model.ok()) << (model.ok() ? "" : model.error().message);
    return model.ok() ? *model : FittedModel{};
  }

  static const FittedParameter& parameter(const FittedModel& model, const std::string& name) {
    for (const FittedParameter& p : model.parameters)
      if (p.name == name) return p;
    throw std::out_of_range(name);
  }

  DeviceClass device_;
  std::unique_ptr<Simulator> simulator_;
  Dataset dataset_;
};

TEST_F(DiodeFit, RecoversTheParametersThatDrewTheFigures) {
  const FittedModel model = fit({forward_figure(*simulator_, sample_diode(), {-40, 25, 125}),
                                 capacitance_figure(*simulator_, sample_diode())});
  const ParameterValues values = model.values();
  EXPECT_NEAR(std::log(values.at("IS") / 4e-9), 0, 0.1);
  EXPECT_NEAR(values.at("N"), 1.8, 0.02);
  EXPECT_NEAR(values.at("RS"), 0.6, 0.01);
  EXPECT_NEAR(values.at("EG"), 1.2, 0.01);
  EXPECT_NEAR(values.at("CJO"), 4e-12, 4e-14);
  EXPECT_NEAR(values.at("VJ"), 0.6, 0.03);
}

TEST_F(DiodeFit, IntervalsHoldTheTruth) {
  const FittedModel model = fit({forward_figure(*simulator_, sample_diode(), {25})});
  for (const auto& [name, truth] : {std::pair{"N", 1.8}, {"RS", 0.6}, {"IS", 4e-9}}) {
    const FittedParameter& p = parameter(model, name);
    EXPECT_EQ(p.origin, Origin::figure);
    EXPECT_LE(p.low, truth) << name;
    EXPECT_GE(p.high, truth) << name;
  }
}

TEST_F(DiodeFit, WhatNoFigureDeterminesStaysAtItsDefaultAndSaysSo) {
  const FittedModel model = fit({forward_figure(*simulator_, sample_diode(), {25})});
  for (const char* name : {"EG", "CJO", "TRS1"}) {
    EXPECT_EQ(parameter(model, name).origin, Origin::otherwise) << name;
    EXPECT_FALSE(parameter(model, name).note.empty()) << name;
  }
}

TEST_F(DiodeFit, NamesTheCurveThatContradictsTheOthers) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {-40, 0, 25, 125});
  // Somebody exchanged a label: the coldest curve says 125 degC.
  figure.curves[0].conditions["T"] = 150;
  figure.curves[0].label = "150 °C";
  const FittedModel model = fit({figure});
  EXPECT_TRUE(dataset_.curves[0].contradicts);
  ASSERT_FALSE(model.notes.empty());
  EXPECT_THAT(model.notes[0], HasSubstr("150 °C"));
}

TEST_F(DiodeFit, ACurveWithoutTemperatureCountsOnlyWhenItIsTheOnlyOne) {
  Extraction single = forward_figure(*simulator_, sample_diode(), {25});
  single.curves[0].conditions.clear();
  Dataset one = make_dataset(device_, {single}, 40);
  ASSERT_EQ(one.curves.size(), 1U);
  EXPECT_THAT(one.figures[0].notes[0], HasSubstr("25 °C is assumed"));
  Extraction several = forward_figure(*simulator_, sample_diode(), {25, 125});
  several.curves[0].conditions.clear();
  const Dataset two = make_dataset(device_, {several}, 40);
  ASSERT_EQ(two.curves.size(), 1U);
  EXPECT_EQ(two.curves[0].temperature, 125);
  EXPECT_THAT(two.figures[0].notes[0], HasSubstr("temperature is not known"));
}

TEST_F(DiodeFit, AxesMayBeExchanged) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {25});
  std::swap(figure.x, figure.y);
  for (auto& point : figure.curves[0].points) std::swap(point[0], point[1]);
  const FittedModel model = fit({figure});
  EXPECT_NEAR(model.values().at("N"), 1.8, 0.02);
}

TEST_F(DiodeFit, AFigureInTheWrongUnitIsLeftOut) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {25});
  figure.y.unit = "W";
  const Dataset dataset = make_dataset(device_, {figure}, 40);
  EXPECT_FALSE(dataset.figures[0].used);
  EXPECT_THAT(dataset.figures[0].reason, HasSubstr("'W'"));
}

TEST_F(DiodeFit, ADatasheetOfSeveralPartsGivesTheOneThatIsNamed) {
  Extraction first = forward_figure(*simulator_, sample_diode(), {25}), second = first;
  first.source.caption = "BAV99A: Forward current";
  second.source.caption = "BAV99B: Forward current";
  const Dataset named = make_dataset(device_, {first, second}, 40, "BAV99B");
  EXPECT_FALSE(named.figures[0].used);
  EXPECT_TRUE(named.figures[1].used);
  EXPECT_THAT(named.figures[0].reason, HasSubstr("it is of BAV99A"));
  EXPECT_TRUE(make_dataset(device_, {first, second}, 40, "other").figures[0].used);
  EXPECT_TRUE(make_dataset(device_, {first, first}, 40, "BAV99B").figures[1].used);
}

TEST_F(DiodeFit, TwoPointsAreNoCurve) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {25});
  figure.curves[0].points = {{0.5, 1e-3}, {0.5, 1e-3}};
  EXPECT_FALSE(make_dataset(device_, {figure}, 40).figures[0].used);
}

TEST_F(DiodeFit, AMaximumCurveIsNotTheTypicalPart) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {25, 26});
  figure.curves[0].label = "typ.";
  figure.curves[1].label = "max.";
  const Dataset dataset = make_dataset(device_, {figure}, 40);
  ASSERT_EQ(dataset.curves.size(), 1U);
  EXPECT_EQ(dataset.curves[0].label, "typ.");
}

// Whatever is more likely wrong than right must not make a model, however well it can be fitted.
TEST_F(DiodeFit, AFigureThatIsReadUnsurelyIsLeftOutWithItsReason) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {150, 25});
  figure.status = Verdict::review;
  figure.confidence = 0.3;
  figure.reasons = {"a hot diode conducts at a lower voltage, but the labels say otherwise"};
  const Dataset dataset = make_dataset(device_, {figure}, 40);
  EXPECT_FALSE(dataset.figures[0].used);
  EXPECT_THAT(dataset.figures[0].reason, HasSubstr("labels say otherwise"));
  figure.confidence = 0.8;
  EXPECT_TRUE(make_dataset(device_, {figure}, 40).figures[0].used);
  figure.confidence = 0.3;
  figure.hints = {"--curve '#000000=25 °C'"};
  EXPECT_TRUE(make_dataset(device_, {figure}, 40).figures[0].used);
}

// "Maximum values" below the figure, one curve "(typical values)": they are not of one part.
TEST_F(DiodeFit, ATypicalCurveAmongMaximaIsLeftOut) {
  Extraction figure = forward_figure(*simulator_, sample_diode(), {150, 125, 25});
  figure.source.caption = "Forward voltage drop versus forward current (maximum values)";
  figure.curves[0].label += " (typical values)";
  const Dataset dataset = make_dataset(device_, {figure}, 40);
  ASSERT_EQ(dataset.curves.size(), 2U);
  EXPECT_EQ(dataset.curves[0].temperature, 125);
  EXPECT_THAT(dataset.figures[0].notes, Contains(HasSubstr("draws limits")));
  figure.curves[2].label += " (typ.)";  // now the typical part is known at 25 degC
  EXPECT_EQ(make_dataset(device_, {figure}, 40).curves.size(), 2U);
}

// What leaks is what the reverse figure draws, however much the forward figure's IS is.
TEST_F(DiodeFit, TheSaturationCurrentAddsNothingToTheLeakage) {
  const auto leakage_at = [&](double saturation) {
    const ParameterValues values = parameters_of(
        device_, {{"IS", saturation}, {"N", 1.1}, {"EG", 0.6}, {"LI", 1e-6}, {"LE", 0.7}});
    const Extraction figure = sample_figure(
        *simulator_, device_, values, "diode_reverse", axis("V", Scale::linear, 0, 30),
        axis("A", Scale::log10, 1e-8, 1e-1), {{"100 C", {{"T", 100}}, linear_values(1, 30, 5)}});
    return figure.curves[0].points[2][1];
  };
  EXPECT_NEAR(leakage_at(1e-4) / leakage_at(1e-12), 1, 0.01);
}

TEST_F(DiodeFit, AHeldParameterHasTheValueThatIsSaid) {
  const FittedModel model = fit({forward_figure(*simulator_, sample_diode(), {25, 75, 125}),
                                 capacitance_figure(*simulator_, sample_diode())});
  for (const FittedParameter& p : model.parameters)
    if (p.origin == Origin::otherwise) {
      EXPECT_EQ(p.value, device_.parameter(p.name)->otherwise) << p.name;
    }
}

TEST_F(DiodeFit, AFigureThatCannotBeRepeatedCostsOnlyItself) {
  Extraction hopeless = forward_figure(*simulator_, sample_diode(), {25});
  hopeless.family = "diode_capacitance";
  hopeless.y = axis("F", Scale::linear, 0, 1);
  hopeless.x = axis("V", Scale::linear, -1e30, 1e30);
  hopeless.curves[0].points = {{-9e29, 0.5}, {0, 0.5}, {9e29, 0.4}};
  const FittedModel model = fit({forward_figure(*simulator_, sample_diode(), {25}), hopeless});
  EXPECT_NEAR(model.values().at("N"), 1.8, 0.02);
}

TEST_F(DiodeFit, IsTheSameEveryTime) {
  const std::vector<Extraction> figures = {forward_figure(*simulator_, sample_diode(), {25, 125})};
  const ParameterValues first = fit(figures).values();
  simulator_ = make_ngspice_simulator();
  EXPECT_EQ(fit(figures).values(), first);
}

TEST_F(DiodeFit, AStageThatTakesTooLongIsStoppedAndSaysSo) {
  dataset_ = make_dataset(device_, {forward_figure(*simulator_, sample_diode(), {25, 125})}, 40);
  double now = 0;
  FitOptions options;
  options.seconds_now = [&] { return now += 0.8; };
  const auto model = fit_model(device_, dataset_, *simulator_, options);
  ASSERT_TRUE(model.ok()) << model.error().message;
  EXPECT_THAT(model->notes, testing::Contains(HasSubstr("was stopped after 8 s")));
}

// Two unnamed transfer curves are two temperatures, whatever VDS the figure states.
TEST(MosfetFit, ACommonConditionDoesNotTellCurvesApart) {
  const auto simulator = make_ngspice_simulator();
  const DeviceClass device = shipped_class("mosfet");
  Extraction figure =
      sample_figure(*simulator, device, parameters_of(device, {}), "mosfet_transfer",
                    axis("V", Scale::linear, 0, 6), axis("A", Scale::linear, 0, 40),
                    {{"", {{"T", 25}, {"VDS", 10}}, linear_values(2, 6, 30)},
                     {"", {{"T", 125}, {"VDS", 10}}, linear_values(2, 6, 30)}});
  for (Curve& curve : figure.curves) curve.conditions.clear();
  figure.conditions["VDS"] = 10;
  const Dataset dataset = make_dataset(device, {figure}, 40);
  EXPECT_TRUE(dataset.curves.empty());
  EXPECT_THAT(dataset.figures[0].reason, HasSubstr("temperature is not known"));
}

// What another figure already determined must not follow the figure of a later stage: a body diode
// without a channel once took the channel's resistance with it.
TEST(MosfetFit, TheBodyDiodeLeavesTheChannelAlone) {
  const auto simulator = make_ngspice_simulator();
  const DeviceClass device = shipped_class("mosfet");
  const ParameterValues truth = parameters_of(
      device, {{"VTO", 2}, {"KP", 40}, {"RD", 0.01}, {"RS", 0.004}, {"IS", 1e-11}, {"RB", 0.01}});
  std::vector<SampleCurve> output;
  for (const double vgs : {2.5, 3.0, 4.0, 6.0})
    output.push_back({std::to_string(vgs), {{"VGS", vgs}}, linear_values(0.05, 5, 60)});
  const Extraction out_figure =
      sample_figure(*simulator, device, truth, "mosfet_output", axis("V", Scale::linear, 0, 5),
                    axis("A", Scale::linear, 0, 120), output);
  const Extraction diode_figure =
      sample_figure(*simulator, device, truth, "body_diode", axis("V", Scale::linear, 0, 1.4),
                    axis("A", Scale::log10, 0.1, 20),
                    {{"25 °C", {{"T", 25}}, log_values(0.1, 20, 60)},
                     {"150 °C", {{"T", 150}}, log_values(0.1, 20, 60)}});
  Dataset dataset = make_dataset(device, {out_figure, diode_figure}, 40);
  const auto model = fit_model(device, dataset, *simulator);
  ASSERT_TRUE(model.ok()) << model.error().message;
  for (const double error : model->curve_rms) EXPECT_LT(error, 0.005);
}

TEST_F(DiodeFit, WithoutASimulatorItSaysWhatIsMissing) {
  const std::vector<Extraction> figures = {forward_figure(*simulator_, sample_diode(), {25})};
  NgspiceOptions options;
  options.command = {"no-such-program-here"};
  const auto broken = make_ngspice_simulator(options);
  Dataset dataset = make_dataset(device_, figures, 40);
  const auto model = fit_model(device_, dataset, *broken);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().code, ErrorCode::missing_program);
}

TEST(StartRules, ReadValuesOffACurve) {
  const auto simulator = make_ngspice_simulator();
  const DeviceClass device = shipped_class("diode");
  const Dataset dataset =
      make_dataset(device, {capacitance_figure(*simulator, sample_diode())}, 40);
  const auto pick = [&](const char* how, double at = 0) {
    return *pick_value({"diode_capacitance", "", how, at, 1}, dataset);
  };
  EXPECT_GT(pick("y_max"), pick("y_min"));
  EXPECT_NEAR(pick("x_min"), 0.1, 1e-3);
  EXPECT_NEAR(pick("x_max"), 30, 1e-3);
  EXPECT_EQ(pick("y_first"), pick("y_max"));
  EXPECT_EQ(pick("y_at", 30), pick("y_last"));
  EXPECT_FALSE(pick_value({"no_such_family", "", "y_max", 0, 1}, dataset));
}

}  // namespace
}  // namespace curvespice
