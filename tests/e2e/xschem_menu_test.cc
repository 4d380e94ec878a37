// The menu of the schematic editor, with the mouse, against a bridge that needs no service.
#include <cmath>

#include <gmock/gmock.h>

#include "tests/e2e/xschem_host.h"

namespace curvespice::e2e {
namespace {

using testing::HasSubstr;

class XschemMenu : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = XschemHost::missing(); !missing.empty())
      GTEST_SKIP() << missing;
    XschemOptions options;
    options.program = CURVESPICE_BUILD_FOLDER "/bin/fake_bridge";
    auto started = XschemHost::start(options);
    ASSERT_TRUE(started.ok()) << started.error().message;
    host_ = std::move(*started);
    ASSERT_EQ(host_->wait_for("winfo exists .menubar.datasheet", "1"), "1") << host_->log();
  }

  // Datasheet > Make model from datasheet..., with the mouse, for the part that is selected.
  void open_make_window() {
    host_->eval("xschem select instance D1");
    host_->click_menu(".menubar.datasheet", ".menubar.datasheet.menu", "Make model*");
    ASSERT_EQ(host_->wait_for("winfo exists .curvespice_make", "1"), "1");
    host_->wait_for("winfo ismapped .curvespice_make.file", "1");
  }

  // Types file and part into the window and presses Return.
  void make(const std::string& file, const std::string& part) {
    open_make_window();
    host_->click(".curvespice_make.file");
    host_->display().type(file);
    host_->click(".curvespice_make.part");
    host_->display().type(part);
    host_->display().key("Return");
  }

  std::string datasheet() {
    const std::filesystem::path path = host_->folder() / "sheet.pdf";
    EXPECT_TRUE(write_file_atomic(path, "not read by the bridge of this test").ok());
    return path.string();
  }

  std::unique_ptr<XschemHost> host_;
};

TEST_F(XschemMenu, AMouseClickLeadsToAModelOnThePartThatSimulates) {
  make(datasheet(), "BAS99X");
  EXPECT_EQ(host_->wait_for("xschem getprop instance D1 model", "BAS99X"), "BAS99X");
  const auto current = host_->simulated_current();
  ASSERT_TRUE(current.ok()) << current.error().message;
  EXPECT_NEAR(*current, 1e-14 * std::expm1(0.7 / 0.025865), 1e-4);  // at 27 degrees Celsius
  const auto netlist = read_file(host_->folder() / "diode.spice");
  ASSERT_TRUE(netlist.ok());
  EXPECT_THAT(*netlist, HasSubstr(".include " + (host_->folder() / "models/BAS99X.lib").string()));
  EXPECT_THAT(*netlist, HasSubstr("D1 net1 0 BAS99X"));
  EXPECT_LT(host_->longest_hold(), 50);
}

}  // namespace
}  // namespace curvespice::e2e
