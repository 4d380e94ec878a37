#include "base/clock.h"
#include "plugin/cli/job_options.h"
#include "plugin/cli/through_queue.h"
#include "worker/run_job.h"

namespace curvespice {
namespace {

// The part is named after the file unless the user says otherwise: BAS16.pdf gives BAS16.
std::string part_from_file(const std::string& name) {
  std::string part = std::filesystem::path(name).stem().string();
  for (char& c : part)
    if (!check_part_name(std::string("x") + c).ok()) c = '_';
  return check_part_name(part).ok() ? part : "PART";
}

Result<JobRequest> model_request(const JobOptions& options) {
  JobRequest request;
  request.kind = JobKind::model;
  CURVESPICE_ASSIGN(request.inputs, find_inputs(options.inputs));
  request.device = options.device;
  request.part = options.part.empty() ? part_from_file(request.inputs[0].name) : options.part;
  request.parameters = options.parameters;
  CURVESPICE_TRY(check_part_name(request.part));
  return request;
}

}  // namespace

int run_command(const Arguments& arguments) {
  CLI::App app("A datasheet to calibrated curves, a fitted SPICE model and its proof", "run");
  JobOptions options;
  add_job_options(app, options);
  app.add_option("--device", options.device, "device class, such as diode")->required();
  app.add_option("--part", options.part, "name of the model; the file's name if not given");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;

  const double begin = monotonic_seconds();
  const auto outcome = [&]() -> Result<JobOutcome> {
    CURVESPICE_ASSIGN(const JobRequest request, model_request(options));
    TerminalProgress progress;
    if (!options.queue.empty())
      return run_through_queue(request, {options.queue, options.out}, progress);
    return run_job_into(request, options.out, progress);
  }();
  return print_outcome(outcome, options, monotonic_seconds() - begin);
}

}  // namespace curvespice
