#include "base/process.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"

extern char** environ;

namespace curvespice {
namespace {

constexpr std::size_t kLogTail = 64 * 1024;

// Everything the child needs, made before fork(): after it only async-signal-safe calls are
// allowed.
struct Prepared {
  std::filesystem::path program;
  std::vector<std::string> texts;
  std::vector<char*> arguments, environment;
  std::string folder;
  ProcessLimits limits;
};

Result<Prepared> prepare(const ProcessRequest& request) {
  if (request.arguments.empty())
    return Error{ErrorCode::internal, "a child process was asked for without a program"};
  const auto program = find_program(request.arguments[0]);
  if (!program)
    return Error{ErrorCode::missing_program, "the program '" + request.arguments[0] +
                                                 "' is not installed; run 'curvespice doctor' to "
                                                 "see what is missing"};
  Prepared prepared;
  prepared.program = *program;
  prepared.folder = request.folder.string();
  prepared.limits = request.limits;
  auto overridden = [&](const char* entry) {
    const std::string name(entry, std::strcspn(entry, "="));
    return name == "LC_ALL" || request.environment.count(name) > 0;
  };
  const std::size_t argument_count = request.arguments.size();
  prepared.texts = request.arguments;
  prepared.texts.push_back("LC_ALL=C");
  for (char** entry = environ; *entry != nullptr; ++entry)
    if (!overridden(*entry)) prepared.texts.emplace_back(*entry);
  for (const auto& [name, value] : request.environment)
    prepared.texts.push_back(name + "=" + value);
  for (std::size_t i = 0; i < prepared.texts.size(); ++i)
    (i < argument_count ? prepared.arguments : prepared.environment)
        .push_back(prepared.texts[i].data());
  prepared.arguments.push_back(nullptr);
  prepared.environment.push_back(nullptr);
  return prepared;
}

void limit(int resource, rlim_t value) {
  if (value == 0) return;
  const rlimit limits{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

// In the child, between fork and exec. `fds` become descriptors 0, 1, 2 and, if not -1, 3.
[[noreturn]] void become(Prepared& prepared, const int fds[4], pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  int high[4];
  for (int i = 0; i < 4; ++i) high[i] = fds[i] < 0 ? -1 : ::fcntl(fds[i], F_DUPFD, 10);
  for (int i = 0; i < 4; ++i)
    if (high[i] >= 0) ::dup2(high[i], i);
  ::close_range(high[3] >= 0 ? 4 : 3, ~0U, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
#ifndef __SANITIZE_ADDRESS__  // the sanitizer's shadow memory alone is over any such limit
  limit(RLIMIT_AS, prepared.limits.memory_bytes);
#endif
  limit(RLIMIT_FSIZE, prepared.limits.file_bytes);
  limit(RLIMIT_CPU, prepared.limits.cpu_seconds);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (!prepared.folder.empty() && ::chdir(prepared.folder.c_str()) != 0) ::_exit(126);
  ::execve(prepared.program.c_str(), prepared.arguments.data(), prepared.environment.data());
  ::_exit(127);
}

struct Pipe {
  int ends[2] = {-1, -1};
  bool open() { return ::pipe2(ends, O_CLOEXEC) == 0; }
  void close(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
  ~Pipe() {
    close(0);
    close(1);
  }
};

void keep_tail(std::string& text) {
  if (text.size() > 2 * kLogTail) text.erase(0, text.size() - kLogTail);
}

int reap(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Feeds and drains a child's pipes until it has closed them, a limit is met or somebody cancels.
class Conversation {
 public:
  Conversation(const ProcessRequest& request, Pipe& in, Pipe& out, Pipe& err)
      : request_(request), in_(in), out_(out), err_(err) {
    for (const int fd : {in.ends[1], out.ends[0], err.ends[0]})
      ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  }

  Status run() {
    const double deadline = monotonic_seconds() + request_.limits.wall_seconds;
    while (out_.ends[0] >= 0 || err_.ends[0] >= 0) {
      if (request_.cancelled && request_.cancelled())
        return Error{ErrorCode::cancelled, "cancelled"};
      const double left = deadline - monotonic_seconds();
      if (left <= 0)
        return Error{ErrorCode::timeout, "'" + request_.arguments[0] + "' did not end within " +
                                             std::to_string(request_.limits.wall_seconds) + " s"};
      step(std::min(left, 0.1));
      if (output.standard_output.size() > request_.limits.output_bytes)
        return Error{ErrorCode::too_large, "'" + request_.arguments[0] + "' wrote more than " +
                                               std::to_string(request_.limits.output_bytes >> 20) +
                                               " MiB"};
    }
    return {};
  }

  ProcessOutput output;

 private:
  void step(double seconds) {
    if (sent_ == request_.standard_input.size()) in_.close(1);
    pollfd polls[3] = {
        {in_.ends[1], POLLOUT, 0}, {out_.ends[0], POLLIN, 0}, {err_.ends[0], POLLIN, 0}};
    if (::poll(polls, 3, static_cast<int>(seconds * 1000) + 1) <= 0) return;
    if (polls[0].revents != 0) feed();
    if (polls[1].revents != 0) drain(out_, output.standard_output);
    if (polls[2].revents != 0) {
      drain(err_, output.standard_error);
      keep_tail(output.standard_error);
    }
  }

  void feed() {
    const std::string& text = request_.standard_input;
    const ssize_t wrote = ::write(in_.ends[1], text.data() + sent_, text.size() - sent_);
    if (wrote > 0) sent_ += static_cast<std::size_t>(wrote);
    if (wrote < 0 && errno != EAGAIN && errno != EINTR) in_.close(1);
  }

  static void drain(Pipe& pipe, std::string& text) {
    char buffer[1 << 16];
    const ssize_t got = ::read(pipe.ends[0], buffer, sizeof buffer);
    if (got > 0) text.append(buffer, static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) pipe.close(0);
  }

  const ProcessRequest& request_;
  Pipe &in_, &out_, &err_;
  std::size_t sent_ = 0;
};

Error cannot_start(const std::string& program) {
  return {ErrorCode::io, "cannot start '" + program + "': " + std::strerror(errno)};
}

}  // namespace

Result<ProcessOutput> run_process(const ProcessRequest& request) {
  CURVESPICE_ASSIGN(Prepared prepared, prepare(request));
  Pipe in, out, err;
  if (!in.open() || !out.open() || !err.open()) return cannot_start(request.arguments[0]);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) return cannot_start(request.arguments[0]);
  if (pid == 0) {
    const int fds[4] = {in.ends[0], out.ends[1], err.ends[1], -1};
    become(prepared, fds, parent);
  }
  ::setpgid(pid, pid);
  in.close(0);
  out.close(1);
  err.close(1);
  struct sigaction ignore {
  }, before{};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &before);
  Conversation conversation(request, in, out, err);
  const Status status = conversation.run();
  ::sigaction(SIGPIPE, &before, nullptr);
  if (!status.ok()) ::kill(-pid, SIGKILL);
  const int wait_status = reap(pid);
  if (!status.ok()) return status.error();
  if (!WIFEXITED(wait_status))
    return Error{ErrorCode::crashed,
                 "'" + request.arguments[0] + "' ended with " + describe_wait_status(wait_status)};
  conversation.output.exit_code = WEXITSTATUS(wait_status);
  return std::move(conversation.output);
}

Result<ChildProcess> ChildProcess::spawn(const ProcessRequest& request) {
  ProcessRequest with_socket = request;
  with_socket.environment["CURVESPICE_SOCKET"] = "3";
  CURVESPICE_ASSIGN(Prepared prepared, prepare(with_socket));
  int sockets[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    return cannot_start(request.arguments[0]);
  ChildProcess child;
  child.socket_ = sockets[0];
  std::string log = (std::filesystem::temp_directory_path() / "curvespice-log-XXXXXX").string();
  const int log_fd = ::mkostemp(log.data(), O_CLOEXEC | O_APPEND);
  child.log_ = log;
  const int null_fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) {
    const int fds[4] = {null_fd, log_fd, log_fd, sockets[1]};
    become(prepared, fds, parent);
  }
  for (const int fd : {sockets[1], log_fd, null_fd})
    if (fd >= 0) ::close(fd);
  if (pid < 0) return cannot_start(request.arguments[0]);
  ::setpgid(pid, pid);
  child.pid_ = pid;
  return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      log_(std::exchange(other.log_, {})),
      status_(std::exchange(other.status_, {})) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(socket_, other.socket_);
  std::swap(log_, other.log_);
  std::swap(status_, other.status_);
  return *this;
}

ChildProcess::~ChildProcess() {
  kill();
  if (socket_ >= 0) ::close(socket_);
  if (!log_.empty()) ::unlink(log_.c_str());
}

std::optional<int> ChildProcess::poll_exit() {
  if (pid_ > 0 && !status_) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) status_ = status;
  }
  return status_;
}

void ChildProcess::terminate() {
  if (pid_ > 0 && !poll_exit()) ::kill(-pid_, SIGTERM);
}

void ChildProcess::kill() {
  if (pid_ <= 0) return;
  if (!poll_exit()) {
    ::kill(-pid_, SIGKILL);
    status_ = reap(pid_);
  }
}

std::string ChildProcess::log_tail() const {
  auto text = read_file(log_);
  if (!text.ok()) return "";
  return text->size() > kLogTail ? text->substr(text->size() - kLogTail) : *text;
}

std::string describe_wait_status(int status) {
  if (WIFEXITED(status)) return "exit code " + std::to_string(WEXITSTATUS(status));
  const int number = WTERMSIG(status);
  return "signal " + std::to_string(number) + " (" + ::strsignal(number) + ")";
}

std::optional<std::filesystem::path> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos)
    return ::access(name.c_str(), X_OK) == 0 ? std::optional<std::filesystem::path>(name)
                                             : std::nullopt;
  const char* path = std::getenv("PATH");
  std::string folders = path ? path : "/usr/local/bin:/usr/bin:/bin";
  std::size_t begin = 0;
  while (begin <= folders.size()) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const std::filesystem::path candidate = folders.substr(begin, end - begin) + "/" + name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace curvespice
