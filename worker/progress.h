// How far a job is, and whether somebody wants it to stop.
#pragma once

#include <filesystem>
#include <string>

namespace curvespice {

class Progress {
 public:
  virtual ~Progress() = default;
  // `step` is one of page, figure, fit, sweep, report; `percent` is of the whole job, 0-100.
  virtual void report(double percent, const std::string& step, const std::string& detail) = 0;
  // Asked at every step; true means: stop soon, write nothing more.
  virtual bool cancelled() = 0;
};

// Reports to nobody.
class SilentProgress : public Progress {
 public:
  void report(double, const std::string&, const std::string&) override {}
  bool cancelled() override { return false; }
};

// `progress.json` and `cancel` of a job folder; written at most ten times a second, never falling.
class FolderProgress : public Progress {
 public:
  explicit FolderProgress(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void report(double percent, const std::string& step, const std::string& detail) override;
  bool cancelled() override;

 private:
  std::filesystem::path folder_;
  double written_at_ = -1;
  double percent_ = 0;
};

// One line on standard error that is rewritten; silent unless standard error is a terminal.
class TerminalProgress : public Progress {
 public:
  TerminalProgress();
  ~TerminalProgress() override;
  void report(double percent, const std::string& step, const std::string& detail) override;
  bool cancelled() override { return false; }

 private:
  bool is_terminal_;
  bool wrote_ = false;
};

}  // namespace curvespice
