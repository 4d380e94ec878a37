// What installing changes in a user's KiCad, in a home folder of the test's own.
#include "plugin/install/kicad_host.h"

#include <cstdlib>

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/json.h"

namespace curvespice::install {
namespace {

using testing::HasSubstr;

constexpr char kTable[] =
    "(sym_lib_table\n  (version 7)\n  (lib (name \"Device\")(type \"KiCad\")(uri \"/d.kicad_sym\")"
    "(options \"\")(descr \"\"))\n)\n";
constexpr char kSettings[] =
    "{\n  \"api\": {\n    \"enable_server\": false\n  },\n  \"z\": 1.5\n}\n";

class KiCadHostTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    setenv("CURVESPICE_MODELS", (home() / "models").c_str(), 1);
  }
  void TearDown() override { unsetenv("CURVESPICE_MODELS"); }

  const std::filesystem::path& home() const { return folder_->path(); }
  std::filesystem::path settings(const char* version) const {
    return home() / ".config/kicad" / version;
  }
  std::filesystem::path plugin(const char* version) const {
    return home() / ".local/share/kicad" / version / "plugins/org.curvespice.datasheet";
  }
  void start_once(const char* version) {
    ASSERT_TRUE(make_folders(settings(version)).ok());
    ASSERT_TRUE(write_file_atomic(settings(version) / "sym-lib-table", kTable).ok());
    ASSERT_TRUE(write_file_atomic(settings(version) / "kicad_common.json", kSettings).ok());
  }
  void carry_out(bool installing) {
    const auto changes = plan_kicad(home(), installing);
    ASSERT_TRUE(changes.ok()) << changes.error().message;
    for (const FileChange& change : *changes) ASSERT_TRUE(make_change(change).ok());
  }

  std::optional<TemporaryFolder> folder_;
};

TEST_F(KiCadHostTest, TheButtonHasAnIconForWithoutOneKiCadShowsNone) {
  carry_out(true);
  const auto manifest = parse_json(*read_file(plugin("9.0") / "plugin.json"), "plugin.json");
  ASSERT_TRUE(manifest.ok());
  for (const char* theme : {"icons-light", "icons-dark"})
    for (const Json& icon : (*manifest)["actions"][0][theme])
      EXPECT_THAT(*read_file(plugin("9.0") / icon.get<std::string>()), HasSubstr("PNG"));
}

TEST_F(KiCadHostTest, TheLibraryIsARowOfTheTableAndExists) {
  start_once("9.0");
  carry_out(true);
  const std::string table = *read_file(settings("9.0") / "sym-lib-table");
  const auto library = home() / "models/curvespice.kicad_sym";
  EXPECT_THAT(table, HasSubstr("(uri \"" + library.string() + "\")"));
  EXPECT_TRUE(table.ends_with(")\n)\n")) << table;
  EXPECT_THAT(*read_file(library), HasSubstr("(kicad_symbol_lib"));
}

TEST_F(KiCadHostTest, ModelsThatWereMadeBeforeAreInTheLibrary) {
  start_once("9.0");
  ASSERT_TRUE(make_folders(home() / "models").ok());
  ASSERT_TRUE(write_file_atomic(home() / "models/BAS16.lib", ".model BAS16 D(IS=1e-14)\n").ok());
  carry_out(true);
  EXPECT_THAT(*read_file(home() / "models/curvespice.kicad_sym"), HasSubstr("(symbol \"BAS16\""));
}

TEST_F(KiCadHostTest, TheInterfaceIsSwitchedOnAndNothingElseOfTheSettingsChanges) {
  start_once("9.0");
  carry_out(true);
  EXPECT_EQ(*read_file(settings("9.0") / "kicad_common.json"),
            "{\n  \"api\": {\n    \"enable_server\": true\n  },\n  \"z\": 1.5\n}\n");
}

TEST_F(KiCadHostTest, EveryVersionTheUserHasGetsIt) {
  start_once("8.0");
  start_once("9.0");
  start_once("10.0");
  carry_out(true);
  EXPECT_FALSE(std::filesystem::exists(plugin("8.0")));
  EXPECT_TRUE(std::filesystem::exists(plugin("9.0") / "open-page"));
  EXPECT_TRUE(std::filesystem::exists(plugin("10.0") / "open-page"));
  EXPECT_EQ(*read_file(settings("8.0") / "sym-lib-table"), kTable);
}

TEST_F(KiCadHostTest, InstallingTwiceChangesNothingAndUninstallingGivesBackTheTable) {
  start_once("9.0");
  carry_out(true);
  const auto again = plan_kicad(home(), true);
  ASSERT_TRUE(again.ok());
  for (const FileChange& change : *again) EXPECT_FALSE(change.changes()) << change.path;
  carry_out(false);
  EXPECT_EQ(*read_file(settings("9.0") / "sym-lib-table"), kTable);
  EXPECT_FALSE(std::filesystem::exists(plugin("9.0") / "plugin.json"));
}

TEST_F(KiCadHostTest, BeforeItsFirstStartKiCadGetsNoTableThatWouldReplaceItsOwn) {
  carry_out(true);
  EXPECT_FALSE(std::filesystem::exists(settings("9.0") / "sym-lib-table"));
}

TEST_F(KiCadHostTest, SettingsThatCannotBeReadAreLeftAloneAndSaid) {
  start_once("9.0");
  ASSERT_TRUE(write_file_atomic(settings("9.0") / "kicad_common.json", "{broken").ok());
  const auto changes = plan_kicad(home(), true);
  ASSERT_FALSE(changes.ok());
  EXPECT_THAT(changes.error().message, HasSubstr("kicad_common.json"));
}

}  // namespace
}  // namespace curvespice::install
