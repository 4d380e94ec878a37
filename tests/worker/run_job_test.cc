#include "worker/run_job.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

// A linear chart of one straight curve, as a plotting program would write it.
std::string straight_line_svg() {
  std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240"
    viewBox="0 0 300 240"><g fill="none" stroke="#000000" stroke-width="1">
    <path d="M50 20 H250 V180 H50 Z"/></g><g stroke="#bbbbbb" stroke-width="0.5">)";
  for (int i = 1; i < 5; ++i) {
    const std::string x = std::to_string(50 + 40 * i), y = std::to_string(20 + 32 * i);
    svg += "<path d='M" + x + " 20 V180'/><path d='M50 " + y + " H250'/>";
  }
  svg +=
      "</g><path d='M50 180 L250 20' fill='none' stroke='#1f77b4' stroke-width='1.5'/>"
      "<g font-family='sans-serif' font-size='9'>";
  for (int i = 0; i <= 5; ++i) {
    const std::string value = std::to_string(i);
    svg += "<text text-anchor='middle' x='" + std::to_string(50 + 40 * i) + "' y='193'>" + value +
           "</text><text text-anchor='end' x='46' y='" + std::to_string(183 - 32 * i) + "'>" +
           value + "</text>";
  }
  return svg +
         "<text text-anchor='middle' x='150' y='208'>Forward voltage, VF (V)</text>"
         "<text text-anchor='middle' transform='translate(28,100) rotate(-90)'>"
         "Forward current, IF (A)</text></g></svg>";
}

class JobFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = TemporaryFolder::create();
    ASSERT_TRUE(made.ok());
    folder_.emplace(std::move(made).value());
  }
  const fs::path& path() const { return folder_->path(); }

  Json run(const std::string& request) {
    EXPECT_TRUE(write_file_atomic(path() / "request.json", request).ok());
    EXPECT_TRUE(run_job_folder(path()).ok());
    const auto text = read_file(path() / "result.json");
    EXPECT_TRUE(text.ok());
    return parse_json(*text, "result.json").value();
  }

 private:
  std::optional<TemporaryFolder> folder_;
};

TEST_F(JobFolder, ATrivialJobCompletes) {
  const Json result = run(R"({"schema":"curvespice/request/1","kind":"trivial"})");
  EXPECT_EQ(result["status"], "completed");
  EXPECT_EQ(result["exit_code"], 0);
}

TEST_F(JobFolder, ABrokenRequestIsAFailedResultThatSaysWhy) {
  const Json result = run("{");
  EXPECT_EQ(result["status"], "failed");
  EXPECT_EQ(result["error"]["code"], "bad_input");
}

TEST_F(JobFolder, AMissingFileIsNamed) {
  const Json result = run(R"({"schema":"curvespice/request/1","kind":"extract",
    "inputs":[{"path":"/nowhere/part.pdf"}]})");
  EXPECT_EQ(result["status"], "failed");
  EXPECT_NE(result["error"]["message"].get<std::string>().find("part.pdf"), std::string::npos);
}

TEST_F(JobFolder, ExtractsAChartWithItsFiles) {
  ASSERT_TRUE(write_file_atomic(path() / "chart.svg", straight_line_svg()).ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"extract","inputs":[{"path":")" +
          (path() / "chart.svg").string() + R"(","name":"line.svg"}]})");
  ASSERT_EQ(result["status"], "completed") << result.dump(1);
  ASSERT_EQ(result["figures"].size(), 1u);
  EXPECT_EQ(result["figures"][0]["curves"], 1);
  EXPECT_EQ(result["figures"][0]["family"], "diode_forward");
  for (const char* name : {"line-p1-f1.json", "line-p1-f1.csv"})
    EXPECT_TRUE(fs::exists(path() / "artifacts" / name)) << name;
}

TEST_F(JobFolder, WritesTheDatasheetsTableAndWhatItSaysAgainstACurve) {
  std::string svg = straight_line_svg();
  svg.replace(svg.find("height=\"240\""), 12, "height=\"300\"");
  svg.replace(svg.find("0 0 300 240"), 11, "0 0 300 300");
  const auto word = [&](int x, int y, const std::string& text) {
    svg.insert(svg.rfind("</svg>"), "<text font-size='8' x='" + std::to_string(x) + "' y='" +
                                        std::to_string(y) + "'>" + text + "</text>");
  };
  word(5, 262, "Symbol"), word(45, 262, "Parameter"), word(130, 262, "Conditions");
  word(190, 262, "Typ"), word(220, 262, "Max"), word(255, 262, "Unit");
  word(5, 274, "VF"), word(45, 274, "forward voltage"), word(130, 274, "IF = 4 A");
  word(190, 274, "2.5"), word(255, 274, "V");  // drawn is 4 V
  ASSERT_TRUE(write_file_atomic(path() / "chart.svg", svg).ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"extract","inputs":[{"path":")" +
          (path() / "chart.svg").string() + "\"}]}");
  const auto table = read_file(path() / "artifacts" / "parameters.csv");
  ASSERT_TRUE(table.ok()) << result.dump();
  EXPECT_EQ(*table,
            "symbol,name,conditions,min,typ,max,unit,page\n"
            "VF,forward voltage,IF = 4 A,,2.5,,V,1\n");
  ASSERT_EQ(result["figures"].size(), 1u);
  const Json& said = result["figures"][0]["contradictions"];
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].get<std::string>().find("typically 2.5 V"), std::string::npos);
}

TEST_F(JobFolder, WhatAnEarlierAttemptLeftIsGone) {
  fs::create_directories(path() / "artifacts");
  ASSERT_TRUE(write_file_atomic(path() / "artifacts" / "old.csv", "old").ok());
  run(R"({"schema":"curvespice/request/1","kind":"trivial"})");
  EXPECT_FALSE(fs::exists(path() / "artifacts" / "old.csv"));
}

TEST_F(JobFolder, ACancelledJobSaysSo) {
  ASSERT_TRUE(write_file_atomic(path() / "chart.svg", straight_line_svg()).ok());
  ASSERT_TRUE(write_file_atomic(path() / "cancel", "").ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"extract","inputs":[{"path":")" +
          (path() / "chart.svg").string() + R"("}]})");
  EXPECT_EQ(result["status"], "cancelled");
}

TEST_F(JobFolder, AFileIsCalledByItsNameAndNotByWhereItIsKept) {
  const std::string kept = std::string(64, 'd');
  ASSERT_TRUE(write_file_atomic(path() / kept, "no datasheet").ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"extract","inputs":[{"path":")" +
          (path() / kept).string() + R"(","name":"BAS16.pdf"}]})");
  const std::string message = result["error"]["message"];
  EXPECT_NE(message.find("BAS16.pdf"), std::string::npos) << message;
  EXPECT_EQ(message.find(kept), std::string::npos) << message;
}

TEST_F(JobFolder, ALibraryIsWrittenForEverySimulator) {
  for (const char* part : {"B", "A"})
    ASSERT_TRUE(
        write_file_atomic(path() / part, ".model " + std::string(part) + " D(IS=1n)\n").ok());
  const Json result = run(
      R"({"schema":"curvespice/request/1","kind":"library","part":"diodes","inputs":[{"path":")" +
      (path() / "B").string() + R"(","name":"B.lib"},{"path":")" + (path() / "A").string() +
      R"(","name":"A.lib"}]})");
  ASSERT_EQ(result["status"], "completed") << result.dump(1);
  for (const char* dialect : {"ngspice", "ltspice", "pspice", "qspice", "xyce", "kicad"}) {
    const auto text = read_file(path() / "artifacts" / ("diodes-" + std::string(dialect) + ".lib"));
    ASSERT_TRUE(text.ok()) << dialect;
    EXPECT_LT(text->find(".model A"), text->find(".model B")) << dialect;
  }
}

TEST_F(JobFolder, ALibraryOfNoModelIsRefused) {
  ASSERT_TRUE(write_file_atomic(path() / "x.lib", "nothing").ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"library","inputs":[{"path":")" +
          (path() / "x.lib").string() + R"(","name":"x.lib"}]})");
  EXPECT_EQ(result["error"]["code"], "bad_input");
}

TEST_F(JobFolder, AVerifyJobNeedsAModelAndADatasheet) {
  ASSERT_TRUE(write_file_atomic(path() / "chart.svg", straight_line_svg()).ok());
  const Json result = run(
      R"({"schema":"curvespice/request/1","kind":"verify","device":"diode","inputs":[{"path":")" +
      (path() / "chart.svg").string() + R"(","name":"line.svg"}]})");
  EXPECT_EQ(result["error"]["code"], "usage");
}

TEST(RunJobInto, LeavesNothingBehindWhenItFails) {
  auto folder = TemporaryFolder::create();
  JobRequest request;
  request.inputs = {{"/nowhere/part.pdf", "part.pdf"}};
  SilentProgress progress;
  EXPECT_FALSE(run_job_into(request, folder->path(), progress).ok());
  EXPECT_TRUE(fs::is_empty(folder->path()));
}

TEST(FolderProgress, WritesAtMostTenTimesASecondAndNeverFalls) {
  auto folder = TemporaryFolder::create();
  FolderProgress progress(folder->path());
  progress.report(50, "page", "a");
  progress.report(60, "page", "b");
  const auto json = parse_json(*read_file(folder->path() / "progress.json"), "progress.json");
  EXPECT_EQ((*json)["percent"], 50.0);
  EXPECT_EQ((*json)["detail"], "a");
}

TEST_F(JobFolder, ACorrectedFigureTakesThePlaceOfWhatWasRead) {
  ASSERT_TRUE(write_file_atomic(path() / "chart.svg", straight_line_svg()).ok());
  const Json result =
      run(R"({"schema":"curvespice/request/1","kind":"extract","inputs":[{"path":")" +
          (path() / "chart.svg").string() +
          R"("}],"parameters":{"figures":[{"page":1,"figure":1,"y":"0:50:lin:A"}]}})");
  EXPECT_EQ(result["status"], "completed");
  ASSERT_EQ(result["figures"].size(), 1U);
  const auto text = read_file(path() / "artifacts" / result["figures"][0]["json"]);
  const Json figure = parse_json(*text, "figure").value();
  EXPECT_EQ(figure["axes"]["y"]["hi"], 50);
  EXPECT_EQ(figure["axes"]["x"]["hi"], 5);
  EXPECT_EQ(figure["hints"][0], "y 0:50:lin:A");
}

}  // namespace
}  // namespace curvespice
