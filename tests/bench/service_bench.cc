// How fast the service is: `service_bench --state DIR` against a service that runs there.
//   GET of a job's status over 64 kept connections: requests a second, 50th and 99th percentile;
//   a batch of 1,000 jobs followed by 1,000 WebSocket clients: how long until each has every event.
// Options: --connections 64 --seconds 5 --sockets 1000 --jobs 1000
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "queue/client/client.h"

namespace curvespice {
namespace {

struct Settings {
  std::string state;
  int connections = 64, sockets = 1'000, jobs = 1'000;
  double seconds = 5;
};

Settings read_arguments(int count, char** arguments) {
  Settings settings;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i], value = arguments[i + 1];
    if (name == "--state") settings.state = value;
    if (name == "--connections") settings.connections = std::atoi(value.c_str());
    if (name == "--sockets") settings.sockets = std::atoi(value.c_str());
    if (name == "--jobs") settings.jobs = std::atoi(value.c_str());
    if (name == "--seconds") settings.seconds = std::atof(value.c_str());
  }
  return settings;
}

struct Connection {
  int fd = -1;
  double asked = 0;
  std::string bytes;
  int events = 0;
};

int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
  return fd;
}

void send_all(int fd, const std::string& text) {
  if (::send(fd, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
    std::abort();
}

std::vector<pollfd> polls_of(const std::vector<Connection>& connections) {
  std::vector<pollfd> polls;
  for (const Connection& connection : connections) polls.push_back({connection.fd, POLLIN, 0});
  return polls;
}

bool receive(Connection& connection) {
  char buffer[1 << 16];
  const ssize_t got = ::recv(connection.fd, buffer, sizeof buffer, MSG_DONTWAIT);
  if (got > 0) connection.bytes.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

// Whether a whole response is there.
bool is_complete(const std::string& bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  const std::size_t length = bytes.find("Content-Length: ");
  if (head == std::string::npos || length > head) return false;
  return bytes.size() >= head + 4 + std::strtoul(bytes.c_str() + length + 16, nullptr, 10);
}

void measure_status(const Settings& settings, int port, const std::string& token, long job) {
  const std::string request = "GET /api/job/" + std::to_string(job) +
                              " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
                              "\r\n\r\n";
  std::vector<Connection> connections(static_cast<std::size_t>(settings.connections));
  std::vector<double> times;
  const double begin = monotonic_seconds();
  for (Connection& connection : connections) {
    connection.fd = connect_to(port);
    connection.asked = monotonic_seconds();
    send_all(connection.fd, request);
  }
  std::vector<pollfd> polls = polls_of(connections);
  while (monotonic_seconds() < begin + settings.seconds) {
    ::poll(polls.data(), polls.size(), 100);
    for (std::size_t i = 0; i < polls.size(); ++i) {
      Connection& connection = connections[i];
      if (polls[i].revents == 0 || !receive(connection) || !is_complete(connection.bytes)) continue;
      if (connection.bytes.compare(9, 3, "200") != 0) std::abort();
      times.push_back((monotonic_seconds() - connection.asked) * 1e3);
      connection.bytes.clear();
      connection.asked = monotonic_seconds();
      send_all(connection.fd, request);
    }
  }
  for (Connection& connection : connections) ::close(connection.fd);
  std::sort(times.begin(), times.end());
  std::printf("job status: %.0f GET/s over %d connections, p50 %.2f ms, p99 %.2f ms\n",
              static_cast<double>(times.size()) / settings.seconds, settings.connections,
              times[times.size() / 2], times[times.size() * 99 / 100]);
}

// Counts "queue:job_added" in what came, and forgets what was counted.
void count_events(Connection& connection) {
  static const std::string mark = "\"queue:job_added\"";
  std::size_t at = 0, counted = 0;
  while ((at = connection.bytes.find(mark, at)) != std::string::npos) {
    ++connection.events;
    at += mark.size();
    counted = at;
  }
  const std::size_t keep = std::min(connection.bytes.size() - counted, mark.size() - 1);
  connection.bytes.erase(0, connection.bytes.size() - keep);
}

void measure_events(const Settings& settings, int port, const std::string& token, Client& client,
                    long queue) {
  std::vector<Connection> sockets(static_cast<std::size_t>(settings.sockets));
  for (Connection& socket : sockets) {
    socket.fd = connect_to(port);
    send_all(socket.fd, "GET /ws/queue/" + std::to_string(queue) + "?token=" + token +
                            " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }
  for (Connection& socket : sockets)
    while (socket.bytes.find("snapshot") == std::string::npos)
      if (!receive(socket)) ::usleep(1'000);
  for (Connection& socket : sockets) socket.bytes.clear();
  Json jobs = Json::array();
  for (int i = 0; i < settings.jobs; ++i) jobs.push_back({{"kind", "trivial"}});
  const auto batch = client.post("/api/batch/create", {{"queue_id", queue}, {"jobs", jobs}});
  if (!batch.ok()) std::abort();
  const double begin = monotonic_seconds();
  std::vector<pollfd> polls = polls_of(sockets);
  std::size_t complete = 0;
  while (complete < sockets.size() && monotonic_seconds() < begin + 60) {
    ::poll(polls.data(), polls.size(), 100);
    complete = 0;
    for (std::size_t i = 0; i < polls.size(); ++i) {
      if (polls[i].revents != 0 && receive(sockets[i])) count_events(sockets[i]);
      complete += sockets[i].events >= settings.jobs;
    }
  }
  std::printf("events: %zu of %d clients had all %d events after %.2f s\n", complete,
              settings.sockets, settings.jobs, monotonic_seconds() - begin);
  for (Connection& socket : sockets) ::close(socket.fd);
}

int run(const Settings& settings) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ServiceOptions options;
  options.state = settings.state;
  auto client = Client::connect(options);
  if (!client.ok()) {
    std::fprintf(stderr, "%s\n", client.error().message.c_str());
    return 2;
  }
  const std::string url = client->address().url;
  const int port = std::atoi(url.c_str() + url.rfind(':') + 1);
  const auto queue = client->post(
      "/api/queue/create",
      {{"name", "bench " + std::to_string(system_clock().now_ms())}, {"status", "paused"}});
  const long id = queue->at("id").get<long>();
  const auto job = client->post("/api/job/create", {{"kind", "trivial"}, {"queue_id", id}});
  measure_status(settings, port, client->address().token, job->at("id").get<long>());
  measure_events(settings, port, client->address().token, *client, id);
  return 0;
}

}  // namespace
}  // namespace curvespice

int main(int count, char** arguments) {
  return curvespice::run(curvespice::read_arguments(count, arguments));
}
