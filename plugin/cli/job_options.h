// What `run` and `extract` have in common: options to a request, and the outcome to the terminal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "plugin/cli/commands.h"
#include "worker/outcome.h"
#include "worker/request.h"

namespace curvespice {

struct JobOptions {
  std::vector<std::string> inputs;
  std::string device, part, out = ".", queue;
  ExtractionParameters parameters;
  bool json = false;
};

// Adds the options that both commands have.
void add_job_options(CLI::App& app, JobOptions& options);

// Parses; a number to exit with when that was all (help, or bad usage already said).
std::optional<int> parse_arguments(CLI::App& app, Arguments arguments);

// Files as they are, folders as the readable files in them, sorted.
Result<std::vector<JobInput>> find_inputs(const std::vector<std::string>& inputs);

// Prints the outcome (for people, or as JSON) and gives the exit code.
int print_outcome(const Result<JobOutcome>& outcome, const JobOptions& options, double seconds);

}  // namespace curvespice
