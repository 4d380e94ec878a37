#include "base/clock.h"
#include "plugin/cli/job_options.h"
#include "plugin/cli/through_queue.h"
#include "worker/run_job.h"
#include "worker/side_by_side.h"

namespace curvespice {

int extract_command(const Arguments& arguments) {
  CLI::App app("The graphs of a datasheet to calibrated, named curves", "extract");
  JobOptions options;
  add_job_options(app, options);
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;

  const double begin = monotonic_seconds();
  const auto outcome = [&]() -> Result<JobOutcome> {
    JobRequest request;
    CURVESPICE_ASSIGN(request.inputs, find_inputs(options.inputs));
    request.parameters = options.parameters;
    TerminalProgress progress;
    if (!options.queue.empty())
      return run_through_queue(request, {options.queue, options.out}, progress);
    if (request.inputs.size() > 1) return extract_side_by_side(request, options.out, {}, progress);
    return run_job_into(request, options.out, progress);
  }();
  return print_outcome(outcome, options, monotonic_seconds() - begin);
}

}  // namespace curvespice
