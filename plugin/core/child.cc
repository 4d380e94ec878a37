#include "plugin/core/child.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" char** environ;

namespace curvespice::plugin {
namespace {

constexpr int kChildSocket = 3;
constexpr int kGraceSteps = 20;  // of a millisecond

std::string describe(int status) {
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit code " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

// The child's descriptors, signals and group, so that nothing of the host's leaks into it.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, socket, kChildSocket);
    posix_spawn_file_actions_addclosefrom_np(&actions_, kChildSocket + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  // 0, or the error number.
  int spawn(const std::string& program, pid_t& pid) {
    const char* const arguments[] = {program.c_str(), "bridge", nullptr};
    return posix_spawn(&pid, program.c_str(), &actions_, &attributes_,
                       const_cast<char* const*>(arguments), environ);
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// dup2 onto itself would keep close-on-exec set, so the child's end must not be descriptor 3.
int moved_above(int descriptor, int limit) {
  if (descriptor > limit) return descriptor;
  const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, limit + 1);
  close(descriptor);
  return moved;
}

}  // namespace

bool Child::start(const std::string& program, std::string& error) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    error = std::string("no socket for the bridge: ") + std::strerror(errno);
    return false;
  }
  const int theirs = moved_above(ends[1], kChildSocket);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  pid_t pid = 0;
  const int failure = SpawnPlan(theirs).spawn(program, pid);
  close(theirs);
  if (failure != 0) {
    close(ends[0]);
    error = "'" + program + "' cannot be started: " + std::strerror(failure);
    return false;
  }
  pid_ = pid;
  socket_ = ends[0];
  return true;
}

std::string Child::stop() {
  if (!running()) return {};
  close(socket_);
  socket_ = -1;
  int status = 0;
  pid_t ended = 0;
  for (int step = 0; step < kGraceSteps && ended == 0; ++step) {
    ended = waitpid(pid_, &status, WNOHANG);
    const timespec millisecond{0, 1'000'000};
    if (ended == 0) nanosleep(&millisecond, nullptr);
  }
  if (ended == 0) {
    ::kill(pid_, SIGKILL);
    ended = waitpid(pid_, &status, 0);
  }
  pid_ = 0;
  return ended > 0 ? describe(status) : "ended";  // the host may have reaped it itself
}

}  // namespace curvespice::plugin
