// The rules of docs/contributing.md that a machine can check, over the whole tree.
#include <set>

#include <gmock/gmock.h>

#include "tests/architecture/source_tree.h"

namespace curvespice::architecture {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<std::string> kProduct = {"base",   "extractor", "spice-export",
                                           "worker", "queue",     "plugin"};

std::vector<SourceFile> files_of(const std::vector<std::string>& folders) {
  std::vector<SourceFile> all;
  for (const std::string& folder : folders)
    for (SourceFile& file : files_below(CURVESPICE_SOURCE_FOLDER, folder))
      all.push_back(std::move(file));
  return all;
}

TEST(Flow, EveryIncludeOfTheProductGoesUpstream) {
  const std::vector<SourceFile> files = files_of(kProduct);
  ASSERT_GT(files.size(), 10u);
  for (const SourceFile& file : files) EXPECT_THAT(wrong_includes(file), IsEmpty());
}

TEST(Flow, AnIncludeOfSomethingDownstreamIsFound) {
  const SourceFile file{"extractor/figure/frame.cc",
                        {"#include \"base/result.h\"", "  #include \"extractor/axes/tick.h\""}};
  ASSERT_THAT(wrong_includes(file), SizeIs(1));
  EXPECT_THAT(wrong_includes(file)[0], HasSubstr("not upstream"));
}

TEST(Flow, TheQueueMayNotKnowFiguresOrModels) {
  const SourceFile file{"queue/runner/local.cc", {"#include \"extractor/extraction.h\""}};
  ASSERT_THAT(wrong_includes(file), SizeIs(1));
  EXPECT_THAT(wrong_includes(file)[0], HasSubstr("only base"));
}

TEST(Flow, TheStagesOfTheExtractorMayUseItsVocabularyButNotItsAssembly) {
  EXPECT_THAT(wrong_includes({"extractor/axes/a.cc", {"#include \"extractor/extraction.h\""}}),
              IsEmpty());
  EXPECT_THAT(wrong_includes({"extractor/axes/a.cc", {"#include \"extractor/extract.h\""}}),
              SizeIs(1));
}

TEST(Flow, AnIncludeByARelativeNameIsFound) {
  EXPECT_THAT(wrong_includes({"base/file.cc", {"#include \"file.h\""}}), SizeIs(1));
}

TEST(Files, NoneIsLongerThanSixHundredLines) {
  std::vector<std::string> folders = kProduct;
  folders.insert(folders.end(), {"tests", "example", "cmake"});
  for (const SourceFile& file : files_of(folders)) {
    if (!file.is_code()) continue;
    EXPECT_LE(file.lines.size(), 600u) << file.path;
  }
}

TEST(Files, EveryHeaderOpensWithACommentAndIsIncludedOnce) {
  for (const SourceFile& file : files_of(kProduct)) {
    if (!file.path.ends_with(".h") || file.lines.empty()) continue;
    EXPECT_TRUE(file.lines.front().starts_with("//") || file.lines.front().starts_with("/*"))
        << file.path << " does not say what it is";
    const std::set<std::string> lines(file.lines.begin(), file.lines.end());
    // The C interface is included by hosts' own code, which may prefer a guard.
    EXPECT_TRUE(lines.contains("#pragma once") || file.path.starts_with("plugin/include/"))
        << file.path;
  }
}

// A path of the machine that a file was written on works nowhere else.
TEST(Files, NoneNamesAPlaceOfSomeonesMachine) {
  const std::vector<std::string> places = {std::string("/wo") + "rk/", std::string("/ho") + "me/",
                                           std::string("/ro") + "ot/",
                                           std::string("../sha") + "red"};
  std::vector<std::string> folders = kProduct;
  folders.insert(folders.end(), {"config", "example", "cmake"});
  for (const SourceFile& file : files_of(folders))
    for (const std::string& line : file.lines)
      for (const std::string& place : places)
        EXPECT_EQ(line.find(place), std::string::npos) << file.path << ": " << line;
}

}  // namespace
}  // namespace curvespice::architecture
