#include <gmock/gmock.h>

#include "base/file.h"
#include "base/process.h"
#include "plugin/install/hosts.h"
#include "plugin/install/user_file.h"

namespace curvespice::install {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kLibrary[] = "/opt/curvespice/lib/curvespice/curvespice_xschem.so";

std::string with_extension(const std::string& text, const std::string& library) {
  return with_line(text, xschem_start_line(library));
}

class InstallTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    file_ = folder_->path() / "home/.xschem/xschemrc";
  }

  void write(const std::string& text) {
    ASSERT_TRUE(make_folders(file_.parent_path()).ok());
    ASSERT_TRUE(write_file_atomic(file_, text).ok());
  }
  std::string text() const {
    const auto found = read_file(file_);
    return found ? *found : "(no file)";
  }
  void install(const std::string& library = kLibrary) {
    auto change = plan_change(file_);
    ASSERT_TRUE(change.ok());
    change->after = with_extension(change->before, library);
    ASSERT_TRUE(make_change(*change).ok());
  }
  void uninstall() {
    auto change = plan_change(file_);
    ASSERT_TRUE(change.ok());
    change->after = without_line(change->before, xschem_start_line("").mark);
    ASSERT_TRUE(make_change(*change).ok());
  }

  std::optional<TemporaryFolder> folder_;
  std::filesystem::path file_;
};

TEST_F(InstallTest, InstallingAndUninstallingGivesBackTheSameBytes) {
  for (const char* before : {"set a 1\n", "set a 1", "\n\n", "# ends in a comment", "a\r\nb\r\n"}) {
    write(before);
    install();
    EXPECT_THAT(text(), StartsWith(before));
    EXPECT_THAT(text(), HasSubstr(kLibrary));
    EXPECT_TRUE(std::filesystem::exists(backup_of(file_)));
    uninstall();
    EXPECT_EQ(text(), before);
    EXPECT_FALSE(std::filesystem::exists(backup_of(file_)));
  }
}

TEST_F(InstallTest, AFileThatWasNotThereIsGoneAgainAfterwards) {
  install();
  EXPECT_THAT(text(), HasSubstr(kLibrary));
  uninstall();
  EXPECT_EQ(text(), "(no file)");
}

TEST_F(InstallTest, InstallingTwiceIsInstallingOnce) {
  write("set a 1\n");
  install();
  const std::string once = text();
  install();
  EXPECT_EQ(text(), once);
}

TEST_F(InstallTest, ANewPlaceOfTheLibraryReplacesTheOldOne) {
  write("set a 1\n");
  install("/old/place.so");
  install();
  EXPECT_THAT(text(), Not(HasSubstr("/old/place.so")));
  EXPECT_THAT(text(), HasSubstr(kLibrary));
  uninstall();
  EXPECT_EQ(text(), "set a 1\n");
}

TEST_F(InstallTest, WhatTheUserWroteAfterwardsStays) {
  write("set a 1\n");
  install();
  write(text() + "set b 2\n");
  uninstall();
  EXPECT_EQ(text(), "set a 1\nset b 2\n");
  EXPECT_TRUE(std::filesystem::exists(backup_of(file_))) << "it differs: nothing is thrown away";
}

TEST_F(InstallTest, AStartFileThatIsALinkStaysOne) {
  write("set a 1\n");
  const auto link = folder_->path() / "link";
  std::filesystem::create_symlink(file_, link);
  auto change = plan_change(link);
  ASSERT_TRUE(change.ok());
  change->after = with_extension(change->before, kLibrary);
  ASSERT_TRUE(make_change(*change).ok());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_THAT(text(), HasSubstr(kLibrary));
}

TEST_F(InstallTest, ShowsTheChangeAsADiff) {
  write("one\ntwo\nthree\nfour\nfive\n");
  auto change = plan_change(file_);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(unified_diff(*change), "");
  change->after = "one\ntwo\nthree\nfour\nfive\nsix\n";
  EXPECT_THAT(unified_diff(*change), HasSubstr("@@ -3,3 +3,4 @@\n three\n four\n five\n+six\n"));
  change->after = "one\n2\nthree\nfour\nfive\n";
  EXPECT_THAT(unified_diff(*change), HasSubstr(" one\n-two\n+2\n three\n"));
}

TEST_F(InstallTest, RecognisesAProjectsFileThatHidesTheUsers) {
  write("set a 1\n");
  const auto project = folder_->path() / "project";
  ASSERT_TRUE(make_folders(project).ok());
  EXPECT_EQ(hiding_start_file(*find_host("xschem"), project, file_), std::nullopt);
  ASSERT_TRUE(write_file_atomic(project / "xschemrc", "set b 1\n").ok());
  EXPECT_EQ(hiding_start_file(*find_host("xschem"), project, file_), project / "xschemrc");
  EXPECT_EQ(hiding_start_file(*find_host("xschem"), project, project / "xschemrc"), std::nullopt);
  ASSERT_TRUE(write_file_atomic(project / "xschemrc", with_extension("", kLibrary)).ok());
  EXPECT_EQ(hiding_start_file(*find_host("xschem"), project, file_), std::nullopt);
}

// ngspice itself says whether it reads the line: the alias runs a program in place of ours.
TEST_F(InstallTest, TheAliasWorksAtNgspicesPrompt) {
  if (!find_program("ngspice")) GTEST_SKIP() << "ngspice is not installed";
  const Host& ngspice = *find_host("ngspice");
  const auto home = folder_->path();
  ASSERT_TRUE(
      write_file_atomic(home / ".spiceinit",
                        with_line("set noaskquit\n",
                                  {ngspice.mark + std::string("/bin/echo said"), ngspice.mark}))
          .ok());
  ProcessRequest request;
  request.arguments = {"ngspice", "-p"};
  request.standard_input = "datasheet run BAS16.pdf\nquit\n";
  request.environment = {{"HOME", home}};
  request.folder = home;
  const auto output = run_process(request);
  ASSERT_TRUE(output.ok()) << output.error().message;
  EXPECT_THAT(output->standard_output, HasSubstr("said run BAS16.pdf")) << output->standard_error;
}

TEST_F(InstallTest, EveryHostsLineHoldsTheMarkItIsFoundBy) {
  for (const Host& host : hosts()) {
    EXPECT_EQ(find_host(host.name), &host);
    if (host.start_line == nullptr) continue;
    const auto line = host.start_line();
    if (!line) continue;  // a build without the extension
    EXPECT_THAT(line->line, HasSubstr(host.mark)) << host.name;
    EXPECT_EQ(without_line(with_line("a\n", *line), host.mark), "a\n");
  }
  EXPECT_EQ(find_host("spreadsheet"), nullptr);
}

// Tcl itself says whether a path with odd letters arrives as it was.
TEST_F(InstallTest, EveryPathIsOneWordOfTcl) {
  if (!find_program("tclsh")) GTEST_SKIP() << "tclsh is not installed";
  for (const std::string path :
       {"/a b/$x[y].so", "/a{b/c.so", "/a}b;c/\"d.so", "/back\\slash.so"}) {
    ProcessRequest request;
    request.arguments = {"tclsh"};
    request.standard_input =
        "proc load {file name} { puts -nonewline $file }\n" + with_extension("", path);
    const auto output = run_process(request);
    ASSERT_TRUE(output.ok());
    EXPECT_EQ(output->standard_output, path);
    EXPECT_EQ(output->standard_error, "");
  }
}

TEST_F(InstallTest, AnExtensionThatIsGoneDoesNotStopTheEditor) {
  if (!find_program("tclsh")) GTEST_SKIP() << "tclsh is not installed";
  ProcessRequest request;
  request.arguments = {"tclsh"};
  request.standard_input = with_extension("", "/nowhere/x.so") + "puts reached\n";
  const auto output = run_process(request);
  ASSERT_TRUE(output.ok());
  EXPECT_EQ(output->standard_output, "reached\n");
  EXPECT_THAT(output->standard_error, HasSubstr("curvespice: "));
}

}  // namespace
}  // namespace curvespice::install
