// Child processes with limits. Everything that reads hostile bytes (poppler, OCR, ngspice) runs in
// one: it may crash, hang or eat memory, and the caller gets a sentence.
//
// A child gets its own process group, only the descriptors 0-2 (plus a socket where asked), and
// dies with its parent (PR_SET_PDEATHSIG). The environment is passed on with LC_ALL=C.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/result.h"

namespace curvespice {

struct ProcessLimits {
  double wall_seconds = 30;                               // then the whole group is killed
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;    // RLIMIT_AS; 0 = none
  std::uint64_t file_bytes = std::uint64_t{1} << 30;      // RLIMIT_FSIZE; 0 = none
  std::uint64_t output_bytes = std::uint64_t{512} << 20;  // of stdout; more is `too_large`
  unsigned cpu_seconds = 0;                               // RLIMIT_CPU; 0 = none
};

struct ProcessRequest {
  std::vector<std::string> arguments;  // [0] is looked up in PATH
  std::string standard_input;
  std::filesystem::path folder;                    // working directory; empty = the caller's
  std::map<std::string, std::string> environment;  // added to the caller's
  ProcessLimits limits;
  // Asked about ten times a second; true kills the child and gives `cancelled`.
  std::function<bool()> cancelled;
};

struct ProcessOutput {
  int exit_code = 0;  // of a normal end; a signal is an error
  std::string standard_output;
  std::string standard_error;  // the last 64 KiB
};

// Runs to the end. Errors: missing_program, timeout, crashed (signal), too_large, cancelled, io.
// A non-zero exit code is not an error here: programs differ in what they mean by it.
Result<ProcessOutput> run_process(const ProcessRequest& request);

// A long-lived child with a socket pair: its end is descriptor 3 there (and in the environment as
// CURVESPICE_SOCKET=3), ours is socket(). Not thread-safe. Killed and reaped when destroyed.
class ChildProcess {
 public:
  static Result<ChildProcess> spawn(const ProcessRequest& request);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  int socket() const { return socket_; }

  // The wait status once it has ended, nothing while it runs.
  std::optional<int> poll_exit();
  void terminate();  // SIGTERM to the group
  void kill();       // SIGKILL to the group, and reap

  // What it wrote to standard error (and output) so far, the last 64 KiB.
  std::string log_tail() const;

 private:
  ChildProcess() = default;
  pid_t pid_ = -1;
  int socket_ = -1;
  std::filesystem::path log_;
  std::optional<int> status_;
};

// "exit code 3" or "signal 11 (Segmentation fault)".
std::string describe_wait_status(int status);

// The full path of a program on PATH, if there is one.
std::optional<std::filesystem::path> find_program(const std::string& name);

}  // namespace curvespice
