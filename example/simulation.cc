#include "example/simulation.h"

#include <cmath>
#include <numbers>
#include <sstream>
#include <string>

#include "base/file.h"
#include "base/process.h"
#include "example/known_diode.h"

namespace curvespice::example {
namespace {

// Tight enough that the drawn curves, and not the simulator, set the demo's error.
constexpr const char* kOptions = ".options reltol=1e-6 abstol=1e-15 gmin=1e-15\n";

// Runs `netlist` with `commands`, which write their vectors to the file "out"; gives its rows.
Result<std::vector<std::vector<double>>> run_ngspice(const std::string& netlist,
                                                     const std::string& commands) {
  CURVESPICE_ASSIGN(const TemporaryFolder folder, TemporaryFolder::create());
  const std::string deck = "known diode\n" + subcircuit() + kOptions + netlist +
                           ".control\nset wr_singlescale\nset numdgt=10\n" + commands +
                           ".endc\n.end\n";
  CURVESPICE_TRY(write_file_atomic(folder.path() / "deck.cir", deck));
  ProcessRequest request;
  request.arguments = {"ngspice", "-n", "-b", "deck.cir"};
  request.folder = folder.path();
  CURVESPICE_ASSIGN(const ProcessOutput output, run_process(request));
  auto text = read_file(folder.path() / "out");
  if (!text.ok())
    return Error{ErrorCode::internal, "ngspice wrote no results: " + output.standard_error};
  std::vector<std::vector<double>> rows;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream numbers(line);
    std::vector<double>& row = rows.emplace_back();
    for (double number = 0; numbers >> number;) row.push_back(number);
  }
  return rows;
}

// Current into the diode's anode while its voltage goes from 0 to `top` (negative: reverse).
Result<std::vector<Sample>> sweep(double celsius, double top, int steps) {
  std::ostringstream commands;
  // A little further than the top, which rounding would sometimes leave out.
  commands << "set temp=" << celsius << "\ndc v1 0 " << top * 1.0001 << " " << top / steps
           << "\nwrdata out i(v1)\n";
  CURVESPICE_ASSIGN(const auto rows, run_ngspice("V1 a 0 0\nX1 a 0 EX4148\n", commands.str()));
  std::vector<Sample> samples;
  // Not at zero volts: the current there is the simulator's noise, and a logarithmic axis shows it.
  for (const auto& row : rows)
    if (row.size() == 2 && row[0] != 0) samples.push_back({std::fabs(row[0]), std::fabs(row[1])});
  if (samples.size() < static_cast<std::size_t>(steps))
    return Error{ErrorCode::internal, "ngspice stopped before the end of the sweep"};
  return samples;
}

}  // namespace

Result<std::vector<Sample>> forward_sweep(double celsius, double top_volts) {
  return sweep(celsius, top_volts, 1500);
}

Result<std::vector<Sample>> reverse_sweep(double celsius, double top_volts) {
  return sweep(celsius, -top_volts, 1000);
}

Result<std::vector<Sample>> capacitance_sweep(double top_volts) {
  constexpr double kFrequency = 1e6;
  constexpr int kSteps = 200;
  // One diode a bias point: a single AC point gives the whole curve.
  std::ostringstream netlist, vectors;
  for (int i = 0; i <= kSteps; ++i) {
    const double volts = top_volts * i / kSteps;
    netlist << "V" << i << " a" << i << " 0 dc " << -volts << " ac 1\n"
            << "X" << i << " a" << i << " 0 EX4148\n";
    vectors << " imag(i(v" << i << "))";
  }
  std::ostringstream commands;
  commands << "set temp=25\nac lin 1 " << kFrequency << " " << kFrequency << "\nwrdata out"
           << vectors.str() << "\n";
  CURVESPICE_ASSIGN(const auto rows, run_ngspice(netlist.str(), commands.str()));
  if (rows.empty() || rows[0].size() != kSteps + 2)
    return Error{ErrorCode::internal, "ngspice gave no capacitance"};
  std::vector<Sample> samples;
  for (int i = 0; i <= kSteps; ++i)
    samples.push_back(
        {top_volts * i / kSteps, std::fabs(rows[0][i + 1]) / (2 * std::numbers::pi * kFrequency)});
  return samples;
}

}  // namespace curvespice::example
