#include <cstdio>

#include "plugin/bridge/opener.h"
#include "plugin/cli/job_options.h"
#include "queue/client/client.h"
#include "queue/service/serve.h"

namespace curvespice {
namespace {

int report(const Error& error) {
  std::fprintf(stderr, "curvespice: %s\n", error.message.c_str());
  return exit_code_of(error);
}

}  // namespace

int serve_command(const Arguments& arguments) {
  CLI::App app("Queues, jobs, files and the page, in the foreground until Ctrl-C", "serve");
  queue::ServeOptions options;
  std::string state;
  app.add_option("--state", state, "folder for everything it keeps");
  app.add_option("--port", options.port, "port to listen on; 0 = any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--address", options.address,
                 "address to listen on; others than this machine's "
                 "own need --certificate and --key")
      ->capture_default_str();
  app.add_option("--certificate", options.certificate, "certificate chain for TLS (PEM)")
      ->check(CLI::ExistingFile);
  app.add_option("--key", options.key, "its private key (PEM)")->check(CLI::ExistingFile);
  app.add_option("--workers", options.workers, "jobs at once; 0 = one for each core")
      ->check(CLI::Range(0, 256));
  app.add_option("--idle-exit", options.idle_exit_seconds,
                 "end after so many seconds without anything to do");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  options.state = state;
  options.ready = [](const std::string& url) {
    std::printf("curvespice serves on %s; 'curvespice open' shows the page, Ctrl-C stops\n",
                url.c_str());
    std::fflush(stdout);
  };
  const Status status = queue::serve(options);
  return status.ok() ? 0 : report(status.error());
}

// Prints the page's address with its token; whoever holds it may use the service.
int open_command(const Arguments& arguments) {
  CLI::App app("The address of the service's page, started when it does not run", "open");
  ServiceOptions options;
  std::string state;
  bool browser = false;
  app.add_option("--state", state, "the service's folder");
  app.add_flag("--browser", browser, "show it in the browser as well");
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  options.state = state;
  options.start = true;
  const auto address = find_service(options);
  if (!address.ok()) return report(address.error());
  const std::string page = address->url + "/#token=" + address->token;
  std::printf("%s\n", page.c_str());
  if (!browser) return 0;
  const Status opened = bridge::open_for_user(page);
  return opened ? 0 : report(opened.error());
}

}  // namespace curvespice
