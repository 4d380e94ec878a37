#include "spice-export/device/bench_deck.h"

#include <cstdio>
#include <sstream>

namespace curvespice {
namespace {

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", value);
  return text;
}

// "drive out VGS VDS": the ports of the bench's subcircuit.
std::string ports(const Bench& bench, const std::string& suffix) {
  std::string text = "drive" + suffix + " out" + suffix;
  for (const BenchCondition& condition : bench.conditions) text += " " + condition.name + suffix;
  return text;
}

// The bench's netlist with `dut NODES` as the element line of the model.
std::string with_device(const ModelUnderTest& model, const Bench& bench) {
  const std::string& pattern = bench.instance.empty() ? model.device->instance : bench.instance;
  std::istringstream lines(bench.netlist);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.compare(0, 4, "dut ") == 0)
      line = render_instance(pattern, model.name, "dut", line.substr(4));
    text += line + "\n";
  }
  return text;
}

double condition_value(const BenchCurve& curve, const std::string& name) {
  const auto found = curve.conditions.find(name);
  return found == curve.conditions.end() ? 0 : found->second;
}

// B source that takes the values 0, 1, 2... of v(index) to the given ones. Long lines are folded.
std::string follower(const std::string& node, const std::vector<double>& values) {
  std::string text = "b_" + node + " " + node + " 0 v=pwl(v(index)";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % 4 == 0) text += "\n+ ";
    text += "," + number(static_cast<double>(i)) + "," + number(values[i]);
  }
  // pwl() wants two points.
  if (values.size() == 1) text += ",1," + number(values[0]);
  return text + ")\n";
}

}  // namespace

std::string bench_head(const ModelUnderTest& model, const Bench& bench, double temperature) {
  std::string ends = ports(bench, "");
  // Steps of a transient follow the accuracy asked for; a tighter one costs time, not errors seen,
  // and leakage currents of operating points hinder its start.
  const bool transient = bench.analysis == Analysis::transient;
  return "* curvespice bench\n" + model.text + "\n.subckt curvespice_bench " + ends + "\n" +
         with_device(model, bench) + ".ends\n.options " +
         std::string(transient ? "reltol=1e-4 abstol=1e-9 gmin=1e-12"
                               : "reltol=1e-6 abstol=1e-14 gmin=1e-15") +
         " itl1=100 itl2=100 tnom=25 temp=" + number(temperature) + "\n";
}

std::string stepped_sources(const Bench& bench, const std::vector<BenchPoint>& points) {
  std::string text = "vindex index 0 0\n";
  std::vector<double> values;
  for (const BenchPoint& point : points) values.push_back(point.forced);
  text += follower("drive", values);
  for (const BenchCondition& condition : bench.conditions) {
    values.clear();
    for (const BenchPoint& point : points)
      values.push_back(condition_value(*point.curve, condition.name));
    text += follower(condition.name, values);
  }
  return text + "xbench " + ports(bench, "") + " curvespice_bench\n";
}

std::string single_source(const Bench& bench, const BenchCurve& curve,
                          const std::string& drive_source) {
  std::string text = "vdrive drive 0 " + drive_source + "\n";
  for (const BenchCondition& condition : bench.conditions)
    text += "vc_" + condition.name + " " + condition.name + " 0 " +
            number(condition_value(curve, condition.name)) + "\n";
  return text + "xbench " + ports(bench, "") + " curvespice_bench\n";
}

}  // namespace curvespice
