#include "plugin/bridge/opener.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

namespace curvespice::bridge {
namespace {

// In the second child: nobody's descriptors, nobody's session.
[[noreturn]] void become(const char* program, const char* target) {
  setsid();
  const int nothing = open("/dev/null", O_RDWR);
  for (int descriptor = 0; descriptor < 3; ++descriptor) dup2(nothing, descriptor);
  close_range(3, ~0U, 0);
  execl(program, program, target, nullptr);
  _exit(127);
}

}  // namespace

Status open_for_user(const std::string& target) {
  const auto program = find_program("xdg-open");
  if (!program)
    return Error{ErrorCode::missing_program, "xdg-open is not installed: open " + target};
  const pid_t child = fork();
  if (child == 0) {
    if (fork() == 0) become(program->c_str(), target.c_str());
    _exit(0);
  }
  if (child < 0) return Error{ErrorCode::io, "no process can be started: open " + target};
  waitpid(child, nullptr, 0);
  return {};
}

}  // namespace curvespice::bridge
