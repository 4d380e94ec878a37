// A real xschem on a real display with our extension loaded, and a keyhole to look into it: a
// probe in its start file evaluates scripts and measures how long the event loop was held up.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "base/file.h"
#include "base/process.h"
#include "tests/e2e/display.h"

namespace curvespice::e2e {

struct XschemOptions {
  std::filesystem::path program;                   // what the extension starts; empty = it looks
  std::map<std::string, std::string> environment;  // added
  std::string start_lines;                         // added to the start file
  std::string schematic = "diode.sch";             // its file name
  bool next_release = false;                       // xschem 3.4 of Debian's next release
  bool load_extension = true;
};

class XschemHost {
 public:
  // Why the test cannot run here ("" when it can): a program that is not installed.
  static std::string missing();
  // The same for xschem 3.4, which is fetched and unpacked into the build folder.
  static std::string missing_next_release();

  static Result<std::unique_ptr<XschemHost>> start(const XschemOptions& options = {});

  // The value of a Tcl script in the editor; "error: ..." when it fails or nobody answers.
  std::string eval(const std::string& script);

  // Asks until `script` gives `wanted`; the last answer.
  std::string wait_for(const std::string& script, const std::string& wanted, double seconds = 10);

  // Clicks the middle of a widget with the mouse, once it has come to rest on the screen.
  void click(const std::string& widget);
  // Clicks `button`, which posts `menu`, and there the entry that matches the pattern `label`.
  void click_menu(const std::string& button, const std::string& menu, const std::string& label);

  // Netlists the schematic in the editor and runs it in ngspice: the current out of V1 in ampere.
  Result<double> simulated_current();

  // The longest time in milliseconds that the editor's event loop did not turn, less what it
  // waited for a processor (from /proc/self/schedstat), since the start of the editor.
  double longest_hold();

  bool running();
  std::string log() const { return process_->log_tail(); }
  pid_t pid() const { return process_->pid(); }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path schematic() const { return folder_.path() / options_.schematic; }
  Display& display() { return display_; }

 private:
  XschemHost(TemporaryFolder folder, Display display, XschemOptions options);
  Status launch();
  std::pair<int, int> place_of(const std::string& script);

  TemporaryFolder folder_;
  Display display_;
  XschemOptions options_;
  std::unique_ptr<ChildProcess> process_;
  int question_ = 0;
};

// A diode on a voltage source of 0.7 V, in xschem's file format.
extern const char* const kDiodeSchematic;

}  // namespace curvespice::e2e
