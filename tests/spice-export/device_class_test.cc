#include "spice-export/device/device_class.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "spice-export/device/bench_run.h"
#include "spice-export/fit/starts.h"
#include "spice-export/simulate/ngspice_simulator.h"
#include "tests/spice-export/sample_figures.h"

namespace curvespice {
namespace {

using testing::HasSubstr;

constexpr const char* kResistor = R"(schema = "curvespice/device/1"
name = "resistor"
title = "Resistor"
pins = ["P", "N"]
instance = "X{id} {nodes} {name}"
netlist = """
.subckt {name} P N
R1 P N {R}
.ends {name}
"""
[[parameter]]
name = "R"
unit = "ohm"
low = 1e-3
high = 1e9
transform = "log"
default = 1000
families = ["resistance"]
[[stage]]
name = "all"
families = ["resistance"]
free = ["R"]
[[bench]]
family = "resistance"
x_unit = "V"
y_unit = "A"
netlist = """
ed d 0 drive 0 1
vsense d d1 0
dut d1 0
hout out 0 vsense 1
"""
)";

class DeviceClassFile : public testing::Test {
 protected:
  DeviceClassFile() : folder_(TemporaryFolder::create().value()) {}

  Result<DeviceClass> load(const std::string& text) {
    const auto file = folder_.path() / "resistor.toml";
    EXPECT_TRUE(write_file_atomic(file, text).ok());
    return load_device_class(file);
  }

  // The class with `from` replaced by `to`: the error that this gives.
  std::string complaint(const std::string& from, const std::string& to) {
    std::string text = kResistor;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto device = load(text);
    return device.ok() ? "accepted" : device.error().message;
  }

  TemporaryFolder folder_;
};

TEST_F(DeviceClassFile, AUsersOwnClassLoadsAndRuns) {
  const auto device = load(kResistor);
  ASSERT_TRUE(device.ok()) << device.error().message;
  const auto simulator = make_ngspice_simulator();
  const ModelUnderTest model{&*device, render_model(*device, "r2k", {{"R", 2000}}), "r2k"};
  const auto result = run_benches(*simulator, model, {{&device->benches[0], {1, -2, 4}, {}, 25}});
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_NEAR((*result)[0][1], -1e-3, 1e-9);
}

TEST_F(DeviceClassFile, IsRefusedWithItsLine) {
  EXPECT_THAT(complaint("high = 1e9", "high = 1e-9"), HasSubstr("resistor.toml, line 15"));
  EXPECT_THAT(complaint("low = 1e-3", "low = 0"), HasSubstr("above zero"));
  EXPECT_THAT(complaint("unit = \"ohm\"", "units = \"ohm\""), HasSubstr("'units' is not a member"));
  EXPECT_THAT(complaint("default = 1000\n", ""), HasSubstr("'default' is missing"));
  EXPECT_THAT(complaint("free = [\"R\"]", "free = [\"X\"]"), HasSubstr("no parameter"));
  EXPECT_THAT(complaint("R1 P N {R}", "R1 P N {Q}"), HasSubstr("{Q}"));
  EXPECT_THAT(complaint("R1 P N {R}", "R1 P N {R}\n.control\nshell ls\n.endc"),
              HasSubstr("not allowed"));
  EXPECT_THAT(complaint("dut d1 0", "rx d1 0 1"), HasSubstr("dut NODES"));
  EXPECT_THAT(complaint("title = ", "title == "), HasSubstr("line 3"));
  EXPECT_THAT(complaint("y_unit = \"A\"", "y_unit = \"A\"\nanalysis = \"magic\""),
              HasSubstr("must be one of dc, ac_bias"));
}

TEST(ShippedClasses, AllLoadAndTheirModelsSimulateAtTheirDefaults) {
  const auto folder = std::filesystem::path(CURVESPICE_SOURCE_FOLDER) / "config/devices";
  const auto simulator = make_ngspice_simulator();
  int classes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto device = load_device_class(entry.path());
    ASSERT_TRUE(device.ok()) << device.error().message;
    EXPECT_TRUE(device->start.empty() || start_function(device->start)) << device->start;
    std::string deck = "* load\n" + render_model(*device, "dut", parameters_of(*device, {})) + "\n";
    std::string nodes;
    for (std::size_t i = 0; i < device->pins.size(); ++i) {
      nodes += (i > 0 ? " p" : "p") + std::to_string(i);
      deck += "rp" + std::to_string(i) + " p" + std::to_string(i) + " 0 1k\n";
    }
    deck += render_instance(device->instance, "dut", "t", nodes) + "\nv1 p0 0 0.1\n";
    const auto result = simulator->run({deck, "op", {"p0"}, 1});
    EXPECT_TRUE(result.ok()) << device->name << ": " << result.error().message;
    ++classes;
  }
  EXPECT_GE(classes, 10);
}

TEST(ShippedClasses, AreFoundByAlias) {
  const auto folder = std::filesystem::path(CURVESPICE_SOURCE_FOLDER) / "config/devices";
  const auto device = find_device_class(folder, "schottky");
  ASSERT_TRUE(device.ok()) << device.error().message;
  EXPECT_EQ(device->name, "diode");
}

// The other polarity of a class is one of a few lines, and answers with the signs turned.
TEST(DeviceClass, TheOtherPolarityMirrorsTheClassThatItIsBasedOn) {
  const auto simulator = make_ngspice_simulator();
  for (const auto& [n, p] : {std::pair{"mosfet", "mosfet_p"}, {"bjt", "bjt_pnp"}}) {
    const DeviceClass npn = shipped_class(n), pnp = shipped_class(p);
    EXPECT_EQ(pnp.name, p);
    EXPECT_EQ(pnp.benches.size(), npn.benches.size());
    EXPECT_TRUE(pnp.benches[0].mirror);
    EXPECT_FALSE(npn.benches[0].mirror);
    const std::map<std::string, double> conditions = {{"VGS", 6}, {"VDS", 5},   {"ID", 1},
                                                      {"VCE", 5}, {"IB", 1e-4}, {"ICIB", 10}};
    for (std::size_t i = 0; i < npn.benches.size(); ++i) {
      if (npn.benches[i].analysis != Analysis::dc) continue;
      const auto answer = [&](const DeviceClass& device) {
        const ModelUnderTest model{&device, render_model(device, "dut", parameters_of(device, {})),
                                   "dut"};
        // Volts at which the channel conducts, amperes that a small transistor carries.
        const auto forced = device.benches[i].x_unit == "V" && !device.benches[i].force_y
                                ? std::vector{4.0, 8.0}
                                : std::vector{0.02, 0.1};
        auto values =
            run_benches(*simulator, model, {{&device.benches[i], forced, conditions, 25}});
        EXPECT_TRUE(values.ok()) << (values.ok() ? "" : values.error().message);
        return values.ok() ? (*values)[0] : std::vector<double>{};
      };
      const auto one = answer(npn), other = answer(pnp);
      ASSERT_EQ(one.size(), other.size());
      for (std::size_t k = 0; k < one.size(); ++k)
        EXPECT_NEAR(other[k], one[k], 1e-4 * std::abs(one[k]) + 1e-12) << npn.benches[i].family;
    }
  }
}

}  // namespace
}  // namespace curvespice
