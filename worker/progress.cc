#include "worker/progress.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"

namespace curvespice {

void FolderProgress::report(double percent, const std::string& step, const std::string& detail) {
  percent_ = std::max(percent_, percent);
  const double now = monotonic_seconds();
  if (written_at_ >= 0 && now - written_at_ < 0.1) return;
  written_at_ = now;
  const Json json = {{"schema", "curvespice/progress/1"},
                     {"percent", percent_},
                     {"step", step},
                     {"detail", detail}};
  // Progress that cannot be written is no reason to lose the work.
  (void)write_file_atomic(folder_ / "progress.json", pretty_json(json));
}

bool FolderProgress::cancelled() { return ::access((folder_ / "cancel").c_str(), F_OK) == 0; }

TerminalProgress::TerminalProgress() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

TerminalProgress::~TerminalProgress() {
  if (wrote_) std::fprintf(stderr, "\r\033[K");
}

void TerminalProgress::report(double percent, const std::string& step, const std::string& detail) {
  if (!is_terminal_) return;
  wrote_ = true;
  std::fprintf(stderr, "\r\033[K%3.0f %%  %s  %s", percent, step.c_str(), detail.c_str());
}

}  // namespace curvespice
