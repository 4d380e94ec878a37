#include "spice-export/library/library.h"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json.h"
#include "spice-export/library/dialect.h"
#include "spice-export/library/model_card.h"
#include "spice-export/simulate/deck_screen.h"

namespace curvespice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kParts = R"(schema = "curvespice/parts/1"
name = "diodes"
[[part]]
name = "D1"
device = "diode"
datasheet = ["a.pdf"]
[[part]]
name = "D2"
device = "diode"
datasheet = ["b.pdf"]
hints = { page = 4 }
)";

class Library : public testing::Test {
 protected:
  Library() : folder_(TemporaryFolder::create().value()) {
    write("a.pdf", "first");
    write("b.pdf", "second");
    write("parts.toml", kParts);
  }

  void write(const std::string& name, const std::string& text) {
    ASSERT_TRUE(write_file_atomic(folder_.path() / name, text).ok());
  }

  std::string read(const std::string& name) {
    const auto text = read_file(folder_.path() / name);
    return text.ok() ? *text : "";
  }

  // Makes parts without a simulator: a model whose IS follows from the datasheet's length.
  PartMaker maker() {
    return [this](const PartEntry& part, const std::filesystem::path& out) -> Status {
      ++made_;
      if (part.name == broken_) return Error{ErrorCode::bad_input, "no graphs in it"};
      const auto datasheet = read_file(part.datasheets[0]);
      const double is = 1e-14 * static_cast<double>(datasheet->size());
      const std::string model =
          ".model " + part.name + " D(IS=" + std::to_string(is * 1e14) + "e-14)\n";
      CURVESPICE_TRY(write_file_atomic(out / (part.name + ".lib"), model));
      const Json json = {{"verdict", "pass"},
                         {"summary", "fine"},
                         {"parameters", Json::array({{{"name", "IS"}, {"value", is}}})},
                         {"figures", Json::array()}};
      return write_file_atomic(out / "verification.json", pretty_json(json));
    };
  }

  BuildOutcome build(const std::string& out = "out") {
    made_ = 0;
    const auto manifest = load_manifest(folder_.path() / "parts.toml");
    EXPECT_TRUE(manifest.ok()) << (manifest.ok() ? "" : manifest.error().message);
    const auto outcome = build_library(*manifest, folder_.path() / out, maker());
    EXPECT_TRUE(outcome.ok()) << (outcome.ok() ? "" : outcome.error().message);
    return outcome.ok() ? *outcome : BuildOutcome{};
  }

  TemporaryFolder folder_;
  std::atomic<int> made_ = 0;
  std::string broken_;
};

TEST_F(Library, MakesOnlyWhatChanged) {
  build();
  EXPECT_EQ(made_, 2);
  const std::string lock = read("out/library.lock"), library = read("out/ngspice/diodes.lib");
  build();
  EXPECT_EQ(made_, 0);
  EXPECT_EQ(read("out/library.lock"), lock);
  EXPECT_EQ(read("out/ngspice/diodes.lib"), library);
  write("b.pdf", "second, changed");
  const BuildOutcome outcome = build();
  EXPECT_EQ(made_, 1);
  EXPECT_FALSE(outcome.parts[0].made);
  EXPECT_TRUE(outcome.parts[1].made);
}

TEST_F(Library, AChangedHintMakesOnlyItsPart) {
  build();
  std::string parts = kParts;
  parts.replace(parts.find("page = 4"), 8, "page = 5");
  write("parts.toml", parts);
  build();
  EXPECT_EQ(made_, 1);
}

TEST_F(Library, APartSpoiltOnDiskIsMadeAgain) {
  build();
  write("out/parts/D1/D1.lib", "tampered");
  build();
  EXPECT_EQ(made_, 1);
  EXPECT_THAT(read("out/ngspice/diodes.lib"), Not(HasSubstr("tampered")));
}

TEST_F(Library, APartThatFailsIsNamedAndTheOthersGoOn) {
  broken_ = "D1";
  const BuildOutcome outcome = build();
  EXPECT_EQ(outcome.parts[0].verdict, "error");
  EXPECT_THAT(outcome.parts[0].message, HasSubstr("no graphs"));
  EXPECT_EQ(outcome.parts[1].verdict, "pass");
  EXPECT_THAT(read("out/ngspice/diodes.lib"), HasSubstr("D2"));
  EXPECT_THAT(read("out/index.html"), HasSubstr("D2"));
}

TEST_F(Library, RefusesADatasheetThatIsNotTheOneStated) {
  std::string parts = kParts;
  parts.replace(parts.find("datasheet = [\"a.pdf\"]"), 21,
                "datasheet = [\"a.pdf\"]\nsha256 = [\"0000\"]");
  write("parts.toml", parts);
  EXPECT_THAT(build().parts[0].message, HasSubstr("not the file that parts.toml states"));
}

TEST_F(Library, ABadManifestIsRefusedWithItsLine) {
  write("parts.toml", std::string(kParts) +
                          "[[part]]\nname = \"../x\"\ndevice = \"diode\"\n"
                          "datasheet = [\"a.pdf\"]\n");
  const auto manifest = load_manifest(folder_.path() / "parts.toml");
  ASSERT_FALSE(manifest.ok());
  EXPECT_THAT(manifest.error().message, HasSubstr("parts.toml, line 13"));
}

TEST_F(Library, DiffShowsWhatDrifted) {
  build("old");
  write("a.pdf", "first, longer");
  build("new");
  const auto difference = diff_libraries(folder_.path() / "old", folder_.path() / "new");
  ASSERT_TRUE(difference.ok()) << difference.error().message;
  ASSERT_EQ(difference->parameters.size(), 1U);
  EXPECT_EQ(difference->parameters[0].part, "D1");
  EXPECT_EQ(difference->parameters[0].parameter, "IS");
  EXPECT_THAT(describe(*difference), HasSubstr("D1 IS: 5e-14 -> 1.3e-13"));
  const auto same = diff_libraries(folder_.path() / "new", folder_.path() / "new");
  EXPECT_EQ(describe(*same), "no difference\n");
}

TEST_F(Library, PublishesApprovedModelsOnlyAndKeepsThePreviousVersion) {
  build();
  const auto out = folder_.path() / "out", target = folder_.path() / "release";
  EXPECT_FALSE(publish_library(out, target).ok());
  ASSERT_TRUE(
      record_approval(out, {"D1", "", true, "A. Person", "2026-11-23", "looks right"}).ok());
  auto published = publish_library(out, target);
  ASSERT_TRUE(published.ok()) << published.error().message;
  EXPECT_THAT(*published, ElementsAre("D1"));
  const std::string first = read("release/diodes.lib");
  EXPECT_THAT(first, HasSubstr(".model D1"));
  EXPECT_THAT(first, Not(HasSubstr(".model D2")));
  ASSERT_TRUE(record_approval(out, {"D2", "", true, "A. Person", "2026-11-24", ""}).ok());
  ASSERT_TRUE(publish_library(out, target).ok());
  EXPECT_EQ(read("release/diodes.lib.old"), first);
}

TEST_F(Library, AnApprovalHoldsForTheModelThatWasSeen) {
  build();
  const auto out = folder_.path() / "out";
  ASSERT_TRUE(record_approval(out, {"D1", "", true, "A. Person", "2026-11-23", ""}).ok());
  write("a.pdf", "another datasheet");
  build();
  EXPECT_FALSE(publish_library(out, folder_.path() / "release").ok());
  ASSERT_TRUE(record_approval(out, {"D1", "", true, "A. Person", "2026-11-23", ""}).ok());
  ASSERT_TRUE(record_approval(out, {"D1", "", false, "B. Person", "2026-11-24", "no"}).ok());
  EXPECT_FALSE(publish_library(out, folder_.path() / "release").ok());
  EXPECT_FALSE(record_approval(out, {"D9", "", true, "A. Person", "", ""}).ok());
  EXPECT_FALSE(record_approval(out, {"D1", "", true, "", "", ""}).ok());
}

TEST(SpiceName, IsThePartInLettersDigitsAndUnderscores) {
  EXPECT_EQ(spice_name("1N4148", "D"), "1N4148");
  EXPECT_EQ(spice_name("BAT54-C", "D"), "BAT54_C");
  EXPECT_EQ(spice_name("", "X"), "X");
}

TEST(CommentLines, AreAsciiAndShort) {
  const std::string text = comment_lines(
      "25 \xC2\xB0"
      "C and 3 \xC2\xB5"
      "A\n.control " +
      std::string(300, 'x'));
  EXPECT_THAT(text, HasSubstr("25 degC and 3 uA"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(line[0], '*');
    EXPECT_LT(line.size(), 128U);
    for (const char c : line) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  }
  EXPECT_TRUE(screen_deck(text).ok());
}

TEST(Dialects, SayTemperatureAndSourcesInTheirWords) {
  const std::string model =
      ".model D1 D(IS=1e-14 IKF=0 TNOM=25)\n.subckt D1_leak A K\nD1 A K D1\nB1 K A "
      "I=1e-9*exp(temper)\n"
      "+ *v(K,A)\n.ends\n";
  EXPECT_THAT(in_dialect(model, Dialect::ltspice).text, HasSubstr("exp(temp)"));
  const std::string pspice = in_dialect(model, Dialect::pspice).text;
  EXPECT_THAT(pspice, HasSubstr("T_MEASURED=25"));
  EXPECT_THAT(pspice, HasSubstr("GB1 K A VALUE={1e-9*exp(TEMP)\n+ *v(K,A)}\n"));
  EXPECT_EQ(in_dialect(model, Dialect::ngspice).text, model);
}

TEST(Dialects, NameWhatIsLeftOut) {
  const std::string model =
      ".model D1 D(IS=1e-14 TLEVC=1 TT=0\n+ PJ=1 CJP=4.5e-13 PHP=0.8 MJSW=0)\n";
  const DialectText text = in_dialect(model, Dialect::ltspice);
  EXPECT_THAT(text.text, HasSubstr("* Not the same: the constant part of the capacitance"));
  EXPECT_THAT(text.text, HasSubstr(".model D1 D(IS=1e-14 TT=0\n+)\n"));
}

TEST(Dialects, RefuseWhatCannotBeSaid) {
  const std::string mosfet = ".subckt M1 D G S\nM1 D G S C\n.model C VDMOS(NCHAN VTO=3)\n.ends\n";
  EXPECT_TRUE(in_dialect(mosfet, Dialect::pspice).text.empty());
  EXPECT_THAT(in_dialect(mosfet, Dialect::xyce).warnings[0], HasSubstr("level 18"));
  EXPECT_THAT(in_dialect(mosfet, Dialect::ltspice).text, HasSubstr("* Not the same: VDMOS"));
}

TEST(KicadFields, NameEveryPin) {
  EXPECT_THAT(kicad_fields("x.lib", ".model D1 D(IS=1)\n"), HasSubstr("Sim.Pins=1=K 2=A"));
  EXPECT_THAT(kicad_fields("x.lib", ".subckt M1 D G S\n.ends\n"),
              HasSubstr("Sim.Device=SUBCKT\nSim.Library=x.lib\nSim.Name=M1\nSim.Pins=1=D 2=G 3=S"));
}

}  // namespace
}  // namespace curvespice
