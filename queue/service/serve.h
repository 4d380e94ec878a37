// The service as one call: `curvespice serve`.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice::queue {

struct ServeOptions {
  std::filesystem::path state;  // empty = default_state_folder()
  std::string address = "127.0.0.1";
  int port = 8008;                          // 0: any free one
  std::filesystem::path certificate, key;   // PEM; needed where the address is no loopback
  std::size_t workers = 0;                  // at once, over all queues; 0 = one for each core
  std::vector<std::string> worker_command;  // empty = {program_path(), "worker"}
  int idle_exit_seconds = 0;                // ends after so long without anything to do; 0 = never
  int patience_ms = 2'000;                  // for running jobs at the end, before they go back
  // Called once it listens. [main-thread]
  std::function<void(const std::string& url)> ready;
};

// Serves until SIGTERM or SIGINT (or idle). Blocks these signals in the calling thread, which
// should be the process's first and, before the call, only one. `conflict`: the port or the state
// folder is taken.
Status serve(const ServeOptions& options);

}  // namespace curvespice::queue
