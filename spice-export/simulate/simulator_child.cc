// The child of make_ngspice_simulator: one libngspice, one request at a time.
//
// Return codes of ngspice lie: a deck with an unknown model loads with code 0 and `run` then
// repeats the circuit before it. So everything is thrown away before each load, the messages are
// read, and a vector counts only from a plot that this analysis made.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstring>

#include <malloc.h>
#include <unistd.h>

#include "spice-export/simulate/frame.h"
#include "spice-export/simulate/ngspice_library.h"
#include "spice-export/simulate/ngspice_simulator.h"

namespace curvespice {
namespace {

constexpr std::uint32_t kMostEntries = 100000;
constexpr std::uint32_t kDone = 0, kFailed = 1, kMustBeReplaced = 2;

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// The first line of ngspice's output that says that something went wrong.
std::string complaint(const std::string& output) {
  constexpr std::array<std::string_view, 14> kSigns = {"error",
                                                       "unrecognized parameter",
                                                       "unknown parameter",
                                                       "singular matrix",
                                                       "too small",
                                                       "aborted",
                                                       "can't find",
                                                       "cannot find",
                                                       "could not",
                                                       "unable to find",
                                                       "doanalyses",
                                                       "no such",
                                                       "unknown model",
                                                       "failed"};
  std::size_t begin = 0;
  while (begin < output.size()) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const std::string line = output.substr(begin, end - begin);
    const std::string lower = lowered(line);
    for (const std::string_view sign : kSigns)
      if (lower.find(sign) != std::string::npos) return line;
    begin = end + 1;
  }
  return "";
}

class Child {
 public:
  Child(int socket, NgspiceLibrary ngspice) : socket_(socket), ngspice_(ngspice) {}

  int serve() {
    if (ngspice_.init(&on_text, nullptr, &on_exit, nullptr, nullptr, nullptr, this) != 0)
      return reply(kMustBeReplaced, "ngspice did not start") ? 1 : 1;
    if (!reply(kDone, version())) return 0;
    while (true) {
      auto frame = receive_frame(socket_, 0);
      if (!frame.ok()) return 0;
      if (!answer(FrameReader(std::move(frame).value()))) return 0;
    }
  }

 private:
  static int on_text(char* text, int, void* self) {
    // ngspice puts "stdout " or "stderr " in front of every line.
    const char* line = std::strncmp(text, "std", 3) == 0 && std::strlen(text) > 7 ? text + 7 : text;
    std::string& output = static_cast<Child*>(self)->output_;
    if (output.size() < 100000) output.append(line).append("\n");
    return 0;
  }

  // ngspice wants to end the process; its state is spoilt from here on.
  static int on_exit(int, NG_BOOL, NG_BOOL, int, void* self) {
    auto* child = static_cast<Child*>(self);
    const std::string why = complaint(child->output_);
    child->reply(kMustBeReplaced, why.empty() ? "ngspice gave up on this deck" : why);
    ::_exit(3);
  }

  std::string version() const {
    const std::size_t at = output_.find("ngspice-");
    if (at == std::string::npos) return "ngspice";
    const std::size_t begin = at + 8;
    std::size_t end = begin;
    while (end < output_.size() &&
           (std::isalnum(static_cast<unsigned char>(output_[end])) != 0 || output_[end] == '.'))
      ++end;
    return "ngspice " + output_.substr(begin, end - begin);
  }

  bool reply(std::uint32_t status, const std::string& message) {
    FrameWriter writer;
    writer.number(status);
    writer.text(message);
    writer.number(0);
    return send_frame(socket_, writer.bytes(), 0).ok();
  }

  int command(std::string text) { return ngspice_.command(text.data()); }

  bool answer(FrameReader frame) {
    SimulationRequest request;
    if (!read_request(frame, request)) return reply(kFailed, "a request could not be read");
    output_.clear();
    forget_last();
    std::vector<std::vector<double>> values(request.vectors.size());  // real, imaginary, real...
    std::string problem = load(request.deck);
    if (problem.empty() && request.steps.empty()) problem = run(request, values);
    for (std::size_t i = 0; i < request.steps.size() && problem.empty(); ++i) {
      set_sources(request.steps[i]);
      problem = run(request, values);
    }
    const bool sent = problem.empty() ? send_values(values) : reply(kFailed, problem);
    ngspice_.command(nullptr);  // drains the command history, ngspice's one leak
    return sent;
  }

  static bool read_request(FrameReader& frame, SimulationRequest& request) {
    request.deck = frame.text();
    request.analysis = frame.text();
    request.points = frame.number();
    request.vectors.resize(std::min(frame.number(), kMostEntries));
    for (std::string& name : request.vectors) name = frame.text();
    request.steps.resize(std::min(frame.number(), kMostEntries));
    for (auto& step : request.steps) {
      step.resize(std::min(frame.number(), kMostEntries));
      for (SourceValue& setting : step) {
        setting.source = frame.text();
        setting.value = frame.real();
      }
    }
    return frame.ok();
  }

  void set_sources(const std::vector<SourceValue>& step) {
    char text[120];
    for (const SourceValue& setting : step) {
      if (setting.source == kCircuitTemperature)
        std::snprintf(text, sizeof text, "option temp = %.12g", setting.value);
      else
        std::snprintf(text, sizeof text, "alter %.60s dc = %.12g", setting.source.c_str(),
                      setting.value);
      command(text);
    }
  }

  void forget_last() {
    if (!loaded_) return;
    command("destroy all");
    command("remcirc");
    loaded_ = false;
    output_.clear();
  }

  std::string load(const std::string& deck) {
    std::string text = deck + "\n.end\n";
    std::vector<char*> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      text[end] = '\0';
      lines.push_back(text.data() + begin);
      begin = end + 1;
    }
    lines.push_back(nullptr);
    loaded_ = true;
    if (ngspice_.circuit(lines.data()) != 0)
      return or_else(complaint(output_), "the deck did not load");
    return complaint(output_);
  }

  // One analysis; its vectors are added to `values`.
  std::string run(const SimulationRequest& request, std::vector<std::vector<double>>& values) {
    const std::string before = plot();
    const int code = command(request.analysis);
    if (code != 0 || plot() == before || plot() == "const")
      return or_else(complaint(output_), "the analysis gave no result");
    for (std::size_t i = 0; i < request.vectors.size(); ++i) {
      std::string name = request.vectors[i];
      const vector_info* vector = ngspice_.vector(name.data());
      const std::string problem = check(name, vector, request.points);
      if (!problem.empty()) return problem;
      append(*vector, values[i]);
    }
    return "";
  }

  static std::string or_else(std::string text, const char* otherwise) {
    return text.empty() ? otherwise : text;
  }

  std::string plot() const {
    const char* name = ngspice_.current_plot();
    return name != nullptr ? name : "";
  }

  bool send_values(const std::vector<std::vector<double>>& values) {
    FrameWriter writer;
    writer.number(kDone);
    writer.text("");
    writer.number(static_cast<std::uint32_t>(values.size()));
    for (const std::vector<double>& vector : values) {
      writer.number(static_cast<std::uint32_t>(vector.size() / 2));
      for (const double value : vector) writer.real(value);
    }
    return send_frame(socket_, writer.bytes(), 0).ok();
  }

  std::string check(const std::string& name, const vector_info* vector, std::size_t points) const {
    if (vector == nullptr || vector->v_length <= 0)
      return or_else(complaint(output_), "a vector of the analysis is missing");
    if (points != 0 && static_cast<std::size_t>(vector->v_length) != points)
      return or_else(complaint(output_), "no convergence: the analysis stopped early") + " (" +
             std::to_string(vector->v_length) + " of " + std::to_string(points) + " points)";
    for (int i = 0; i < vector->v_length; ++i) {
      const bool finite = vector->v_realdata != nullptr
                              ? std::isfinite(vector->v_realdata[i])
                              : std::isfinite(vector->v_compdata[i].cx_real) &&
                                    std::isfinite(vector->v_compdata[i].cx_imag);
      if (!finite) return "'" + name + "' is not a finite number at point " + std::to_string(i + 1);
    }
    return "";
  }

  static void append(const vector_info& vector, std::vector<double>& values) {
    for (int i = 0; i < vector.v_length; ++i) {
      const bool real = vector.v_realdata != nullptr;
      values.push_back(real ? vector.v_realdata[i] : vector.v_compdata[i].cx_real);
      values.push_back(real ? 0 : vector.v_compdata[i].cx_imag);
    }
  }

  int socket_;
  NgspiceLibrary ngspice_;
  std::string output_;
  bool loaded_ = false;
};

}  // namespace

int simulator_main(int socket_fd) {
  // A circuit is built and torn down for every run: keep the memory instead of giving it back.
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_MMAP_THRESHOLD, 64 << 20);
  auto ngspice = load_ngspice();
  if (ngspice.ok()) return Child(socket_fd, *ngspice).serve();
  FrameWriter writer;
  writer.number(kMustBeReplaced);
  writer.text(ngspice.error().message);
  (void)send_frame(socket_fd, writer.bytes(), 0);
  return 1;
}

}  // namespace curvespice
