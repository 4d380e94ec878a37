#include "extractor/extraction.h"

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/json.h"
#include "extractor/read_csv.h"

namespace curvespice {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Extraction diode_figure() {
  Extraction e;
  e.engine = "0.1.0";
  e.source = {"BAS16.pdf",
              "ab",
              4,
              "3",
              "Forward current, typical",
              {10, 20, 110, 120},
              "f.png",
              "f-clean.png",
              {0, 10, 120, 140}};
  e.title = "Forward";
  e.family = "diode_forward";
  e.device = "diode";
  e.x = {"Forward Voltage", "VF", "V", Scale::linear, 0, 1, {{10, 0, "0"}, {110, 1, "1"}}, 1e-4};
  e.y = {"Forward Current", "IF", "A", Scale::log10, 1e-3, 1, {{20, 1, "1000"}}, 2e-4};
  Curve curve;
  curve.id = "c1";
  curve.label = "25 °C, \"typ\"";
  curve.conditions = {{"T", 25}};
  curve.style = {"#d62728", {3, 1}, 0.7};
  curve.points = {{0.2, 1e-3}, {0.6, 0.1}, {0.8, 1}};
  curve.uncertainty = {0.001, 0.001};
  curve.shared = {{0, 1}};
  curve.confidence = 0.9;
  e.curves = {curve};
  e.conditions = {{"f", 1e6}};
  e.confidence = 0.8;
  e.status = Verdict::review;
  e.reasons = {"one label is not known"};
  e.artifact_name = "BAS16-p4-f1";
  return e;
}

TEST(ExtractionJson, SurvivesTheRoundTrip) {
  const Extraction before = diode_figure();
  const auto after = extraction_from_json(to_json(before));
  ASSERT_TRUE(after.ok()) << after.error().message;
  EXPECT_EQ(pretty_json(to_json(*after)), pretty_json(to_json(before)));
  EXPECT_EQ(after->curves[0].points, before.curves[0].points);
  EXPECT_EQ(after->y.scale, Scale::log10);
  EXPECT_EQ(after->status, Verdict::review);
  EXPECT_EQ(after->curves[0].shared, before.curves[0].shared);
  EXPECT_EQ(after->source.crop, before.source.crop);
}

// The schema in config/ and what is written name the same members, both ways.
TEST(ExtractionJson, AgreesWithItsSchema) {
  const auto text =
      read_file(std::string(CURVESPICE_SOURCE_FOLDER) + "/config/schema/extraction.schema.json");
  ASSERT_TRUE(text.ok()) << text.error().message;
  const auto schema = parse_json(*text, "schema");
  ASSERT_TRUE(schema.ok()) << schema.error().message;
  Extraction e = diode_figure();
  e.y2 = e.y;
  const Json json = to_json(e);
  const auto same_members = [](const Json& described, const Json& written) {
    for (const auto& [name, member] : written.items())
      EXPECT_TRUE(described.at("properties").contains(name)) << name;
    for (const auto& [name, member] : described.at("properties").items())
      EXPECT_TRUE(written.contains(name)) << name;
  };
  same_members(*schema, json);
  same_members(schema->at("properties").at("source"), json.at("source"));
  same_members(schema->at("properties").at("axes"), json.at("axes"));
  same_members(schema->at("$defs").at("axis"), json.at("axes").at("x"));
  same_members(schema->at("$defs").at("curve"), json.at("curves").at(0));
}

TEST(ExtractionJson, RefusesAnotherVersion) {
  Json json = to_json(diode_figure());
  json["schema"] = "curvespice/extraction/99";
  const auto read = extraction_from_json(json);
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, HasSubstr("extraction/99"));
}

TEST(ExtractionJson, RefusesAMemberOfAnotherType) {
  Json json = to_json(diode_figure());
  json["curves"][0]["points"][1] = "not a pair";
  EXPECT_FALSE(extraction_from_json(json).ok());
}

TEST(ExtractionJson, AnAxisThatWasNotReadHasNoEnds) {
  Extraction e = diode_figure();
  e.y = Axis{};
  const Json json = to_json(e);
  EXPECT_TRUE(json["axes"]["y"]["lo"].is_null());
  EXPECT_TRUE(json["axes"]["x"]["hi"].is_number());
}

TEST(ExtractionCsv, TidyQuotesLabelsAndGivesErrorsInUnits) {
  const std::string csv = to_tidy_csv(diode_figure());
  EXPECT_THAT(csv, HasSubstr("curve,label,x,y,x_error,y_error\n"));
  // 0.1 % of three decades at 0.1 A is 0.1 (10^0.003 - 1) A.
  EXPECT_THAT(csv, HasSubstr("c1,\"25 °C, \"\"typ\"\"\",0.6,0.1,0.001,0.0006931669\n"));
  EXPECT_THAT(csv, HasSubstr("# conditions: f = 1000000\n"));
}

TEST(ExtractionCsv, WideInterpolatesAlongTheLogAxis) {
  const std::string csv = to_wide_csv(diode_figure(), 4);
  EXPECT_THAT(csv, HasSubstr("\n0.4,0.01\n"));  // halfway between 1e-3 and 1e-1 in decades
}

TEST(ExtractionCsv, WideLeavesOutALoop) {
  Extraction e = diode_figure();
  e.curves[0].points = {{0.2, 1e-3}, {0.6, 0.1}, {0.4, 0.5}};
  const std::string csv = to_wide_csv(e, 3);
  EXPECT_THAT(csv, HasSubstr("left out, not a function of x: c1"));
  EXPECT_THAT(csv, Not(HasSubstr("\n0.4,")));
}

TEST(ExtractionCsv, ALineBreakInACaptionStaysInItsComment) {
  Extraction e = diode_figure();
  e.source.caption = "a\nb,1,2";
  EXPECT_THAT(to_tidy_csv(e), HasSubstr("a b,1,2\n# family"));
}

TEST(ExtractionCsv, TidyIsReadBack) {
  const Extraction e = diode_figure();
  const auto read = extraction_from_csv(to_tidy_csv(e), "folder/measured.csv");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->family, e.family);
  EXPECT_EQ(read->artifact_name, "measured");
  EXPECT_EQ(read->y.scale, e.y.scale);
  EXPECT_EQ(read->conditions, e.conditions);
  ASSERT_EQ(read->curves.size(), e.curves.size());
  EXPECT_EQ(read->curves[0].label, e.curves[0].label);
  EXPECT_EQ(read->curves[0].conditions, e.curves[0].conditions);
  EXPECT_EQ(read->curves[0].points, e.curves[0].points);
}

constexpr const char* kMeasured =
    "# family: diode_forward\n# x: VF [V]\n# y: IF [A]\n# conditions: T = 25\n"
    "x,y\n0.3,1e-6\n0.5,1e-4\n0.7,1e-2\n";

TEST(ExtractionCsv, MeasuredCurvesGetTheirAxesFromTheData) {
  const auto read = extraction_from_csv(kMeasured, "m.csv");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->y.scale, Scale::log10);
  EXPECT_EQ(read->x.scale, Scale::linear);
  EXPECT_EQ(read->y.lo, 1e-6);
  EXPECT_EQ(read->x.hi, 0.7);
  EXPECT_EQ(read->conditions.at("T"), 25);
}

TEST(ExtractionCsv, WhatIsWrongWithMeasuredCurvesIsSaidWithItsLine) {
  const auto complaint = [](std::string text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
    const auto read = extraction_from_csv(text, "m.csv");
    return read.ok() ? "" : read.error().message;
  };
  EXPECT_THAT(complaint(kMeasured, "[A]", "[mA]"), HasSubstr("line 3: the unit 'mA' is not SI"));
  EXPECT_THAT(complaint(kMeasured, "0.5,1e-4", "0.5,nan"), HasSubstr("line 7: 'nan' is no finite"));
  EXPECT_THAT(complaint(kMeasured, "x,y", "x,z"), HasSubstr("the column 'z'"));
  EXPECT_THAT(complaint(kMeasured, "0.7,1e-2\n", ""), HasSubstr("2 points"));
  EXPECT_THAT(complaint(kMeasured, "# family: diode_forward\n", ""), HasSubstr("# family"));
  EXPECT_THAT(complaint(kMeasured, "0.7,1e-2", "0.7"), HasSubstr("it has 1 cells"));
}

}  // namespace
}  // namespace curvespice
