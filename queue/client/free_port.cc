#include "queue/client/free_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace curvespice {
namespace {

constexpr int kUsualPort = 8008;

// The port a socket of the loopback got when it asked for `wanted` (0 = any); 0 when it got none.
int bound_port(int wanted) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;  // as the service does: a port that was just left is free
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<in_port_t>(wanted));
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(listener, generic, size) == 0 && listen(listener, 1) == 0 &&
                     getsockname(listener, generic, &size) == 0;
  close(listener);
  return bound ? ntohs(address.sin_port) : 0;
}

}  // namespace

int port_to_start_at() { return bound_port(kUsualPort) != 0 ? 0 : bound_port(0); }

}  // namespace curvespice
