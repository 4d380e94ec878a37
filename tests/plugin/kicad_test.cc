// Models as symbols of KiCad: as text, and as KiCad's own command line reads them.
#include <cstdlib>

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/process.h"
#include "plugin/kicad/symbol_library.h"

namespace curvespice::kicad {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kLibrary[] =
    "* a comment with .model X D()\n"
    ".model BAS16 D(IS=1e-14\n"
    "+ N=1 RS=0)\n"
    ".subckt IRF540 drain gate source params: x=1\n"
    ".model inner NMOS(VTO=3)\n"
    "M1 drain gate source source inner\n"
    ".ends\n"
    ".MODEL Q2 npn (BF=100)\n";

TEST(ModelFile, FindsWhatALibraryDefines) {
  const auto found = definitions_in(kLibrary);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].name, "BAS16");
  EXPECT_EQ(found[0].type, "d");
  EXPECT_EQ(found[1].name, "IRF540");
  EXPECT_THAT(found[1].pins, ElementsAre("drain", "gate", "source"));
  EXPECT_EQ(found[2].name, "Q2");
  EXPECT_EQ(found[2].type, "npn");
  EXPECT_THAT(definitions_in(""), IsEmpty());
}

TEST(SymbolLibrary, LeadsKiCadToTheModel) {
  const std::string text = symbol_library({{{"BAS16", "d", {}}, "/m \"x\"/BAS16.lib"}});
  EXPECT_THAT(text, HasSubstr(R"((property "Sim.Library" "/m \"x\"/BAS16.lib")"));
  EXPECT_THAT(text, HasSubstr(R"((property "Sim.Name" "BAS16")"));
  EXPECT_THAT(text, HasSubstr(R"((property "Sim.Device" "D")"));
  EXPECT_THAT(text, HasSubstr(R"((property "Sim.Pins" "1=A 2=K")"));
}

TEST(SymbolLibrary, ASubcircuitHasItsOwnPins) {
  const std::string text = symbol_library({{{"IRF540", "subckt", {"drain", "gate"}}, "x.lib"}});
  EXPECT_THAT(text, HasSubstr(R"("1=drain 2=gate")"));
  EXPECT_THAT(text, HasSubstr(R"((property "Sim.Device" "SUBCKT")"));
}

// KiCad 7 or later; $CURVESPICE_KICAD_CLI names one that is not on the PATH.
class KiCad : public testing::Test {
 protected:
  void SetUp() override {
    const char* const named = std::getenv("CURVESPICE_KICAD_CLI");
    program_ = named != nullptr ? named : "kicad-cli";
    if (!find_program(program_)) GTEST_SKIP() << "kicad-cli (KiCad 7 or later) is not installed";
    auto folder = TemporaryFolder::create();
    ASSERT_TRUE(folder.ok());
    folder_.emplace(std::move(*folder));
    ASSERT_TRUE(write_file_atomic(path("BAS16.lib"), ".model BAS16 D(IS=1e-14 N=1 RS=0)\n").ok());
    const auto library = write_symbol_library(folder_->path());
    ASSERT_TRUE(library.ok());
    symbols_ = *library;
  }

  std::string path(const std::string& name) const { return folder_->path() / name; }

  ProcessOutput run(std::vector<std::string> arguments) {
    ProcessRequest request;
    request.arguments = std::move(arguments);
    request.folder = folder_->path();
    request.environment = {{"HOME", folder_->path()}};
    request.limits.memory_bytes = 0;
    const auto output = run_process(request);
    EXPECT_TRUE(output.ok()) << output.error().message;
    return output ? *output : ProcessOutput{};
  }

  // The symbol of the library, on a sheet, between the nets "in" and "GND".
  std::string schematic() const {
    std::string symbol = *read_file(symbols_);
    symbol.erase(0, symbol.find('\n'));  // the head of the library and, below, its last bracket
    symbol.erase(symbol.rfind(')'));
    symbol.replace(symbol.find("\"BAS16\""), 7, "\"curvespice:BAS16\"");
    const auto field = [](const std::string& name, const std::string& value) {
      return "(property \"" + name + "\" \"" + value + "\" (at 100 100 0))";
    };
    return "(kicad_sch (version 20211123) (generator test) (uuid "
           "11111111-1111-1111-1111-111111111111) (paper \"A4\") (lib_symbols " +
           symbol +
           ") (label \"in\" (at 96.19 100 0)) (label \"GND\" (at 103.81 100 0)) (symbol (lib_id "
           "\"curvespice:BAS16\") (at 100 100 0) (unit 1) (in_bom yes) (on_board yes) (uuid "
           "22222222-2222-2222-2222-222222222222) " +
           field("Reference", "D1") + field("Value", "BAS16") + field("Footprint", "") +
           field("Datasheet", "") + field("Sim.Library", path("BAS16.lib")) +
           field("Sim.Name", "BAS16") + field("Sim.Device", "D") + field("Sim.Pins", "1=A 2=K") +
           ") (sheet_instances (path \"/\" (page \"1\"))) (symbol_instances (path "
           "\"/22222222-2222-2222-2222-222222222222\" (reference \"D1\") (unit 1) (value "
           "\"BAS16\") (footprint \"\"))))";
  }

  std::string program_;
  std::optional<TemporaryFolder> folder_;
  std::filesystem::path symbols_;
};

TEST_F(KiCad, DrawsTheSymbol) {
  const auto output = run({program_, "sym", "export", "svg", "-o", path("svg"), symbols_});
  EXPECT_EQ(output.exit_code, 0) << output.standard_output << output.standard_error;
  EXPECT_FALSE(std::filesystem::is_empty(path("svg")));
}

TEST_F(KiCad, NetlistsTheSymbolSoThatNgspiceSimulatesIt) {
  ASSERT_TRUE(write_file_atomic(path("t.kicad_sch"), schematic()).ok());
  const auto exported = run({program_, "sch", "export", "netlist", "--format", "spice", "-o",
                             path("t.cir"), path("t.kicad_sch")});
  ASSERT_EQ(exported.exit_code, 0) << exported.standard_output << exported.standard_error;
  std::string netlist = *read_file(path("t.cir"));
  EXPECT_THAT(netlist, HasSubstr("BAS16.lib"));
  netlist.erase(netlist.rfind(".end"));
  netlist += "V1 /in /GND 0.7\nVground /GND 0 0\n.control\nop\nprint i(v1)\n.endc\n.end\n";
  ASSERT_TRUE(write_file_atomic(path("run.cir"), netlist).ok());
  const auto simulated = run({"ngspice", "-n", "-b", "run.cir"});
  EXPECT_THAT(simulated.standard_output, HasSubstr("i(v1) = -5.67")) << netlist;
}

}  // namespace
}  // namespace curvespice::kicad
