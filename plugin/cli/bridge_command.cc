// `curvespice bridge`: what the library in a host tool starts; its descriptor 3
// leads to the host. `curvespice open`: the page of the service in the browser.
#include <csignal>
#include <cstdio>

#include <sys/prctl.h>
#include <sys/socket.h>

#include "plugin/bridge/bridge_loop.h"
#include "plugin/bridge/opener.h"
#include "plugin/cli/job_options.h"

namespace curvespice {
namespace {

constexpr int kHostSocket = 3;

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

}  // namespace

int bridge_command(const Arguments&) {
  if (!is_socket(kHostSocket)) {
    std::fprintf(stderr,
                 "curvespice bridge: started by host tools only, with a socket as its "
                 "descriptor 3\n");
    return 2;
  }
  ::prctl(PR_SET_PDEATHSIG,
          SIGKILL);  // in the middle of a request, the host's end ends us too
  const auto service = bridge::local_service();
  bridge::Bridge bridge(*service, bridge::ModelShelf::of_user(), bridge::open_for_user);
  return bridge::serve_host(kHostSocket, bridge);
}

}  // namespace curvespice
