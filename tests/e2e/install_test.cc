// `curvespice install` as a user types it, and the tools that read what it wrote.
#include <gmock/gmock.h>

#include "base/file.h"
#include "base/json.h"
#include "base/process.h"

namespace curvespice::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

class InstallCommand : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    home_ = folder_->path() / "home of a user";
    project_ = folder_->path() / "project";
    ASSERT_TRUE(make_folders(home_).ok());
    ASSERT_TRUE(make_folders(project_).ok());
    if (!std::filesystem::exists(CURVESPICE_BUILD_FOLDER "/lib/curvespice/curvespice_xschem.so"))
      GTEST_SKIP() << "the extension is not built in this configuration";
  }

  ProcessOutput run(std::vector<std::string> words) {
    words.insert(words.begin(), CURVESPICE_BUILD_FOLDER "/bin/curvespice");
    ProcessRequest request;
    request.arguments = std::move(words);
    request.folder = project_;
    request.environment = {{"HOME", home_}};
    const auto output = run_process(request);
    EXPECT_TRUE(output.ok());
    return output ? *output : ProcessOutput{};
  }
  std::string start_file() const {
    const auto text = read_file(home_ / ".xschem/xschemrc");
    return text ? *text : "(none)";
  }

  std::optional<TemporaryFolder> folder_;
  std::filesystem::path home_, project_;
};

TEST_F(InstallCommand, ShowsWhatItWritesAndTakesItBack) {
  const auto installed = run({"install", "xschem"});
  EXPECT_EQ(installed.exit_code, 0) << installed.standard_error;
  EXPECT_THAT(installed.standard_output, HasSubstr("+if {[catch {load "));
  EXPECT_THAT(start_file(), HasSubstr("curvespice_xschem.so"));
  EXPECT_THAT(run({"install", "xschem"}).standard_output, HasSubstr("Nothing to change"));
  const auto removed = run({"uninstall", "xschem"});
  EXPECT_THAT(removed.standard_output, HasSubstr("-if {[catch {load "));
  EXPECT_EQ(start_file(), "(none)");
  EXPECT_THAT(run({"uninstall", "xschem"}).standard_output, HasSubstr("Nothing to change"));
}

TEST_F(InstallCommand, ADryRunChangesNothing) {
  EXPECT_THAT(run({"install", "xschem", "--dry-run"}).standard_output, HasSubstr("+if {"));
  EXPECT_EQ(start_file(), "(none)");
}

TEST_F(InstallCommand, SaysWhenTheProjectsOwnFileHidesTheUsers) {
  ASSERT_TRUE(write_file_atomic(project_ / "xschemrc", "set a 1\n").ok());
  const auto installed = run({"install", "xschem"});
  EXPECT_THAT(installed.standard_output, HasSubstr("--file '" + (project_ / "xschemrc").string()));
  EXPECT_EQ(run({"install", "xschem", "--file", "xschemrc"}).exit_code, 0);
  EXPECT_THAT(*read_file(project_ / "xschemrc"), HasSubstr("set a 1\nif {[catch {load "));
  EXPECT_THAT(run({"install", "xschem"}).standard_output, Not(HasSubstr("Note:")));
}

TEST_F(InstallCommand, AToolThatIsNotKnownAndAFileThatCannotBeWrittenAreSentences) {
  EXPECT_EQ(run({"install", "spreadsheet"}).exit_code, 2);
  EXPECT_EQ(run({"install"}).exit_code, 2);
  const auto refused = run({"install", "xschem", "--file", "/proc/nowhere/xschemrc"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.standard_error, HasSubstr("/proc/nowhere"));
}

TEST_F(InstallCommand, KiCadGetsAPluginOfItsOwn) {
  const auto folder = home_ / ".local/share/kicad/9.0/plugins/org.curvespice.datasheet";
  EXPECT_EQ(run({"install", "kicad"}).exit_code, 0);
  const auto manifest = read_file(folder / "plugin.json");
  ASSERT_TRUE(manifest.ok());
  const auto json = parse_json(*manifest, "plugin.json");
  ASSERT_TRUE(json.ok()) << json.error().message;
  const auto program = folder / (*json)["actions"][0]["entrypoint"].get<std::string>();
  EXPECT_TRUE((std::filesystem::status(program).permissions() &
               std::filesystem::perms::owner_exec) != std::filesystem::perms::none);
  EXPECT_THAT(*read_file(program), HasSubstr("/bin/curvespice' open --browser"));
  EXPECT_EQ(run({"uninstall", "kicad"}).exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(folder / "plugin.json"));
  EXPECT_FALSE(std::filesystem::exists(program));
}

// xschem -x needs no display: the extension loads, and there is nothing to put a menu on.
TEST_F(InstallCommand, XschemReadsTheLine) {
  if (!find_program("xschem")) GTEST_SKIP() << "xschem is not installed";
  run({"install", "xschem"});
  auto text = start_file() + "puts \"loaded [info commands ::curvespice::send]\"\n";
  ASSERT_TRUE(write_file_atomic(home_ / ".xschem/xschemrc", text).ok());
  ProcessRequest request;
  request.arguments = {"xschem", "-x", "-r", "-q"};
  request.environment = {{"HOME", home_}};
  request.folder = project_;
  request.limits.memory_bytes = 0;
  const auto output = run_process(request);
  ASSERT_TRUE(output.ok()) << output.error().message;
  EXPECT_THAT(output->standard_output, HasSubstr("loaded ::curvespice::send"))
      << output->standard_error;
}

}  // namespace
}  // namespace curvespice::e2e
