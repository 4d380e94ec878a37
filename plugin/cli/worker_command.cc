#include <cstdio>

#include "plugin/cli/job_options.h"
#include "worker/run_job.h"

namespace curvespice {

int worker_command(const Arguments& arguments) {
  CLI::App app("Does the one job of a job folder", "worker");
  std::string folder;
  app.add_option("--job", folder, "the job folder")->required();
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  const Status status = run_job_folder(folder);
  if (status.ok()) return 0;
  std::fprintf(stderr, "curvespice: %s\n", status.error().message.c_str());
  return exit_code_of(status.error());
}

}  // namespace curvespice
