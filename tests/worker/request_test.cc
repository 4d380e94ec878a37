#include "worker/request.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace curvespice {
namespace {

Json minimal() {
  return *parse_json(R"({"schema":"curvespice/request/1","kind":"model","device":"diode",
    "part":"BAS16","inputs":[{"path":"/tmp/a.pdf","name":"../../BAS16.pdf"}],
    "parameters":{"page":2,"x":"0:1:lin:V","curves":["c1=25°C"]}})",
                     "test");
}

TEST(JobRequest, RoundTripsThroughJson) {
  const auto request = job_request_from_json(minimal());
  ASSERT_TRUE(request.ok()) << request.error().message;
  const auto again = job_request_from_json(to_json(*request));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(to_json(*again), to_json(*request));
  EXPECT_EQ(again->parameters.page, 2);
  EXPECT_EQ(again->parameters.curves.size(), 1u);
}

TEST(JobRequest, OfAVerifyJobSetsTheModelApart) {
  Json json = minimal();
  json["kind"] = "verify";
  EXPECT_EQ(job_request_from_json(json).error().code, ErrorCode::usage) << "there is no model";
  json["inputs"].push_back({{"path", "/tmp/b"}, {"name", "vendor.lib"}});
  const auto request = job_request_from_json(json);
  ASSERT_TRUE(request.ok()) << request.error().message;
  ASSERT_TRUE(request->model);
  EXPECT_EQ(request->model->name, "vendor.lib");
  EXPECT_EQ(request->inputs.size(), 1u);
  EXPECT_EQ(to_json(*job_request_from_json(to_json(*request))), to_json(*request));
}

TEST(JobRequest, KeepsWhatWasDrawnByHand) {
  Json json = minimal();
  json["parameters"]["box"] = {10, 20, 110, 120};
  json["parameters"]["drawn"] = Json::array({{{"label", "a"}, {"points", {{10, 20}, {30, 40}}}}});
  const auto request = job_request_from_json(json);
  ASSERT_TRUE(request.ok()) << request.error().message;
  const Json again = to_json(*request).at("parameters");
  EXPECT_EQ(again.at("box"), json["parameters"]["box"]);
  EXPECT_EQ(again.at("drawn")[0].at("points"), json["parameters"]["drawn"][0]["points"]);
  json["parameters"]["box"] = "all";
  EXPECT_FALSE(job_request_from_json(json).ok());
}

TEST(JobRequest, KeepsCorrectionsOfSingleFigures) {
  Json json = minimal();
  json["parameters"]["figures"] = Json::array({{{"page", 4}, {"figure", 2}, {"y", "1:10:log:A"}}});
  const auto request = job_request_from_json(json);
  ASSERT_TRUE(request.ok()) << request.error().message;
  EXPECT_EQ(to_json(*request).at("parameters").at("figures"), json["parameters"]["figures"]);
  json["parameters"]["figures"][0].erase("page");
  EXPECT_FALSE(job_request_from_json(json).ok());
}

TEST(JobRequest, KeepsOnlyTheNameOfAnInput) {
  EXPECT_EQ(job_request_from_json(minimal())->inputs[0].name, "BAS16.pdf");
}

TEST(JobRequest, RefusesAnotherSchemaAndKindAndNoInput) {
  for (const auto& [name, value] :
       {std::pair{"schema", Json("curvespice/request/9")}, std::pair{"kind", Json("dance")},
        std::pair{"inputs", Json::array()}, std::pair{"part", Json(".include x")}}) {
    Json json = minimal();
    json[name] = value;
    EXPECT_FALSE(job_request_from_json(json).ok()) << name;
  }
}

TEST(PartName, TakesRealOnesAndRefusesWhatASimulatorOrShellWouldRead) {
  for (const char* good : {"BAS16", "1N4148", "2N3904-H", "LT1013.A", "C3M0016120K"})
    EXPECT_TRUE(check_part_name(good).ok()) << good;
  for (const char* bad : {"", "a b", ".control", "../x", "x;y", "x$y", "naïve", "-x", "a\nb"})
    EXPECT_FALSE(check_part_name(bad).ok()) << bad;
  EXPECT_FALSE(check_part_name(std::string(65, 'x')).ok());
}

}  // namespace
}  // namespace curvespice
