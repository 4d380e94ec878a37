#include "spice-export/simulate/ngspice_simulator.h"

#include <optional>

#include "base/file.h"
#include "base/paths.h"
#include "base/process.h"
#include "spice-export/simulate/deck_screen.h"
#include "spice-export/simulate/frame.h"

namespace curvespice {
namespace {

// A private working folder: its own .spiceinit hides the user's, which would change results.
constexpr const char* kSpiceInit = "* nothing of the user's settings here\n";

class NgspiceSimulator : public Simulator {
 public:
  explicit NgspiceSimulator(NgspiceOptions options) : options_(std::move(options)) {}

  Result<std::string> version() override {
    CURVESPICE_TRY(ensure_child());
    return version_;
  }

  Result<SimulationResult> run(const SimulationRequest& request) override {
    CURVESPICE_TRY(screen_deck(request.deck));
    CURVESPICE_TRY(screen_analysis(request.analysis));
    CURVESPICE_TRY(ensure_child());
    ++runs_;
    if (Status sent = send_frame(child_->socket(), encode(request), options_.run_seconds);
        !sent.ok())
      return lost(sent.error());
    auto reply = receive_frame(child_->socket(), options_.run_seconds);
    if (!reply.ok()) return lost(reply.error());
    return decode(FrameReader(std::move(reply).value()));
  }

 private:
  static std::string encode(const SimulationRequest& request) {
    FrameWriter writer;
    writer.text(request.deck);
    writer.text(request.analysis);
    writer.number(static_cast<std::uint32_t>(request.points));
    writer.number(static_cast<std::uint32_t>(request.vectors.size()));
    for (const std::string& name : request.vectors) writer.text(name);
    writer.number(static_cast<std::uint32_t>(request.steps.size()));
    for (const auto& step : request.steps) {
      writer.number(static_cast<std::uint32_t>(step.size()));
      for (const SourceValue& setting : step) {
        writer.text(setting.source);
        writer.real(setting.value);
      }
    }
    return writer.bytes();
  }

  Result<SimulationResult> decode(FrameReader reply) {
    const std::uint32_t status = reply.number();
    const std::string message = reply.text();
    if (status != 0) {
      if (status != 1) child_.reset();
      return Error{ErrorCode::bad_input, "ngspice: " + message};
    }
    SimulationResult result;
    result.vectors.resize(reply.number());
    for (auto& vector : result.vectors) {
      vector.resize(reply.number());
      for (auto& value : vector) {
        const double real = reply.real();
        value = {real, reply.real()};
      }
    }
    if (!reply.ok()) return lost({ErrorCode::crashed, "its answer was cut short"});
    return result;
  }

  // The child hangs or is gone: say how, and let the next run start another.
  Error lost(const Error& error) {
    std::string how = error.message;
    if (error.code == ErrorCode::crashed) {
      if (const auto status = settled_exit())
        how = "it ended with " + describe_wait_status(*status);
    } else if (error.code == ErrorCode::timeout) {
      how = "no answer within " + std::to_string(options_.run_seconds) + " s; it was stopped";
    }
    child_.reset();
    return {error.code, "ngspice: " + how};
  }

  // The socket closes a moment before the process can be reaped.
  std::optional<int> settled_exit() {
    child_->kill();
    return child_->poll_exit();
  }

  Status ensure_child() {
    if (child_ && runs_ < options_.runs_per_child) return {};
    child_.reset();
    runs_ = 0;
    if (!folder_) {
      CURVESPICE_ASSIGN(TemporaryFolder folder, TemporaryFolder::create());
      folder_.emplace(std::move(folder));
      CURVESPICE_TRY(write_file_atomic(folder_->path() / ".spiceinit", kSpiceInit));
    }
    ProcessRequest request;
    request.arguments = options_.command;
    if (request.arguments.empty()) request.arguments = {program_path().string(), "simulator"};
    request.folder = folder_->path();
    request.limits.memory_bytes = options_.memory_bytes;
    request.limits.file_bytes = std::uint64_t{16} << 20;
    CURVESPICE_ASSIGN(ChildProcess child, ChildProcess::spawn(request));
    child_.emplace(std::move(child));
    return greet();
  }

  Status greet() {
    auto hello = receive_frame(child_->socket(), options_.start_seconds);
    if (!hello.ok()) return lost(hello.error());
    FrameReader reader(std::move(hello).value());
    const std::uint32_t status = reader.number();
    version_ = reader.text();
    if (status == 0) return {};
    child_.reset();
    return Error{ErrorCode::missing_program, version_};
  }

  NgspiceOptions options_;
  std::optional<TemporaryFolder> folder_;
  std::optional<ChildProcess> child_;
  std::string version_;
  unsigned runs_ = 0;
};

}  // namespace

std::unique_ptr<Simulator> make_ngspice_simulator(NgspiceOptions options) {
  return std::make_unique<NgspiceSimulator>(std::move(options));
}

}  // namespace curvespice
