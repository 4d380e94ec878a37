#include "tests/e2e/xschem_host.h"

#include <charconv>
#include <chrono>
#include <sstream>
#include <thread>

#include "base/clock.h"

namespace curvespice::e2e {

const char* const kDiodeSchematic = R"(v {xschem version=2.8.1 file_version=1.0}
G {}
V {}
S {}
E {}
C {devices/diode.sym} 0 -10 0 0 {name=D1 model=dplain area=1}
C {devices/vsource.sym} -100 -10 0 0 {name=V1 value=0.7}
C {devices/gnd.sym} 0 20 0 0 {name=l1 lab=0}
C {devices/gnd.sym} -100 20 0 0 {name=l2 lab=0}
N -100 -60 -100 -40 {lab=#net1}
N 0 -60 0 -40 {lab=#net1}
N -100 -60 0 -60 {lab=#net1}
)";

namespace {

constexpr int kReadySeconds = 20;

constexpr char kNextRelease[] = CURVESPICE_BUILD_FOLDER "/hosts/xschem-next";

// xschem knows its folder from when it was compiled: the other release's is mounted over it, for
// this one process.
std::vector<std::string> editor_command(bool next_release) {
  if (!next_release) return {"env", "LC_ALL=C.UTF-8", "xschem"};
  const std::string root = kNextRelease;
  return {"unshare",
          "-m",
          "env",
          "LC_ALL=C.UTF-8",
          "sh",
          "-c",
          "mount --bind " + root + "/usr/share/xschem /usr/share/xschem && exec " + root +
              "/usr/bin/xschem \"$@\"",
          "xschem"};
}

void pause(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

std::string start_file(const std::filesystem::path& folder, const XschemOptions& options) {
  std::string text = "set netlist_dir {" + folder.string() + "}\nset netlist_type spice\n";
  text += "set probe_folder {" + folder.string() + "}\n";
  text += "source {" CURVESPICE_SOURCE_FOLDER "/tests/e2e/probe.tcl}\n";
  if (options.next_release)  // so that one schematic does for both releases
    text += "append XSCHEM_LIBRARY_PATH :/usr/share/xschem/xschem_library\n";
  if (options.load_extension)
    text += "load {" CURVESPICE_BUILD_FOLDER "/lib/curvespice/curvespice_xschem.so} Curvespice\n";
  return text + options.start_lines;
}

}  // namespace

XschemHost::XschemHost(TemporaryFolder folder, Display display, XschemOptions options)
    : folder_(std::move(folder)), display_(std::move(display)), options_(std::move(options)) {}

std::string XschemHost::missing() {
  for (const char* program : {"xschem", "Xvfb", "openbox", "xdotool", "ngspice"})
    if (!find_program(program)) return std::string(program) + " is not installed";
  if (!std::filesystem::exists(CURVESPICE_BUILD_FOLDER "/lib/curvespice/curvespice_xschem.so"))
    return "the extension is not built in this configuration";
  return {};
}

std::string XschemHost::missing_next_release() {
  if (const std::string absent = missing(); !absent.empty()) return absent;
  ProcessRequest request;
  request.arguments = {"sh", CURVESPICE_SOURCE_FOLDER "/tests/e2e/unpack_xschem.sh", kNextRelease};
  request.limits.wall_seconds = 240;
  const auto output = run_process(request);
  if (!output) return "xschem 3.4: " + output.error().message;
  if (output->exit_code != 0) return "xschem 3.4 cannot be fetched: " + output->standard_error;
  request.arguments = {"unshare", "-m", "true"};
  const auto allowed = run_process(request);
  if (allowed && allowed->exit_code == 0) return {};
  return "xschem 3.4 needs a mount of its own, which this user may not make";
}

Result<std::unique_ptr<XschemHost>> XschemHost::start(const XschemOptions& options) {
  CURVESPICE_ASSIGN(TemporaryFolder folder, TemporaryFolder::create());
  CURVESPICE_ASSIGN(Display display, Display::start());
  std::unique_ptr<XschemHost> host(new XschemHost(std::move(folder), std::move(display), options));
  CURVESPICE_TRY(host->launch());
  if (host->wait_for("expr 1", "1", kReadySeconds) != "1")
    return Error{ErrorCode::timeout, "xschem did not come up: " + host->log()};
  return host;
}

Status XschemHost::launch() {
  CURVESPICE_TRY(write_file_atomic(schematic(), kDiodeSchematic));
  CURVESPICE_TRY(make_folders(folder() / "home"));
  CURVESPICE_TRY(make_folders(folder() / "models"));
  CURVESPICE_TRY(write_file_atomic(folder() / "start.tcl", start_file(folder(), options_)));
  ProcessRequest request;
  // The children of base get LC_ALL=C; an editor has the user's locale.
  request.arguments = editor_command(options_.next_release);
  for (const std::string& word :
       {std::string("--rcfile"), (folder() / "start.tcl").string(), schematic().string()})
    request.arguments.push_back(word);
  request.folder = folder();
  request.environment = {{"DISPLAY", display_.name()},
                         {"HOME", (folder() / "home").string()},
                         {"CURVESPICE_MODELS", (folder() / "models").string()},
                         {"CURVESPICE_STATE", (folder() / "state").string()}};
  if (!options_.program.empty()) request.environment["CURVESPICE_PROGRAM"] = options_.program;
  for (const auto& [name, value] : options_.environment) request.environment[name] = value;
  request.limits.memory_bytes = 0;
  CURVESPICE_ASSIGN(ChildProcess process, ChildProcess::spawn(request));
  process_ = std::make_unique<ChildProcess>(std::move(process));
  return {};
}

std::string XschemHost::eval(const std::string& script) {
  const std::string number = std::to_string(++question_);
  if (!write_file_atomic(folder() / "question", number + "\n" + script)) return "error: disk";
  const std::filesystem::path answer = folder() / ("answer." + number);
  const double end = monotonic_seconds() + kReadySeconds;
  while (!std::filesystem::exists(answer)) {
    if (!running()) return "error: xschem is gone: " + log();
    if (monotonic_seconds() > end) return "error: xschem does not answer: " + log();
    pause(10);
  }
  auto text = read_file(answer);
  std::filesystem::remove(answer);
  return text ? *text : "error: " + text.error().message;
}

std::string XschemHost::wait_for(const std::string& script, const std::string& wanted,
                                 double seconds) {
  const double end = monotonic_seconds() + seconds;
  for (;;) {
    std::string answer = eval(script);
    if (answer == wanted || monotonic_seconds() > end || !running()) return answer;
    pause(50);
  }
}

// Two numbers, as soon as they are the same twice: a window manager moves new windows about.
std::pair<int, int> XschemHost::place_of(const std::string& script) {
  std::string before;
  std::string now = eval(script);
  for (int look = 0; look < 20 && now != before; ++look) {
    pause(100);
    before = std::exchange(now, eval(script));
  }
  std::pair<int, int> place;
  std::istringstream(now) >> place.first >> place.second;
  return place;
}

void XschemHost::click(const std::string& widget) {
  wait_for("winfo viewable " + widget, "1");
  const auto [x, y] =
      place_of("list [expr {[winfo rootx " + widget + "] + [winfo width " + widget +
               "] / 2}] [expr {[winfo rooty " + widget + "] + [winfo height " + widget + "] / 2}]");
  display_.click(x, y);
}

void XschemHost::click_menu(const std::string& button, const std::string& menu,
                            const std::string& label) {
  click(button);
  wait_for("winfo viewable " + menu, "1");
  const auto [x, y] =
      place_of("set i [" + menu + " index {" + label + "}]; list [expr {[winfo rootx " + menu +
               "] + 20}] [expr {[winfo rooty " + menu + "] + [" + menu + " yposition $i] + 8}]");
  display_.click(x, y);
}

Result<double> XschemHost::simulated_current() {
  eval("xschem netlist");
  CURVESPICE_ASSIGN(std::string deck,
                    read_file(folder() / (schematic().stem().string() + ".spice")));
  deck.erase(deck.rfind(".end"));
  deck += ".control\nop\nprint i(v1)\n.endc\n.end\n";
  CURVESPICE_TRY(write_file_atomic(folder() / "run.cir", deck));
  ProcessRequest request;
  request.arguments = {"ngspice", "-n", "-b", "run.cir"};
  request.folder = folder();
  CURVESPICE_ASSIGN(ProcessOutput output, run_process(request));
  const std::size_t found = output.standard_output.find("i(v1) = ");
  if (found == std::string::npos)
    return Error{ErrorCode::bad_input, output.standard_output + output.standard_error + deck};
  return -std::stod(output.standard_output.substr(found + 8));
}

double XschemHost::longest_hold() { return std::stod(eval("set probe_hold")); }

bool XschemHost::running() { return !process_->poll_exit().has_value(); }

}  // namespace curvespice::e2e
