// Plays `curvespice bridge` without a service, so that a test can make things go wrong on purpose.
// The part's name says what happens to its job: SEGV kills this process in mid-job, FAIL fails,
// WEAK fails verification, HANG never ends, SUBCKT gets a subcircuit with three pins; every other
// part gets a diode model in 300 ms.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"

namespace {

using curvespice::Json;

constexpr int kSocket = 3;

struct FakeJob {
  Json job;
  double started = 0;
};

class FakeBridge {
 public:
  int run() {
    for (std::string incoming; wait_for_input();) {
      char bytes[4096];
      const ssize_t count = recv(kSocket, bytes, sizeof bytes, MSG_DONTWAIT);
      if (count == 0) return 0;
      if (count > 0) incoming.append(bytes, static_cast<std::size_t>(count));
      for (std::size_t end; (end = incoming.find('\n')) != std::string::npos;) {
        answer(Json::parse(incoming.substr(0, end)));
        incoming.erase(0, end + 1);
      }
      advance();
    }
    return 0;
  }

 private:
  static bool wait_for_input() {
    pollfd watched{kSocket, POLLIN, 0};
    return poll(&watched, 1, 30) >= 0;
  }

  static void write(const Json& message) {
    const std::string line = message.dump() + "\n";
    if (send(kSocket, line.data(), line.size(), MSG_NOSIGNAL) < 0) std::exit(0);
  }

  void answer(const Json& request) {
    const std::string call = request["call"];
    Json reply{{"id", request["id"]}, {"ok", true}};
    if (call == "submit") {
      reply["job"] = add(request);
    } else if (call == "regenerate" && request["part"] != "NEVER") {
      reply["job"] = add({{"part", request["part"]}, {"device", "diode"}});
    } else if (call == "jobs") {
      reply["jobs"] = Json::array();
      for (const auto& [id, entry] : jobs_) reply["jobs"].push_back(entry.job);
    } else if (call == "hello" || call == "open") {
      reply["heard"] = request;
      reply["devices"] = {"bjt", "diode", "mosfet"};
    } else if (!jobs_.contains(request.value("job", 0))) {
      reply["ok"] = false;
      reply["error"] = {{"code", "not_found"}, {"message", "no such job"}};
    } else if (call == "cancel") {
      jobs_[request["job"]].job["status"] = "cancelled";
      reply["job"] = jobs_[request["job"]].job;
    } else if (call == "use") {
      reply["model"] = model_of(jobs_[request["job"]].job);
    } else if (call == "compare") {
      reply["figures"] = figures_of();
    }
    write(reply);
  }

  Json add(const Json& request) {
    const int id = static_cast<int>(jobs_.size()) + 1;
    Json job{{"id", id},
             {"part", request["part"]},
             {"device", request["device"]},
             {"status", "queued"},
             {"progress", 0}};
    jobs_[id] = {job, curvespice::monotonic_seconds()};
    return job;
  }

  void advance() {
    for (auto& [id, entry] : jobs_) {
      const std::string status = entry.job["status"];
      if (status != "queued" && status != "processing") continue;
      advance(entry, curvespice::monotonic_seconds() - entry.started);
    }
  }

  void advance(FakeJob& entry, double age) {
    const std::string part = entry.job["part"];
    entry.job["status"] = "processing";
    entry.job["progress"] = std::min(99, static_cast<int>(age / 0.003));
    Json event{{"event", "job"}, {"job", entry.job}};
    if (age > 0.15 && part == "SEGV") std::raise(SIGSEGV);
    if (age > 0.3 && part != "HANG") {
      entry.job["status"] = part == "FAIL" ? "failed" : "completed";
      entry.job["verdict"] = part == "WEAK" ? "fail" : "pass";
      if (part == "FAIL") entry.job["error"] = {{"code", "bad_input"}, {"message", "no figure"}};
      event["job"] = entry.job;
      if (part != "FAIL") event["model"] = model_of(entry.job);
      event["report"] = "report.html";
    }
    write(event);
  }

  static Json model_of(const Json& job) {
    const std::string name = job["part"];
    const std::string path = std::string(std::getenv("CURVESPICE_MODELS")) + "/" + name + ".lib";
    if (name == "SUBCKT") {
      std::ofstream(path) << ".subckt SUBCKT D G S\nR1 D S 70\nR2 G S 1k\n.ends\n";
      return {{"name", name}, {"library", path}, {"pins", {"D", "G", "S"}}};
    }
    std::ofstream(path) << ".model " << name << " D(IS=1e-14 N=1 RS=0)\n";
    return {{"name", name}, {"library", path}};
  }

  // Two figures: a linear one, and one with a logarithmic y axis and two curves.
  static Json figures_of() {
    const std::string folder = std::getenv("CURVESPICE_MODELS");
    std::ofstream(folder + "/1.txt") << "x datasheet model\n0 0 0\n1 2 2.1\n";
    std::ofstream(folder + "/2.txt")
        << "x datasheet model\n0 1e-6 1e-6\n1 1e-3 2e-3\n\n\n0 2e-6 2e-6\n1 2e-3 2e-3\n";
    const Json x{{"low", 0}, {"high", 1}, {"log", false}, {"unit", "V"}};
    return {{{"title", "Fig. 1"},
             {"verdict", "pass"},
             {"table", folder + "/1.txt"},
             {"x", x},
             {"y", {{"low", 0}, {"high", 2}, {"log", false}, {"unit", "A"}}}},
            {{"title", "Fig. 2"},
             {"verdict", "fail"},
             {"table", folder + "/2.txt"},
             {"x", x},
             {"y", {{"low", 1e-6}, {"high", 1e-3}, {"log", true}, {"unit", "A"}}}}};
  }

  std::map<int, FakeJob> jobs_;
};

}  // namespace

int main() { return FakeBridge().run(); }
