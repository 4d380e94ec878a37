#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

#include "base/file.h"
#include "spice-export/device/device_class.h"
#include "spice-export/device/toml_reader.h"
#include "spice-export/simulate/deck_screen.h"

namespace curvespice {
namespace {

template <typename Value, std::size_t N>
Value one_of(TomlReader& reader, const std::string& key, const std::string& text,
             const std::array<std::pair<const char*, Value>, N>& choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (text == name) return value;
    known += std::string(known.empty() ? "" : ", ") + name;
  }
  reader.complain(key, "must be one of " + known);
  return choices[0].second;
}

enum class Polarity { n, p };

constexpr std::array<std::pair<const char*, Polarity>, 2> kPolarities = {
    {{"N", Polarity::n}, {"P", Polarity::p}}};
constexpr std::array<std::pair<const char*, Transform>, 2> kTransforms = {
    {{"linear", Transform::linear}, {"log", Transform::log}}};
constexpr std::array<std::pair<const char*, Analysis>, 5> kAnalyses = {
    {{"dc", Analysis::dc},
     {"ac_bias", Analysis::ac_bias},
     {"ac", Analysis::ac},
     {"transient", Analysis::transient},
     {"temperature", Analysis::temperature}}};
constexpr std::array<std::pair<const char*, Measure>, 7> kMeasures = {
    {{"real", Measure::real},
     {"imaginary", Measure::imaginary},
     {"magnitude", Measure::magnitude},
     {"decibel", Measure::decibel},
     {"phase", Measure::phase},
     {"capacitance", Measure::capacitance},
     {"inductance", Measure::inductance}}};

bool is_regular_expression(const std::string& text) {
  try {
    const std::regex expression(text, std::regex::icase);
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

Result<StartRule> read_start(const toml::table* table, const std::string& file) {
  StartRule rule;
  if (table == nullptr) return rule;
  TomlReader reader(*table, file);
  rule.family = reader.text("family");
  rule.label = reader.text("label", "");
  rule.pick = reader.text("pick");
  rule.at = reader.number("at", 0);
  rule.factor = reader.number("factor", 1);
  if (!is_regular_expression(rule.label)) reader.complain("label", "is not a regular expression");
  constexpr std::array<const char*, 11> kPicks = {"y_min",
                                                  "y_max",
                                                  "y_first",
                                                  "y_last",
                                                  "y_at",
                                                  "x_min",
                                                  "x_max",
                                                  "x_at_y_min",
                                                  "x_at_y_max",
                                                  "capacitance_at_x_min",
                                                  "inductance_at_x_max"};
  if (std::find(kPicks.begin(), kPicks.end(), rule.pick) == kPicks.end())
    reader.complain("pick", "is not a known way to read a start value off a figure");
  CURVESPICE_TRY(reader.finish());
  return rule;
}

Result<Parameter> read_parameter(const toml::table& table, const std::string& file) {
  TomlReader reader(table, file);
  Parameter parameter;
  parameter.name = reader.text("name");
  parameter.unit = reader.text("unit", "1");
  parameter.meaning = reader.text("meaning", "");
  parameter.low = reader.number("low");
  parameter.high = reader.number("high");
  parameter.transform =
      one_of(reader, "transform", reader.text("transform", "linear"), kTransforms);
  parameter.otherwise = reader.number("default");
  parameter.otherwise_reason = reader.text("default_reason", "");
  parameter.families = reader.texts("families", true);
  const toml::table* start = reader.table("start");
  if (!(parameter.low < parameter.high)) reader.complain("high", "must be above 'low'");
  if (parameter.transform == Transform::log && !(parameter.low > 0))
    reader.complain("low", "must be above zero for a logarithmic parameter");
  CURVESPICE_TRY(reader.finish());
  CURVESPICE_ASSIGN(parameter.start, read_start(start, file));
  return parameter;
}

Result<Stage> read_stage(const toml::table& table, const std::string& file) {
  TomlReader reader(table, file);
  Stage stage;
  stage.name = reader.text("name");
  stage.families = reader.texts("families", true);
  stage.free = reader.texts("free", true);
  stage.reference = reader.flag("reference", false);
  stage.temperatures = static_cast<int>(reader.number("temperatures", 1));
  stage.keep_below = reader.number("keep_below", 1);
  CURVESPICE_TRY(reader.finish());
  return stage;
}

Result<std::vector<BenchCondition>> read_conditions(const toml::table* table,
                                                    const std::string& file) {
  std::vector<BenchCondition> conditions;
  if (table == nullptr) return conditions;
  TomlReader reader(*table, file);
  for (const auto& [key, node] : *table) {
    BenchCondition condition;
    condition.name = std::string(key.str());
    if (node.is_number())
      condition.otherwise = reader.number(condition.name);
    else if (reader.text(condition.name) != "required")
      reader.complain(condition.name, "must be a number (assumed value) or \"required\"");
    conditions.push_back(condition);
  }
  CURVESPICE_TRY(reader.finish());
  return conditions;
}

// Netlists serve both polarities: of {N text|P text} the part for this one stays.
std::string for_polarity(const std::string& netlist, Polarity polarity) {
  static const std::regex choice("\\{([^{}|]*)\\|([^{}|]*)\\}");
  return std::regex_replace(netlist, choice, polarity == Polarity::n ? "$1" : "$2");
}

Result<Bench> read_bench(const toml::table& table, const std::string& file, Polarity polarity) {
  TomlReader reader(table, file);
  Bench bench;
  bench.family = reader.text("family");
  bench.x_unit = reader.text("x_unit");
  bench.y_unit = reader.text("y_unit");
  bench.label = reader.text("label", "");
  bench.quantity = reader.text("quantity", "");
  bench.analysis = one_of(reader, "analysis", reader.text("analysis", "dc"), kAnalyses);
  const std::string force = reader.text("force", "x");
  bench.force_y = force == "y";
  if (force != "x" && force != "y") reader.complain("force", "must be \"x\" or \"y\"");
  bench.measure = one_of(reader, "measure", reader.text("measure", "real"), kMeasures);
  bench.frequency = reader.text("frequency", "");
  bench.default_frequency = reader.number("default_frequency", 1e6);
  bench.time_scale = reader.number("time_scale", 1);
  bench.relative_to = reader.optional_number("relative_to");
  bench.percent = reader.flag("percent", false);
  bench.mirror = reader.flag("mirror", polarity == Polarity::p);
  bench.log_time = reader.flag("log_time", false);
  bench.one_part = reader.flag("one_part", false);
  bench.instance = reader.text("instance", "");
  bench.netlist = for_polarity(reader.text("netlist"), polarity);
  const toml::table* conditions = reader.table("conditions");
  if (!is_regular_expression(bench.label)) reader.complain("label", "is not a regular expression");
  if (!is_regular_expression(bench.quantity))
    reader.complain("quantity", "is not a regular expression");
  if (bench.netlist.find("dut ") == std::string::npos)
    reader.complain("netlist", "needs a line 'dut NODES' for the device");
  if (const Status screened = screen_deck(bench.netlist, "the netlist"); !screened.ok())
    reader.complain("netlist", screened.error().message);
  CURVESPICE_TRY(reader.finish());
  CURVESPICE_ASSIGN(bench.conditions, read_conditions(conditions, file));
  return bench;
}

// Stages and placeholders must speak of parameters that exist.
void check_names(TomlReader& reader, const DeviceClass& device) {
  for (const Stage& stage : device.stages)
    for (const std::string& name : stage.free)
      if (device.parameter(name) == nullptr)
        reader.complain("stage",
                        "'" + stage.name + "' frees '" + name + "', which is no parameter");
  const std::regex placeholder("\\{([^}]*)\\}");
  for (std::sregex_iterator at(device.netlist.begin(), device.netlist.end(), placeholder), end;
       at != end; ++at) {
    const std::string key = (*at)[1];
    if (key != "name" && device.parameter(key) == nullptr)
      reader.complain("netlist", "uses {" + key + "}, which is no parameter");
  }
  for (const Parameter& parameter : device.parameters)
    if (device.netlist.find("{" + parameter.name + "}") == std::string::npos)
      reader.complain("netlist", "does not use the parameter {" + parameter.name + "}");
}

template <typename Element, typename Read>
Status read_list(TomlReader& reader, const std::string& key, const std::string& file, Read read,
                 std::vector<Element>& elements) {
  for (const toml::table* table : reader.tables(key)) {
    CURVESPICE_ASSIGN(Element element, read(*table, file));
    elements.push_back(std::move(element));
  }
  if (elements.empty()) reader.complain(key, "needs at least one entry");
  return {};
}

Result<DeviceClass> read_class(const toml::table& table, const std::string& file,
                               Polarity polarity) {
  TomlReader reader(table, file);
  DeviceClass device;
  if (reader.text("schema") != "curvespice/device/1")
    reader.complain("schema", "must be \"curvespice/device/1\"");
  device.name = reader.text("name");
  device.title = reader.text("title");
  device.aliases = reader.texts("aliases", false);
  device.start = reader.text("start", "");
  device.essential = reader.texts("essential", false);
  device.pins = reader.texts("pins", true);
  device.instance = reader.text("instance");
  device.netlist = for_polarity(reader.text("netlist"), polarity);
  CURVESPICE_TRY(read_list(reader, "parameter", file, read_parameter, device.parameters));
  CURVESPICE_TRY(read_list(reader, "stage", file, read_stage, device.stages));
  const auto read_one_bench = [&](const toml::table& bench, const std::string& where) {
    return read_bench(bench, where, polarity);
  };
  CURVESPICE_TRY(read_list(reader, "bench", file, read_one_bench, device.benches));
  check_names(reader, device);
  if (const Status screened = screen_deck(device.netlist, "the netlist"); !screened.ok())
    reader.complain("netlist", screened.error().message);
  CURVESPICE_TRY(reader.finish());
  return device;
}

Result<toml::table> read_table(const std::filesystem::path& file) {
  CURVESPICE_ASSIGN(const std::string text, read_file(file, 1 << 20));
  return parse_toml(text, file.filename().string());
}

// A class that is another one with its polarity, names and some parameters changed.
Result<DeviceClass> read_derived_class(const toml::table& table,
                                       const std::filesystem::path& file) {
  const std::string where = file.filename().string();
  TomlReader reader(table, where);
  if (reader.text("schema") != "curvespice/device/1")
    reader.complain("schema", "must be \"curvespice/device/1\"");
  const std::string base = reader.text("based_on");
  const Polarity polarity = one_of(reader, "polarity", reader.text("polarity", "N"), kPolarities);
  if (base.find_first_of("/\\") != std::string::npos)
    reader.complain("based_on", "must be the name of a class beside this file");
  const std::string name = reader.text("name"), title = reader.text("title");
  const std::vector<std::string> aliases = reader.texts("aliases", false);
  const auto changes = reader.tables("parameter");
  CURVESPICE_TRY(reader.finish());
  const std::filesystem::path base_file = file.parent_path() / (base + ".toml");
  CURVESPICE_ASSIGN(const toml::table base_table, read_table(base_file));
  CURVESPICE_ASSIGN(DeviceClass device,
                    read_class(base_table, base_file.filename().string(), polarity));
  device.name = name;
  device.title = title;
  device.aliases = aliases;
  device.files = {file, base_file};
  for (const toml::table* change : changes) {
    CURVESPICE_ASSIGN(Parameter parameter, read_parameter(*change, where));
    const auto changed = std::find_if(device.parameters.begin(), device.parameters.end(),
                                      [&](const auto& one) { return one.name == parameter.name; });
    if (changed == device.parameters.end())
      return Error{ErrorCode::bad_input,
                   where + ": the class '" + base + "' has no parameter '" + parameter.name + "'"};
    *changed = std::move(parameter);
  }
  return device;
}

}  // namespace

Result<DeviceClass> load_device_class(const std::filesystem::path& file) {
  CURVESPICE_ASSIGN(const toml::table table, read_table(file));
  if (table.contains("based_on")) return read_derived_class(table, file);
  CURVESPICE_ASSIGN(DeviceClass device, read_class(table, file.filename().string(), Polarity::n));
  device.files = {file};
  return device;
}

Result<DeviceClass> find_device_class(const std::filesystem::path& folder,
                                      const std::string& name) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string known;
  for (const auto& file : files) {
    auto device = load_device_class(file);
    const bool meant = file.stem() == name;
    if (!device.ok() && meant) return device.error();
    if (!device.ok()) continue;
    const auto& aliases = device->aliases;
    if (meant || std::find(aliases.begin(), aliases.end(), name) != aliases.end()) return device;
    known += (known.empty() ? "" : ", ") + device->name;
  }
  return Error{ErrorCode::usage, "there is no device class '" + name + "'; known are: " +
                                     (known.empty() ? "none (" + folder.string() + ")" : known)};
}

}  // namespace curvespice
