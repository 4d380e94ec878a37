#include "tests/e2e/display.h"

#include <poll.h>
#include <unistd.h>

namespace curvespice::e2e {
namespace {

// Xvfb -displayfd writes the number it chose; its descriptor 3 is our socket.
std::string read_number(int socket) {
  std::string text;
  pollfd watched{socket, POLLIN, 0};
  char letter = 0;
  while (poll(&watched, 1, 10'000) > 0 && read(socket, &letter, 1) == 1 && letter != '\n')
    text += letter;
  return text;
}

ProcessRequest unlimited(std::vector<std::string> arguments) {
  ProcessRequest request;
  request.arguments = std::move(arguments);
  request.limits.wall_seconds = 30;
  request.limits.memory_bytes = 0;
  return request;
}

}  // namespace

Result<Display> Display::start() {
  auto server = ChildProcess::spawn(
      unlimited({"Xvfb", "-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"}));
  if (!server) return server.error();
  const std::string number = read_number(server->socket());
  if (number.empty()) return Error{ErrorCode::io, "Xvfb did not start: " + server->log_tail()};
  Display display(std::move(*server), ":" + number);
  ProcessRequest manager = unlimited({"openbox"});
  manager.environment["DISPLAY"] = display.name_;
  auto started = ChildProcess::spawn(manager);
  if (!started) return started.error();
  display.manager_.emplace(std::move(*started));
  return display;
}

void Display::run(std::vector<std::string> arguments) const {
  ProcessRequest request = unlimited(std::move(arguments));
  request.environment["DISPLAY"] = name_;
  (void)run_process(request);
}

void Display::click(int x, int y) const {
  run({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "sleep", "0.1", "click", "1"});
}

void Display::type(const std::string& text) const {
  run({"xdotool", "type", "--delay", "2", text});
}

void Display::key(const std::string& name) const { run({"xdotool", "key", name}); }

void Display::picture(const std::string& file) const { run({"import", "-window", "root", file}); }

}  // namespace curvespice::e2e
