// A class of devices as data: what config/devices/NAME.toml says.
//
// A class has a netlist template, parameters, fitting stages and a test bench for every family of
// figures it explains. docs/device-classes.md describes the file; users add their own beside ours.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

enum class Transform { linear, log };  // the space in which a parameter is searched

// Where a start value is read off a figure, for classes that need no more than that.
struct StartRule {
  std::string family;  // empty = no rule
  std::string label;   // regular expression on the curve's label; empty = the first curve
  std::string pick;    // "y_min", "y_at"...: see pick_value in fit/start_rules.h
  double at = 0;       // x of "y_at"
  double factor = 1;
};

struct Parameter {
  std::string name;     // as in the netlist template, "IS"
  std::string unit;     // SI, for the report; "1" when it has none
  std::string meaning;  // a few words for the report
  double low = 0, high = 0;
  Transform transform = Transform::linear;
  double otherwise = 0;               // value where no figure determines it
  std::string otherwise_reason;       // why that value, for the report
  std::vector<std::string> families;  // figures that it changes
  StartRule start;
};

struct Stage {
  std::string name;
  std::vector<std::string> families;  // curves that it fits; it is skipped where there are none
  std::vector<std::string> free;      // parameters that it adds to those moved before it
  bool reference = false;             // only the curves nearest to 25 degC
  int temperatures = 1;               // different temperatures needed among those curves
  // Of an optional stage: kept only when the weighted RMS residual falls below this part of what
  // it was. 1 = always kept.
  double keep_below = 1;
};

// How the simulator repeats a figure.
enum class Analysis {
  dc,           // operating points, the forced quantity stepped
  ac_bias,      // small signal at one frequency, the forced quantity is a bias
  ac,           // the forced quantity is the frequency
  transient,    // the forced quantity is time (times `time_scale`)
  temperature,  // operating points, the forced quantity is the device's temperature in degC
};

// What is made of the voltage of node `out` (complex for ac and ac_bias).
enum class Measure { real, imaginary, magnitude, decibel, phase, capacitance, inductance };

struct BenchCondition {
  std::string name;                 // node of the bench that carries it, "VGS"
  std::optional<double> otherwise;  // value assumed (and reported) when a figure does not say
};

struct Bench {
  std::string family;
  std::string x_unit, y_unit;  // of the figure's axes; exchanged axes are recognised by them
  std::string label;           // regular expression on the curve's label; empty = any curve
  std::string quantity;        // regular expression on the y axis' quantity or title; empty = any
  Analysis analysis = Analysis::dc;
  bool force_y = false;  // the simulator is given y and asked for x
  Measure measure = Measure::real;
  std::vector<BenchCondition> conditions;
  std::string frequency;  // ac_bias: condition that holds it
  double default_frequency = 1e6;
  double time_scale = 1;  // transient: seconds for one unit of the forced quantity
  // Figures that show a change against the value at one forced point: y / y(at) or per cent.
  std::optional<double> relative_to;
  bool percent = false;
  std::string instance;   // instead of the class's, for another of its subcircuits
  bool mirror = false;    // an axis drawn negative (P types, reverse voltage) is taken by its size
  bool log_time = false;  // transient: points spread over decades of time
  bool one_part = false;  // the figure's curves are different parts: only one of them is used
  std::string netlist;    // nodes: drive, out, one for each condition; a line `dut NODES`
};

struct DeviceClass {
  std::string name, title;
  std::vector<std::string> aliases;
  std::string start;                   // closed-form start values (device/starts); empty = none
  std::vector<std::string> essential;  // a model needs one of these figures; empty = any
  std::vector<std::string> pins;       // in the order of the `dut` line
  std::string instance;                // "D{id} {nodes} {name}"
  std::string netlist;                 // ".model {name} D(IS={IS} ...)"
  std::vector<Parameter> parameters;
  std::vector<Stage> stages;
  std::vector<Bench> benches;
  std::vector<std::filesystem::path>
      files;  // it was read from: its own, and the one it is based on

  const Parameter* parameter(const std::string& parameter_name) const;
  bool explains(const std::string& family) const;
};

using ParameterValues = std::map<std::string, double>;

// `bad_input` names file and line: unknown key, missing member, bounds the wrong way round, a
// placeholder without a parameter, a netlist that would be refused by screen_deck.
Result<DeviceClass> load_device_class(const std::filesystem::path& file);

// By name or alias, from `folder` (every *.toml in it). `usage` listing what there is.
Result<DeviceClass> find_device_class(const std::filesystem::path& folder, const std::string& name);

// The netlist template with all placeholders filled. A library gets six significant digits; a fit
// needs more, for its derivatives.
std::string render_model(const DeviceClass& device, const std::string& name,
                         const ParameterValues& values, int digits = 6);

// The element line that puts the model between `nodes`, by the pattern of class or bench.
std::string render_instance(const std::string& pattern, const std::string& name,
                            const std::string& id, const std::string& nodes);

}  // namespace curvespice
