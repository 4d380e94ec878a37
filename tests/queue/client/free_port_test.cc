#include "queue/client/free_port.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace curvespice {
namespace {

// A listener on the port, -1 when somebody else has it: then the case is given without us.
int occupy(int port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<in_port_t>(port));
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      listen(listener, 1) == 0)
    return listener;
  close(listener);
  return -1;
}

TEST(FreePort, IsAnotherOneWhileTheUsualOneIsTaken) {
  const int usual = occupy(8008);
  const int port = port_to_start_at();
  EXPECT_GT(port, 1023);
  EXPECT_NE(port, 8008);
  const int other = occupy(port);
  EXPECT_GE(other, 0) << "it was free a moment ago";
  close(other);
  if (usual >= 0) close(usual);
}

}  // namespace
}  // namespace curvespice
