#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "queue/client/client.h"
#include "queue/client/connection.h"
#include "queue/client/free_port.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

// What service.json and token say, if the process is there and answers.
Result<ServiceAddress> running_service(const fs::path& state) {
  CURVESPICE_ASSIGN(const std::string text, read_file(state / "service.json", 4096));
  CURVESPICE_ASSIGN(const Json json, parse_json(text, "service.json"));
  ServiceAddress address;
  CURVESPICE_ASSIGN(address.url, member<std::string>(json, "url"));
  CURVESPICE_ASSIGN(address.pid, member<int>(json, "pid"));
  if (::kill(address.pid, 0) != 0 && errno == ESRCH)
    return Error{ErrorCode::not_found, "the service is gone"};
  CURVESPICE_ASSIGN(const std::string token, read_file(state / "token", 4096));
  address.token = token.substr(0, token.find_last_not_of(" \n") + 1);
  CURVESPICE_ASSIGN(address.certificate, member_or<std::string>(json, "certificate", ""));
  ClientConnection connection(address.url, address.token, address.certificate);
  CURVESPICE_ASSIGN(const ClientResponse health, connection.call("GET", "/health", "", 2'000));
  if (health.status != 200)
    return Error{ErrorCode::io, "the service at " + address.url + " is not well"};
  return address;
}

// In a grandchild with a session of its own: it outlives whoever started it, and nobody has to
// reap it. Only async-signal-safe calls between fork and exec.
Status start_detached(const fs::path& program, const std::vector<std::string>& arguments,
                      const fs::path& log) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const std::string path = program.string(), log_path = log.string();
  const pid_t child = ::fork();
  if (child < 0)
    return Error{ErrorCode::io, "cannot start the service: " + std::string(std::strerror(errno))};
  if (child == 0) {
    ::setsid();
    if (::fork() != 0) ::_exit(0);
    const int null = ::open("/dev/null", O_RDWR);
    const int out = ::open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(null, 0);
    ::dup2(out >= 0 ? out : null, 1);
    ::dup2(out >= 0 ? out : null, 2);
    ::close_range(3, ~0U, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::chdir("/") != 0) ::_exit(126);
    ::execv(path.c_str(), argv.data());
    ::_exit(127);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {};
}

std::string last_line(const fs::path& file) {
  const auto text = read_file(file, 1 << 20);
  if (!text.ok() || text->empty()) return "it wrote nothing";
  const std::string trimmed = text->substr(0, text->find_last_not_of('\n') + 1);
  const std::size_t line = trimmed.rfind('\n');
  return line == std::string::npos ? trimmed : trimmed.substr(line + 1);
}

}  // namespace

Result<ServiceAddress> find_service(const ServiceOptions& options) {
  std::error_code error;
  const fs::path state =
      fs::absolute(options.state.empty() ? default_state_folder() : options.state, error);
  auto running = running_service(state);
  if (running.ok()) return running;
  if (!options.start)
    return Error{ErrorCode::not_found,
                 "no service runs on '" + state.string() + "'; start one with 'curvespice serve'"};
  CURVESPICE_TRY(make_folders(state));
  const fs::path program = options.program.empty() ? program_path() : options.program;
  std::vector<std::string> arguments = {program.string(), "serve", "--state", state.string()};
  const int port = options.port > 0 ? options.port : port_to_start_at();
  if (port > 0) arguments.insert(arguments.end(), {"--port", std::to_string(port)});
  const fs::path log = state / "service.log";
  CURVESPICE_TRY(start_detached(program, arguments, log));
  const double until = monotonic_seconds() + options.start_seconds;
  while (monotonic_seconds() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    running = running_service(state);
    if (running.ok()) return running;
  }
  return Error{ErrorCode::io, "the service did not start within " +
                                  std::to_string(static_cast<int>(options.start_seconds)) +
                                  " s; its log '" + log.string() +
                                  "' ends with: " + last_line(log)};
}

}  // namespace curvespice
