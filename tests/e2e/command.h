// Runs the real command, as a person would, in a folder of its own.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"

namespace curvespice::e2e {

struct Ended {
  int exit_code = 0;
  std::string out, err;
  double seconds = 0;
};

std::filesystem::path command_path();  // build/bin/curvespice

// A program and its arguments, in `folder`, for at most two minutes.
Ended run(const std::vector<std::string>& words, const std::filesystem::path& folder,
          const std::map<std::string, std::string>& environment = {});

// A shell script in mount name space of its own: what it mounts nobody else sees, and is gone when
// it ends. Skips the test where the machine does not allow that.
#define CURVESPICE_NEEDS_OWN_MOUNTS() \
  if (!curvespice::e2e::may_mount()) GTEST_SKIP() << "needs to be root, or user name spaces"
bool may_mount();
Ended run_with_own_mounts(const std::string& script, const std::filesystem::path& folder);

// Every file and folder below `folder`, relative, sorted.
std::vector<std::string> everything_below(const std::filesystem::path& folder);

// Holds when a failed command said one sentence that a person can act on, and nothing else:
// no empty or second line, no words of a crash.
testing::AssertionResult is_one_sentence(const std::string& text);

// A test that runs the command in a temporary folder.
class CommandTest : public testing::Test {
 protected:
  void SetUp() override;
  const std::filesystem::path& folder() const { return temporary_->path(); }

  // curvespice run FILE --device diode --part X1 --out out
  Ended run_on(const std::string& file, const std::map<std::string, std::string>& environment = {});

  // Expects a failure with one sentence that contains each of `words`, and the folder untouched.
  void expect_refused(const Ended& ended, const std::vector<std::string>& words);

  void remember_folder() { before_ = everything_below(folder()); }

 private:
  std::optional<TemporaryFolder> temporary_;
  std::vector<std::string> before_;
};

}  // namespace curvespice::e2e
