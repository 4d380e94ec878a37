#include "extractor/characteristics/table_check.h"

#include <cmath>

#include <gmock/gmock.h>

namespace curvespice {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A forward characteristic: 0.6 V at 1 mA, 60 mV more a decade.
Extraction forward() {
  Extraction figure;
  figure.x.quantity = "VF", figure.x.unit = "V";
  figure.y.quantity = "IF", figure.y.unit = "A", figure.y.scale = Scale::log10;
  Curve curve;
  curve.id = "c1", curve.label = "25 \u00b0C", curve.conditions = {{"T", 25}};
  for (int i = 0; i <= 4; ++i) curve.points.push_back({0.48 + 0.06 * i, std::pow(10, i - 5)});
  figure.curves = {curve};
  return figure;
}

Characteristic row(const std::string& conditions) {
  Characteristic one;
  one.symbol = "VF", one.name = "forward voltage", one.conditions = conditions, one.unit = "mV";
  one.page = 3;
  return one;
}

TEST(Contradictions, AGraphWithinItsTableSaysNothing) {
  Characteristic typical = row("IF = 1 mA; Tamb = 25 \u00b0C"), limit = row("IF = 10 mA");
  typical.typical = 610;
  limit.maximum = 700;
  EXPECT_THAT(contradictions(forward(), {typical, limit}), IsEmpty());
}

TEST(Contradictions, ALimitThatTheCurveCrossesIsSaid) {
  Characteristic limit = row("IF = 10 mA");
  limit.maximum = 550;
  EXPECT_THAT(contradictions(forward(), {limit}),
              ElementsAre(HasSubstr("page 3 gives VF at most 0.55 V at IF = 10 mA, the curve "
                                    "'25 \u00b0C' shows 0.66 V")));
}

TEST(Contradictions, ATypicalValueFarOffIsSaid) {
  Characteristic typical = row("IF = 1 mA");
  typical.typical = 900;
  EXPECT_THAT(contradictions(forward(), {typical}), ElementsAre(HasSubstr("typically 0.9 V")));
}

TEST(Contradictions, AnotherTemperatureOrConditionIsAnotherMatter) {
  Characteristic hot = row("IF = 1 mA; Tj = 150 \u00b0C"), pulsed = row("IF = 1 mA; VR = 5 V");
  hot.typical = pulsed.typical = 300;
  EXPECT_THAT(contradictions(forward(), {hot, pulsed}), IsEmpty());
}

TEST(Contradictions, UnnamedCurvesAreNotAccused) {
  Extraction figure = forward();
  figure.curves[0].conditions.clear();
  figure.curves.push_back(figure.curves[0]);
  Characteristic typical = row("IF = 1 mA");
  typical.typical = 900;
  EXPECT_THAT(contradictions(figure, {typical}), IsEmpty());
}

TEST(Contradictions, OutsideTheDrawnRangeNothingIsRead) {
  Characteristic far = row("IF = 5 A");
  far.typical = 10;
  EXPECT_THAT(contradictions(forward(), {far}), IsEmpty());
}

}  // namespace
}  // namespace curvespice
