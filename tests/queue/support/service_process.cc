#include "tests/queue/support/service_process.h"

#include <csignal>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "queue/service/serve.h"

namespace curvespice::queue {
namespace {

constexpr char kWorker[] = R"sh(#!/bin/sh
dir=$2
what=$(sed -n 's/.*"do": *"\([a-z]*\)".*/\1/p' "$dir/request.json")
result() {
  printf '%s' "$1" > "$dir/result.part" && mv "$dir/result.part" "$dir/result.json"
  exit 0
}
done_json='{"schema":"curvespice/result/1","status":"completed","verdict":"accepted","exit_code":0,"figures":[],"artifacts":[]}'
case "$what" in
  crash) echo "about to die" >&2; kill -SEGV $$ ;;
  flaky) case "$dir" in */3) result "$done_json" ;; esac; kill -SEGV $$ ;;
  hang) trap '' TERM INT; while :; do sleep 0.05; done ;;
  polite) while [ ! -e "$dir/cancel" ]; do sleep 0.02; done; result "$done_json" ;;
  slow) sleep 0.4; result "$done_json" ;;
  bad) result '{"schema":"curvespice/result/1","status":"failed","error":{"code":"bad_input","message":"no PDF"},"exit_code":2}' ;;
  empty) result "$done_json" ;;
  steps)
    for percent in 10 50 90; do
      printf '{"percent":%s,"step":"fit"}' $percent > "$dir/p" && mv "$dir/p" "$dir/progress.json"
      sleep 0.25
    done
    result "$done_json" ;;
  curve)
    printf 'curve,label,x,y\n' > "$dir/artifacts/a-p1-f1.csv"
    printf '{"confidence":0.9}' > "$dir/artifacts/a-p1-f1.json"
    result '{"schema":"curvespice/result/1","status":"completed","verdict":"accepted","exit_code":0,
      "figures":[{"file":"a.pdf","page":1,"status":"accepted","curves":1,"points":7,"reasons":[],"json":"a-p1-f1.json"}],
      "artifacts":[{"name":"a-p1-f1.csv"},{"name":"a-p1-f1.json"}],"seconds":0.1}' ;;
  model)
    printf '.model %s D(IS=1e-9)\n' "$(cat "$dir/request.json" | sed -n 's/.*"part": *"\([A-Z0-9]*\)".*/\1/p')" > "$dir/artifacts/model.lib"
    printf '{"verdict":"pass"}' > "$dir/artifacts/verification.json"
    result '{"schema":"curvespice/result/1","status":"completed","verdict":"pass","exit_code":0,
      "figures":[{"file":"a.pdf","page":1,"status":"accepted","curves":1,"points":7,"reasons":[],"json":"a-p1-f1.json"}],
      "model":{"file":"model.lib"},"artifacts":[{"name":"model.lib"},{"name":"verification.json"}],"seconds":0.1}' ;;
  *) result "$done_json" ;;
esac
)sh";

int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

}  // namespace

void ServiceProcess::SetUp() {
  ASSERT_TRUE(folder_.ok());
  ASSERT_TRUE(write_file_atomic(folder_->path() / "worker.sh", kWorker).ok());
  start();
}

void ServiceProcess::TearDown() {
  if (pid_ > 0) kill_hard();
}

void ServiceProcess::start() {
  client_.reset();
  pid_ = ::fork();
  ASSERT_GE(pid_, 0);
  if (pid_ == 0) {
    ServeOptions options;
    options.state = state();
    options.port = 0;
    options.workers = 4;
    options.patience_ms = 100;
    options.worker_command = {"/bin/sh", (folder_->path() / "worker.sh").string()};
    adjust(options);
    const Status served = serve(options);
    ::_exit(served.ok() ? 0 : 1);
  }
  ServiceOptions options;
  options.state = state();
  ASSERT_TRUE(eventually([&] {
    auto connected = Client::connect(options);
    if (connected.ok() && connected->address().pid == pid_) client_.emplace(std::move(*connected));
    return client_.has_value();
  }));
}

void ServiceProcess::kill_hard() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int ServiceProcess::stop() {
  ::kill(pid_, SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool ServiceProcess::is_running() const { return ::waitpid(pid_, nullptr, WNOHANG) == 0; }

int ServiceProcess::port() const {
  const std::string url = client_->address().url;
  return std::stoi(url.substr(url.rfind(':') + 1));
}

std::string ServiceProcess::token() const { return client_->address().token; }

std::int64_t ServiceProcess::make_queue(const Json& fields) {
  const auto queue = client().post("/api/queue/create", fields);
  EXPECT_TRUE(queue.ok()) << queue.error().message;
  return queue.ok() ? queue->at("id").get<std::int64_t>() : 0;
}

std::int64_t ServiceProcess::make_job(const std::string& what, const std::string& queue,
                                      const Json& more) {
  Json body = {{"kind", "trivial"}, {"queue", queue}, {"parameters", {{"do", what}}}};
  body.update(more);
  const auto job = client().post("/api/job/create", body);
  EXPECT_TRUE(job.ok()) << job.error().message;
  return job.ok() ? job->at("id").get<std::int64_t>() : 0;
}

std::string ServiceProcess::status(std::int64_t job) {
  const auto found = client().job(job);
  return found.ok() ? found->at("status").get<std::string>() : found.error().message;
}

bool ServiceProcess::eventually(const std::function<bool()>& condition, double seconds) {
  const double until = monotonic_seconds() + seconds;
  while (monotonic_seconds() < until) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
  }
  return condition();
}

bool ServiceProcess::ends_as(std::int64_t job, const std::string& wanted, double seconds) {
  const bool ended = eventually([&] { return status(job) == wanted; }, seconds);
  EXPECT_TRUE(ended) << "job " << job << " is " << status(job) << ", not " << wanted;
  return ended;
}

std::string ServiceProcess::raw(const std::string& bytes, double seconds) const {
  const int fd = connect_to(port());
  if (fd < 0) return "";
  (void)!::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  std::string answer;
  char buffer[4096];
  const double until = monotonic_seconds() + seconds;
  while (monotonic_seconds() < until) {
    pollfd wait{fd, POLLIN, 0};
    if (::poll(&wait, 1, 50) <= 0) continue;
    const ssize_t got = ::recv(fd, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(fd);
  return answer;
}

std::string ServiceProcess::raw_get(const std::string& path, const std::string& headers) const {
  return raw("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
}

}  // namespace curvespice::queue
