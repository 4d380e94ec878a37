// The subcommands of `curvespice`. Each gets the words after its name and gives the exit code:
// 0 done, 1 done with refusals or a failed verification, 2 bad usage or input, 3 internal.
#pragma once

#include <string>
#include <vector>

namespace curvespice {

using Arguments = std::vector<std::string>;

int run_command(const Arguments& arguments);        // extract + fit + verify + report
int extract_command(const Arguments& arguments);    // figures to curves
int fit_command(const Arguments& arguments);        // curves to a model
int library_command(const Arguments& arguments);    // libraries that can be made again
int import_command(const Arguments& arguments);     // another digitizer's project to curves
int export_command(const Arguments& arguments);     // and back
int serve_command(const Arguments& arguments);      // the queue's service
int open_command(const Arguments& arguments);       // the address of its page
int queue_command(const Arguments& arguments);      // every route of the service
int bridge_command(const Arguments& arguments);     // hidden: talks for a host tool's library
int worker_command(const Arguments& arguments);     // one job of a job folder
int install_command(const Arguments& arguments);    // Curvespice into a host tool
int uninstall_command(const Arguments& arguments);  // and out again
int doctor_command(const Arguments& arguments);     // what is installed, what is missing
int simulator_command(const Arguments& arguments);  // hidden: ngspice in a child process

}  // namespace curvespice
