// The command `curvespice`: finds the subcommand and hands it the rest of the words.
#include <algorithm>
#include <cstdio>
#include <exception>

#include "base/paths.h"
#include "plugin/cli/commands.h"

namespace {

struct Command {
  const char* name;
  int (*function)(const curvespice::Arguments&);
  const char* summary;  // null = not for people
};

constexpr Command kCommands[] = {
    {"run", curvespice::run_command, "a datasheet to a verified SPICE model: the main job"},
    {"extract", curvespice::extract_command, "the graphs of a datasheet to curves (JSON, CSV)"},
    {"fit", curvespice::fit_command, "curves, extracted or measured (CSV), to a SPICE model"},
    {"library", curvespice::library_command, "models of many parts: build, diff, approve, publish"},
    {"import", curvespice::import_command, "hand-work of Engauge or WebPlotDigitizer to curves"},
    {"export", curvespice::export_command, "a figure as a project of one of these"},
    {"install", curvespice::install_command, "Curvespice into a tool: xschem, ngspice, kicad"},
    {"uninstall", curvespice::uninstall_command, "takes it out again"},
    {"queue", curvespice::queue_command, "jobs, batches, products and files of the service"},
    {"serve", curvespice::serve_command, "the queue's service and its page"},
    {"open", curvespice::open_command, "the address of the service's page"},
    {"doctor", curvespice::doctor_command, "what is installed, what is missing, what to do"},
    {"bridge", curvespice::bridge_command, nullptr},
    {"worker", curvespice::worker_command, nullptr},
    {"simulator", curvespice::simulator_command, nullptr},
};

int help(std::FILE* out) {
  std::fprintf(out, "curvespice %s: the graphs of a datasheet to a SPICE model, with proof\n\n",
               curvespice::engine_version());
  for (const Command& command : kCommands)
    if (command.summary)
      std::fprintf(out, "  curvespice %-10s %s\n", command.name, command.summary);
  std::fprintf(out, "\n'curvespice COMMAND --help' says more of one.\n");
  return out == stdout ? 0 : 2;
}

int dispatch(const curvespice::Arguments& words) {
  if (words.empty()) return help(stderr);
  if (words[0] == "--version")
    return std::printf("curvespice %s\n", curvespice::engine_version()) < 0;
  if (words[0] == "--help" || words[0] == "help") return help(stdout);
  const auto* command = std::find_if(std::begin(kCommands), std::end(kCommands),
                                     [&](const Command& one) { return words[0] == one.name; });
  if (command == std::end(kCommands)) {
    std::fprintf(stderr, "curvespice: there is no command '%s'; 'curvespice --help' lists them\n",
                 words[0].c_str());
    return 2;
  }
  return command->function({words.begin() + 1, words.end()});
}

}  // namespace

int main(int count, char** words) {
  try {
    return dispatch({words + 1, words + count});
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "curvespice: internal error: %s; please report it with the input\n",
                 problem.what());
    return 3;
  }
}
