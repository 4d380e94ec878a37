// ngspice (libngspice, loaded at run time) in a child process, one instance a child.
//
// libngspice crashes, hangs and executes what decks tell it to, so it never shares a process with
// anything of value: decks are screened first (deck_screen.h), the child has limits and a private
// folder, a watchdog kills it on overrun, and whatever ended it is reported in a sentence while
// the next run gets a fresh child. Starting one costs about 5 ms.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "spice-export/simulate/simulator.h"

namespace curvespice {

struct NgspiceOptions {
  // The command whose child end calls simulator_main(3). Empty = this program, "simulator".
  std::vector<std::string> command;
  double run_seconds = 3;           // longest single analysis; then the child is killed
  double start_seconds = 20;        // longest start
  unsigned runs_per_child = 20000;  // then it is replaced, should memory creep after all
  std::size_t memory_bytes = std::size_t{2} << 30;
};

// Nothing is started before the first run.
std::unique_ptr<Simulator> make_ngspice_simulator(NgspiceOptions options = {});

// The child's main loop: serves requests on `socket_fd` until it is closed. Returns the exit code.
// Called by `curvespice simulator`.
int simulator_main(int socket_fd);

}  // namespace curvespice
