// The menu of the schematic editor, with the mouse, against a bridge that needs no service.
#include <cmath>

#include "tests/e2e/xschem_fixture.h"

namespace curvespice::e2e {
namespace {

using testing::HasSubstr;

class XschemMenu : public XschemFixture, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    XschemOptions options;
    options.next_release = GetParam();
    start_with_fake_bridge(options);
  }

  std::string netlist() {
    host_->eval("xschem netlist");
    const auto text = read_file(host_->folder() / "diode.spice");
    return text ? *text : text.error().message;
  }
  static int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
    return found;
  }
  void undo() {
    host_->eval(
        "xschem callback {*}[expr {[::curvespice::is_version_3] ? {.drw} : {}}] 2 0 0 117 "
        "0 0 0");
  }
};

TEST_P(XschemMenu, AMouseClickLeadsToAModelOnThePartThatSimulates) {
  make(datasheet(), "BAS99X");
  EXPECT_EQ(wait_for_model("BAS99X"), "BAS99X");
  const auto current = host_->simulated_current();
  ASSERT_TRUE(current.ok()) << current.error().message;
  EXPECT_NEAR(*current, 1e-14 * std::expm1(0.7 / 0.025865), 1e-4);  // at 27 degrees Celsius
  EXPECT_THAT(netlist(), HasSubstr("D1 net1 0 BAS99X"));
  EXPECT_LT(host_->longest_hold(), 50);
}

TEST_P(XschemMenu, TheSecondModelAddsItsOwnIncludeAndTheSameOneNone) {
  submit(datasheet(), "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  submit(datasheet(), "BAT54");
  ASSERT_EQ(wait_for_model("BAT54"), "BAT54");
  submit(datasheet(), "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  const std::string text = netlist();
  EXPECT_EQ(count(text, ".include"), 2) << text;
  EXPECT_EQ(count(text, "BAS99X.lib"), 1) << text;
  EXPECT_EQ(count(text, "BAT54.lib"), 1) << text;
}

TEST_P(XschemMenu, TheIncludeSurvivesSavingAndLoading) {
  submit(datasheet(), "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  host_->eval("xschem save");
  host_->eval("xschem load [xschem get schname]");
  EXPECT_EQ(model_of("D1"), "BAS99X");
  EXPECT_EQ(host_->eval("llength [::curvespice::include_lines]"), "1");
  submit(datasheet(), "BAS99X");
  host_->wait_for("dict exists $::curvespice::notices 2", "1");
  EXPECT_EQ(count(netlist(), ".include"), 1);
}

TEST_P(XschemMenu, UndoTakesBackWhatWasDoneToTheSchematic) {
  submit(datasheet(), "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  undo();
  EXPECT_EQ(model_of("D1"), "dplain");
  if (!GetParam()) undo();  // 2.8.1 knows no steps that belong together
  EXPECT_EQ(count(netlist(), ".include"), 0);
}

TEST_P(XschemMenu, AModelThatDidNotPassIsNotPutOnThePart) {
  submit(datasheet(), "WEAK");
  EXPECT_THAT(wait_for_notice(1), HasSubstr("did not pass"));
  EXPECT_EQ(model_of("D1"), "dplain");
  host_->eval("::curvespice::show_queue {}; xschem select instance D1");
  host_->click(".curvespice_queue.buttons.use");
  EXPECT_EQ(wait_for_model("WEAK"), "WEAK") << "but by the user's own hand it is";
}

TEST_P(XschemMenu, AJobThatFailsSaysWhy) {
  submit(datasheet(), "FAIL");
  EXPECT_THAT(wait_for_notice(1), HasSubstr("no figure"));
  EXPECT_EQ(model_of("D1"), "dplain");
}

TEST_P(XschemMenu, TheQueueWindowShowsAndCancelsJobs) {
  submit(datasheet(), "HANG");
  host_->click_menu(".menubar.datasheet", ".menubar.datasheet.menu", "Queue*");
  host_->wait_for("winfo exists .curvespice_queue.jobs", "1");
  EXPECT_EQ(host_->wait_for(".curvespice_queue.jobs set 1 status", "processing"), "processing");
  EXPECT_THAT(host_->eval(".menubar.datasheet cget -text"), HasSubstr("%"));
  host_->click(".curvespice_queue.buttons.cancel");
  EXPECT_EQ(host_->wait_for(".curvespice_queue.jobs set 1 status", "cancelled"), "cancelled");
  EXPECT_EQ(host_->eval(".menubar.datasheet cget -text"), "Datasheet");
}

TEST_P(XschemMenu, TheFormIsFilledFromTheSelectedPart) {
  host_->eval("xschem setprop instance D1 model BAS16");
  open_make_window();
  EXPECT_EQ(host_->eval("set ::curvespice::form(part)"), "BAS16");
  EXPECT_EQ(host_->eval("set ::curvespice::form(instance)"), "D1");
  host_->display().key("Escape");
  EXPECT_EQ(host_->wait_for("winfo exists .curvespice_make", "0"), "0");
}

TEST_P(XschemMenu, AFileThatIsNotThereIsSaidInTheWindow) {
  make("/nowhere/x.pdf", "X1");
  EXPECT_EQ(host_->wait_for("string match *x.pdf* $::curvespice::form(message)", "1"), "1");
  EXPECT_EQ(host_->eval("winfo exists .curvespice_make"), "1");
}

TEST_P(XschemMenu, TheSimulationMenuHasTheEntryToo) {
  host_->click_menu(".menubar.simulation", ".menubar.simulation.menu", "Make model*");
  EXPECT_EQ(host_->wait_for("winfo exists .curvespice_make", "1"), "1");
}

TEST_P(XschemMenu, UnloadingTakesEverythingBack) {
  const std::string entries = ".menubar.simulation.menu index end";
  submit(datasheet(), "HANG");
  host_->eval("::curvespice::show_queue {}; ::curvespice::make_model {}");
  const int before = std::stoi(host_->eval(entries));
  const std::string library = CURVESPICE_BUILD_FOLDER "/lib/curvespice/curvespice_xschem.so";
  for (int time = 0; time < 3; ++time) {
    ASSERT_EQ(host_->eval("unload {" + library + "} Curvespice"), "");
    EXPECT_EQ(host_->eval("winfo exists .menubar.datasheet"), "0");
    EXPECT_EQ(host_->eval("lsearch -inline [winfo children .] .curvespice*"), "");
    EXPECT_EQ(std::stoi(host_->eval(entries)), before - 2);
    EXPECT_EQ(host_->eval("namespace exists ::curvespice"), "0");
    const std::string maps =
        "set f [open /proc/self/maps]; set n [regexp -all curvespice_xschem "
        "[read $f]]; close $f; set n";
    EXPECT_EQ(host_->eval(maps), "0");
    ASSERT_EQ(host_->eval("load {" + library + "} Curvespice"), "");
    EXPECT_EQ(host_->wait_for("winfo exists .menubar.datasheet", "1"), "1");
  }
  submit(datasheet(), "BAS99X");
  EXPECT_EQ(wait_for_model("BAS99X"), "BAS99X");
}

TEST_P(XschemMenu, ASubcircuitGoesOnASymbolThatCallsOne) {
  host_->eval("xschem instance devices/nmos3.sym 100 -30 0 0 {name=x7 model=irf540}");
  submit(datasheet(), "SUBCKT", "x7");
  ASSERT_EQ(host_->wait_for("xschem getprop instance x7 model", "SUBCKT"), "SUBCKT")
      << wait_for_notice(1);
  host_->eval("xschem netlist");
  EXPECT_THAT(*read_file(host_->folder() / "diode.spice"), HasSubstr(" SUBCKT"));
}

TEST_P(XschemMenu, ASubcircuitDoesNotGoOnAPartThatCannotCallIt) {
  submit(datasheet(), "SUBCKT");
  EXPECT_THAT(wait_for_notice(1), HasSubstr("D1 has 2"));
  EXPECT_EQ(model_of("D1"), "dplain");
  host_->eval("xschem instance devices/nmos.sym 100 -30 0 0 {name=M7 model=plain}");
  submit(datasheet(), "SUBCKT", "M7");
  if (GetParam()) {
    ASSERT_EQ(host_->wait_for("xschem getprop instance M7 model", "SUBCKT"), "SUBCKT");
    EXPECT_EQ(host_->eval("xschem getprop instance M7 spiceprefix"), "X");
    return;
  }
  EXPECT_THAT(wait_for_notice(2), HasSubstr("begins with X"));
  EXPECT_EQ(model_of("M7"), "plain");
}

TEST_P(XschemMenu, TheModelsOfTheSchematicAreMadeAgain) {
  submit(datasheet(), "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  const auto library = host_->folder() / "models/BAS99X.lib";
  ASSERT_TRUE(write_file_atomic(library, "* an old one\n").ok());
  host_->click_menu(".menubar.datasheet", ".menubar.datasheet.menu", "Regenerate*");
  ASSERT_EQ(host_->wait_for("winfo exists .curvespice_regenerate.list", "1"), "1");
  EXPECT_EQ(host_->eval(".curvespice_regenerate.list children {}"), "BAS99X");
  host_->click(".curvespice_regenerate.buttons.make");
  EXPECT_EQ(host_->wait_for("dict exists $::curvespice::jobs 2 model", "1"), "1");
  EXPECT_THAT(*read_file(library), HasSubstr(".model BAS99X"));
  EXPECT_EQ(model_of("D1"), "BAS99X");
}

TEST_P(XschemMenu, ASchematicWithoutModelsHasNothingToMakeAgain) {
  host_->click_menu(".menubar.datasheet", ".menubar.datasheet.menu", "Regenerate*");
  ASSERT_EQ(host_->wait_for("winfo exists .curvespice_regenerate.message", "1"), "1");
  EXPECT_THAT(host_->eval(".curvespice_regenerate.message cget -text"), HasSubstr("no model"));
  EXPECT_EQ(host_->eval(".curvespice_regenerate.buttons.make cget -state"), "disabled");
}

TEST_P(XschemMenu, TheFormOffersTheServicesDevicesAndGuessesFromTheSymbol) {
  open_make_window();
  EXPECT_EQ(host_->wait_for(".curvespice_make.device cget -values", "bjt diode mosfet"),
            "bjt diode mosfet");
  EXPECT_EQ(host_->eval("set ::curvespice::form(device)"), "diode");
  EXPECT_EQ(host_->eval("::curvespice::symbol_of V1"), "devices/vsource.sym");
}

TEST_P(XschemMenu, ThePartLeadsToItsDatasheetAndReport) {
  const std::string sheet = datasheet("sheet [1].pdf");
  submit(sheet, "BAS99X");
  ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
  if (!GetParam()) GTEST_SKIP() << "2.8.1 has no undo step for more than one attribute";
  EXPECT_EQ(host_->eval("xschem getprop instance D1 url"), sheet);
  host_->eval("xschem save");
  host_->eval("xschem load [xschem get schname]");
  EXPECT_EQ(host_->eval("xschem getprop instance D1 url"), sheet);
  EXPECT_EQ(host_->eval("xschem getprop instance D1 tclcommand"),
            "catch {::curvespice::open_report 1}");
}

INSTANTIATE_TEST_SUITE_P(Release, XschemMenu, testing::Bool(), [](const auto& next) {
  return next.param ? std::string("next") : std::string("current");
});

class XschemGraph : public XschemFixture {
 protected:
  void SetUp() override {
    XschemOptions options;
    options.next_release = true;
    start_with_fake_bridge(options);
    if (IsSkipped() || HasFatalFailure()) return;
    submit(datasheet(), "BAS99X");
    ASSERT_EQ(wait_for_model("BAS99X"), "BAS99X");
    host_->eval("::curvespice::show_queue {}");
    ASSERT_EQ(host_->wait_for(".curvespice_queue.jobs set 1 status", "completed"), "completed");
  }
  // The button, then the figure's entry in the menu that it posts.
  void show(int figure) {
    host_->click(".curvespice_queue.buttons.graph");
    ASSERT_EQ(host_->wait_for("winfo exists .curvespice_queue.figures", "1"), "1");
    host_->eval(".curvespice_queue.figures invoke " + std::to_string(figure));
    host_->eval(".curvespice_queue.figures unpost");
  }
  std::string attribute(const char* name) {
    return host_->eval(std::string("xschem getprop rect 2 0 ") + name);
  }
};

TEST_F(XschemGraph, AFigureIsAGraphOfTheSchematicWithDatasheetAndModel) {
  show(1);
  ASSERT_EQ(host_->wait_for("xschem get rects 2", "1"), "1") << host_->log();
  EXPECT_EQ(attribute("node"), "datasheet\nmodel");
  EXPECT_EQ(attribute("logy"), "1");
  EXPECT_EQ(std::stod(attribute("y1")), -6);
  EXPECT_EQ(std::stod(attribute("y2")), -3);
  EXPECT_EQ(host_->eval("xschem raw_query datasets"), "2");
  EXPECT_LT(host_->longest_hold(), 50);
}

TEST_F(XschemGraph, AnotherFigureTakesItsPlace) {
  show(1);
  ASSERT_EQ(host_->wait_for("xschem get rects 2", "1"), "1");
  show(0);
  EXPECT_EQ(host_->wait_for("xschem getprop rect 2 0 logy", "0"), "0");
  EXPECT_EQ(host_->eval("xschem get rects 2"), "1");
  EXPECT_EQ(host_->eval("xschem raw_query datasets"), "1");
}

TEST_F(XschemGraph, ATableThatIsGoneIsSaid) {
  host_->click(".curvespice_queue.buttons.graph");
  ASSERT_EQ(host_->wait_for("winfo exists .curvespice_queue.figures", "1"), "1");
  std::filesystem::remove(host_->folder() / "models/2.txt");
  host_->eval(".curvespice_queue.figures invoke 1; .curvespice_queue.figures unpost");
  EXPECT_THAT(host_->eval(".curvespice_queue.message cget -text"), HasSubstr("is gone"));
  EXPECT_EQ(host_->eval("xschem get rects 2"), "0");
}

class XschemWindows : public XschemFixture {};

TEST_F(XschemWindows, ALaterWindowHasTheMenuAsWell) {
  XschemOptions options;
  options.next_release = true;
  options.start_lines = "set tabbed_interface 0\n";
  start_with_fake_bridge(options);
  if (IsSkipped() || HasFatalFailure()) return;
  host_->eval("xschem load_new_window [xschem get schname]");
  EXPECT_EQ(host_->wait_for("winfo exists .x1.menubar.datasheet", "1"), "1");
}

}  // namespace
}  // namespace curvespice::e2e
